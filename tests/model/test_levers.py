"""Every lever matters, and only where it should: each is held against the same run without it."""

from datetime import date, timedelta
from functools import cache

import pytest

from sim.evidence.bits import bits_of
from sim.model import TradeModel
from sim.scenario import read_scenario
from sim.scenario.catalogue import PARAMETERS

LEVERS = tuple(key for key in PARAMETERS if key.startswith("levers."))
START, SWITCHED_ON, END = date(2016, 1, 1), date(2016, 3, 8), date(2016, 8, 31)
OF_A_LEVER = ("sellers", "stalls", "bazaar")  # tables that have rows, or move, only with one
SMALL = (
    "scale=40000",
    "population.provinces=[Beijing, Gansu, Yunnan]",
    "calendar.warmup_days=20",
    f"calendar.start={START}",
    f"calendar.end={END}",
)


@cache
def run(lever=None):
    """Bits of the state on the eve of the lever, and outcomes, with or without it."""
    sets = [f"{lever}={{level: 1, from: {SWITCHED_ON}}}"] if lever else []
    model = TradeModel(read_scenario("base", sets=[*SMALL, *sets]))
    while model.day < 20 + (SWITCHED_ON - START) / timedelta(days=1) - 1:
        model.step()
    eve = bits_of(model.state, without=OF_A_LEVER)
    model.run()
    return eve, {name: outcome.value for name, outcome in model.outcomes().items()}


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_changes_what_it_says_and_leaves_alone_what_it_says(lever):
    effects = PARAMETERS[lever].effects
    assert effects.changes and effects.leaves_alone
    (_, without), (_, with_it) = run(), run(lever)
    assert [name for name in effects.changes if with_it[name] == without[name]] == []
    assert [name for name in effects.leaves_alone if with_it[name] != without[name]] == []


@pytest.mark.parametrize("lever", LEVERS)
def test_before_a_lever_begins_nothing_differs(lever):
    assert run(lever)[0] == run()[0]
