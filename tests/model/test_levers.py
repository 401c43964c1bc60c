"""Every lever matters, and only where it should: each is held against the same run without it."""

from datetime import date, timedelta
from functools import cache

import pytest

from sim.engine.bits import bits_of
from sim.model import TradeModel
from sim.scenario import read_scenario
from sim.scenario.catalogue import PARAMETERS
from sim.scenario.declaration import LEFT_ALONE

LEVERS = tuple(key for key in PARAMETERS if key.startswith("levers."))
START, SWITCHED_ON, END = date(2016, 1, 1), date(2016, 3, 8), date(2016, 8, 31)
# Tables that have rows, or move, only with one.
OF_A_LEVER = ("sellers", "stalls", "bazaar", "registry", "counters")
# Relief needs the records of a whole year, and shows in the incomes of the next.
OTHER_DAYS = {"levers.targeted_relief": (date(2017, 1, 1), date(2017, 12, 31))}
SMALL = (
    "scale=40000",
    "population.provinces=[Beijing, Gansu, Yunnan]",
    "calendar.warmup_days=20",
    f"calendar.start={START}",
    "relief.budget=500",  # for so few households, as much as lets all the poor get help
    "relief.training_yield=1",
)


def days_for(lever):
    """The day on which it begins, and the run's last."""
    return OTHER_DAYS.get(lever, (SWITCHED_ON, END))


@cache
def run(switched_on, end, lever=None, level="1"):
    """Bits of the state on the eve of the lever, and outcomes, with or without it."""
    sets = [f"{lever}={{level: {level}, from: {switched_on}}}"] if lever else []
    model = TradeModel(read_scenario("base", sets=[*SMALL, f"calendar.end={end}", *sets]))
    while model.day < 20 + (switched_on - START) / timedelta(days=1) - 1:
        model.step()
    eve = bits_of(model.state, without=OF_A_LEVER)
    model.run()
    return eve, {name: outcome.value for name, outcome in model.outcomes().items()}


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_changes_what_it_says(lever):
    changes, days = PARAMETERS[lever].effects.changes, days_for(lever)
    (_, without), (_, with_it) = run(*days), run(*days, lever)
    assert changes
    assert [name for name in changes if with_it[name] == without[name]] == []


@cache
def country(seed, *levels):
    """Outcomes of the country with these levers."""
    sets = ["scale=20000", "entry.room=0.4", *levels]
    model = TradeModel(read_scenario("base", sets=sets), seed)
    model.play(model.days_total)
    return {name: outcome.value for name, outcome in model.outcomes().items()}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_leaves_alone_what_it_says_with_the_others_off_and_on(lever, seed):
    historical = [f"{each}=historical" for each in LEVERS]
    others = [each for each in historical if not each.startswith(lever)]
    pairs = (
        (country(seed), country(seed, f"{lever}=1")),
        (
            country(seed, *others),
            country(seed, *historical),
        ),
    )
    names, moved = PARAMETERS[lever].effects.leaves_alone, []
    for without, with_it in pairs:
        known = [name for name in names if without[name] or with_it[name]]
        moved += [n for n in known if abs(with_it[n] / without[n] - 1.0) >= LEFT_ALONE]
    assert names and set(names) <= set(known)  # those of which there are none are no test
    assert moved == []


@pytest.mark.parametrize("lever", LEVERS)
def test_before_a_lever_begins_nothing_differs(lever):
    days = days_for(lever)
    assert run(*days, lever)[0] == run(*days)[0]


@pytest.mark.parametrize("lever", ["levers.smart_logistics", "levers.targeted_relief"])
def test_where_nobody_joins_historical_is_the_full_level(lever):
    days = days_for(lever)
    full = run(*days, lever)[1]
    assert run(*days, lever, "historical")[1] == pytest.approx(full, rel=0, abs=0, nan_ok=True)
