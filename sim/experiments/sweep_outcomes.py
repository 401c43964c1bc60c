"""Whether runs report the outcomes that a sweep watches: told before any run where that can be."""

from collections.abc import Collection, Sequence

from sim.experiments.errors import UnknownOutcomeError
from sim.outcomes.declaration import Declared
from sim.outcomes.declared import UndeclaredError, declared_unit, outcome_names
from sim.outcomes.of_country import COUNTRY
from sim.outcomes.of_textbook import TEXTBOOK
from sim.scenario import PopulationKind, Problem, ScenarioErrors, Sweep
from sim.scenario.problems import nearest, shown

KIND = "population.kind"


def check_declared(sweep: Sweep) -> None:
    """Raise ScenarioErrors, at their places in the file, for names that no run of its has."""
    explicit = sweep.scenario.population.kind == PopulationKind.EXPLICIT
    among: tuple[Declared, ...] = TEXTBOOK if explicit else COUNTRY
    if KIND in sweep.vary:
        among = (*COUNTRY, *TEXTBOOK)
    known = [name for name in outcome_names() if _is_declared(name, among)]
    whose = "a textbook case" if explicit else "the country"
    problems = [
        Problem(
            place,
            "outcomes",
            f"{shown(name)} is no outcome of {whose}",
            "names from `sim explain outcomes`",
            nearest(name, known),
        )
        for name, place in zip(sweep.outcomes, sweep.outcome_places, strict=True)
        if not _is_declared(name, among)
    ]
    if problems:
        raise ScenarioErrors(problems)


def _is_declared(name: str, among: tuple[Declared, ...]) -> bool:
    try:
        declared_unit(name, among)
    except UndeclaredError:
        return False
    return True


def check_reported(sweep: Sweep, runs: Sequence[Collection[str]]) -> None:
    """Raise where runs lack what is watched; with tiers that vary, not each reports all."""
    known = dict.fromkeys(name for outcomes in runs for name in outcomes)
    kinds = {name.partition(".")[0] for name in known}
    for name in sweep.outcomes:
        if runs and name.partition(".")[0] not in kinds:
            near = nearest(name, known)
            meant = f"; did you mean {near}?" if near else ""
            raise UnknownOutcomeError(
                f"{sweep.scenario.files[0]}: outcomes: runs of this scenario do not report "
                f"{shown(name)}; allowed: what `sim run --all` prints of it{meant}"
            )
