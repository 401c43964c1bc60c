"""What two scenarios change: the parameters in which they differ, and where each value is from."""

from typing import Any, NamedTuple

from sim.scenario.catalogue import PARAMETERS
from sim.scenario.documents import read_document
from sim.scenario.folders import base_file
from sim.scenario.levels import by_level
from sim.scenario.records import Record
from sim.scenario.scenario import Scenario
from sim.scenario.values import HISTORICAL, OFF, SHOCK_KEYS, LeverTerms, ShockTerms
from sim.scenario.written import written

CHOSEN = "chosen"  # the status of a value that a scenario file sets


class Side(NamedTuple):
    """A parameter in one of the two scenarios."""

    value: Any  # in plain JSON types
    status: str  # measured, fitted or assumed in base.yaml; CHOSEN
    source: str  # of the value in base.yaml; else file and line


class Difference(NamedTuple):
    """A parameter that has another value in the second scenario than in the first."""

    key: str
    unit: str
    first: Side
    second: Side


def differences(first: Scenario, second: Scenario) -> list[Difference]:
    """The parameters in which two scenarios differ, in the order of base.yaml."""
    records = read_document(base_file(), base_file().name).records
    found = []
    for key, parameter in PARAMETERS.items():
        sides = [_side(scenario, key, records[key]) for scenario in (first, second)]
        inherited = all(scenario.settings[key].of_base for scenario in (first, second))
        if not inherited and sides[0].value != sides[1].value:
            found.append(Difference(key, parameter.unit, *sides))
    return found


def _side(scenario: Scenario, key: str, record: Record) -> Side:
    setting = scenario.settings[key]
    value = setting.value
    if PARAMETERS[key].by_level:
        value = by_level(value, scenario.n_levels)
    if setting.of_base:
        return Side(plain(value), record.status, record.source)
    file, line, _ = setting.position
    return Side(plain(value), CHOSEN, f"{file}:{line}")


def plain(value: Any) -> Any:
    """A value as a file may write it; a list of equal entries as one of them."""
    if isinstance(value, LeverTerms):
        level = HISTORICAL if value.historical else value.level
        parts = {"level": level, "from": value.start, "where": value.where}
        said = {name: written(part) for name, part in parts.items() if part is not None}
        return said if len(said) > 1 else level or OFF
    if isinstance(value, ShockTerms):
        parts = dict(zip(SHOCK_KEYS, value, strict=True))
        said = {name: written(part) for name, part in parts.items() if part is not None}
        return said if value.size else OFF
    plain = written(value)
    if isinstance(plain, list) and plain and all(entry == plain[0] for entry in plain):
        return plain[0]
    return plain
