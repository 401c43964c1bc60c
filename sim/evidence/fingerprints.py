"""Each shipped scenario's published fingerprint: one hash of all that it reports.

It holds for any number of workers, and on other machines short of a rounding that flips a draw.
`make baseline` renews the file.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from sim.evidence.finding import Finding, same
from sim.scenario import PopulationKind, Scenario, read_scenario
from sim.scenario.folders import REPOSITORY, scenario_names

FILE = REPOSITORY / "results" / "reference" / "fingerprints.yaml"
DIGITS = 9
SWEEPS = "sweeps/"


class Window(NamedTuple):
    """Days that show what some scenarios change, where the usual ones don't."""

    why: str
    sets: tuple[str, ...]  # key=value, over those of all provinces
    scenarios: tuple[str, ...]


class Published(NamedTuple):
    """What the file holds."""

    seed: int
    provinces: tuple[str, ...]  # key=value that make the country small; textbook cases have none
    windows: tuple[Window, ...]  # other days for some scenarios
    fingerprints: dict[str, str]  # SHA-256 (hex) by scenario


def published() -> Published:
    """The file's content."""
    content = yaml.safe_load(FILE.read_text("utf-8"))
    windows = (
        Window(each["why"], tuple(each["sets"]), tuple(each["scenarios"]))
        for each in content["windows"]
    )
    return Published(
        content["seed"], tuple(content["provinces"]), tuple(windows), content["fingerprints"]
    )


def shipped() -> list[str]:
    """The scenarios that must have a fingerprint: all but the sweeps."""
    return [name for name in scenario_names() if not name.startswith(SWEEPS)]


def sets_of(name: str) -> tuple[str, ...]:
    """What is set on top of a shipped scenario, as `key=value`."""
    if read_scenario(name).population.kind == PopulationKind.EXPLICIT:
        return ()
    known = published()
    days = (window.sets for window in known.windows if name in window.scenarios)
    return (*known.provinces, *next(days, ()))


def as_run(name: str) -> Scenario:
    """A shipped scenario with what is set on top of it: the run that its fingerprint is of."""
    return read_scenario(name, sets=sets_of(name))


def computed(name: str) -> str:
    """The fingerprint of a shipped scenario as this program runs it."""
    return run_fingerprint(as_run(name), published().seed)


def run_fingerprint(scenario: Scenario, seed: int) -> str:
    """The fingerprint of one run."""
    from sim.model import TradeModel

    model = TradeModel(scenario, seed).run()
    numbers: dict[str, Any] = {name: [outcome.value] for name, outcome in model.outcomes().items()}
    return digest({**numbers, **model.series()})


def digest(numbers: Mapping[str, list[float]]) -> str:
    """SHA-256 (hex) of numbers by name, at 9 significant digits, whatever their order."""
    lines = (
        f"{name} {' '.join(f'{value + 0.0:.{DIGITS}g}' for value in values)}\n"
        for name, values in sorted(numbers.items())
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def check_fingerprint(name: str) -> list[Finding]:
    """The published fingerprint against the one that this machine gets."""
    return [same(name, published().fingerprints.get(name, "none"), computed(name))]
