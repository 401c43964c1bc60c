"""Paired differences province by province: those where something was done, and the others."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from sim.experiments.differences import paired_differences
from sim.experiments.errors import UnknownProvinceError
from sim.experiments.false_discovery import with_verdicts
from sim.experiments.pairing import Against
from sim.experiments.treated import treated_provinces
from sim.scenario import Scenario
from sim.scenario.groups import PopulationKind
from sim.scenario.problems import nearest, shown


def differences_by_province(
    outcomes: pd.DataFrame, against: Against, scenarios: Mapping[str, Scenario]
) -> pd.DataFrame:
    """Paired differences with `treated` (a lever or shock differs there) and verdicts.

    outcomes   columns scenario, seed, province, outcome, value, unit
    scenarios  by name

    A family is an outcome in the treated provinces, or in the others: whether it works where it was
    meant to, and whether it reaches elsewhere, are two questions, and were so before the runs.
    """
    table = paired_differences(outcomes, against, ("province",))
    treated = {
        name: treated_provinces(scenarios[name], scenarios[base]) for name, base in against.items()
    }
    there = [
        province in treated[name]
        for name, province in zip(table["scenario"], table["province"], strict=True)
    ]
    return with_verdicts(table.assign(treated=there), ["scenario", "outcome", "treated"])


def of_province(differences: pd.DataFrame, province: str) -> pd.DataFrame:
    """A province's differences, with verdicts over all its outcomes.

    Who names a province asks about its outcomes, and not about all provinces at once.
    """
    rows = differences[differences["province"] == province]
    return with_verdicts(rows.reset_index(drop=True), ["scenario"])


def provinces_named(text: str, scenarios: Iterable[Scenario]) -> list[str]:
    """The provinces of a list such as `Gansu,Guizhou`; all scenarios have them.

    Raises UnknownProvinceError, which names the option --where.
    """
    lists = [_provinces(scenario) for scenario in scenarios]
    allowed = [name for name in lists[0] if all(name in names for names in lists)]
    if not allowed:
        raise UnknownProvinceError("--where: these scenarios have no provinces in common")
    names = list(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in names:
        if name not in allowed:
            near = nearest(name, allowed)
            raise UnknownProvinceError(
                f"--where: {shown(name)} is no province of these scenarios; "
                f"allowed: {', '.join(allowed)}" + (f"; did you mean {near}?" if near else "")
            )
    return names


def _provinces(scenario: Scenario) -> Sequence[str]:
    """Those of the miniature; a population given outright has none."""
    of_country = scenario.population.kind == PopulationKind.PROVINCES
    return scenario.population.provinces if of_country else ()
