"""Parameters that nobody has measured, and the ends of the ranges that the evidence leaves open."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from sim.scenario.catalogue import PARAMETERS
from sim.scenario.documents import read_document
from sim.scenario.folders import base_file, display
from sim.scenario.levels import by_level
from sim.scenario.problems import Position, ScenarioErrors
from sim.scenario.records import Record
from sim.scenario.scenario import Scenario
from sim.scenario.settings import unknown_key
from sim.scenario.written import written

ASSUMED, SCALE = "assumed", "scale"
LOW, HIGH = "low", "high"
SHOPS, FIRMS = " (shops)", " (firms)"  # parts of a list by level: its first entry, the others


# Groups that nothing reads while their lever is off; platform: while none is historical.
WAKENED_BY = {
    "analytics": "analytics",
    "direct": "direct_ordering",
    "fast": "fast_replenishment",
    "stalls": "online_selling",
    "relief": "targeted_relief",
    "new_retail": "new_retail",
}
PLATFORM = "platform"


class End(NamedTuple):
    """One end of what is plausible for a guess."""

    guess: str  # the parameter's key; of a list by level with the part that is meant
    end: str  # LOW or HIGH
    at: float  # the value of that end
    values: dict[str, Any]  # as `Scenario.with_values` takes them


def ends_of_guesses(
    scenario: Scenario, baseline: Scenario, only: Collection[str] = ()
) -> list[End]:
    """Both ends of every parameter that base.yaml calls assumed and gives a range.

    only  keys; none: all that one of the two scenarios reads, as far as its levers say

    An end at which the scenario stands already is left out.

    Raises:
        ScenarioErrors: when a key is unknown.
    """
    for key in only:
        if key not in PARAMETERS:
            raise ScenarioErrors([unknown_key(key, Position("--parameters"))])
    path = base_file()
    records = read_document(path, display(path)).records
    ends: list[End] = []
    for key, record in records.items():
        # A lever and the scale are choices; what they bring is told by comparisons and sweeps.
        is_number = PARAMETERS[key].entry in (int, float) and key != SCALE
        guess = is_number and record.status == ASSUMED and record.plausible is not None
        asked = key in only if only else awake(key, scenario) or awake(key, baseline)
        if guess and asked:
            ends += _ends(scenario, key, record)
    return ends


def awake(key: str, scenario: Scenario) -> bool:
    """Whether no lever that is off keeps a parameter from being read."""
    group = key.partition(".")[0]
    levers = scenario.levers._asdict()
    if group == PLATFORM:
        return any(lever.historical for lever in levers.values())
    lever = WAKENED_BY.get(group)
    return lever is None or levers[lever].level > 0


def _ends(scenario: Scenario, key: str, record: Record) -> Iterator[End]:
    parameter, now = PARAMETERS[key], scenario.settings[key].value
    for end, limit in zip((LOW, HIGH), record.plausible or (), strict=True):
        at = parameter.entry(limit)
        if not parameter.by_level:
            if now != at:
                yield End(key, end, at, {key: at})
            continue
        levels = by_level(now, scenario.n_levels)
        for part, chosen in ((SHOPS, range(1)), (FIRMS, range(1, len(levels)))):
            # A level that does without (no credit, no lots) goes on doing without.
            moved = [at if i in chosen and level else level for i, level in enumerate(levels)]
            if moved != list(levels):
                yield End(key + part, end, at, {key: written(moved)})
