"""Made-up results, so that every verdict is met without a model."""

from collections.abc import Mapping, Sequence

import pandas as pd

from sim.evidence.claims.numbers import NATION, Numbers
from sim.scenario.provinces import province_names

type Reported = Mapping[tuple[str, str], Sequence[float]]
"""By outcome and place, a value a seed."""

INLAND_TEN = (
    "Guizhou", "Sichuan", "Gansu", "Tibet", "Yunnan",
    "Qinghai", "Ningxia", "Xinjiang", "Shaanxi", "Chongqing",
)  # fmt: skip


def tables(unit: str = "share", **scenarios: Reported) -> dict[str, pd.DataFrame]:
    """The tables of a comparison, a scenario each."""
    rows = [
        (scenario, seed, place, outcome, value, unit)
        for scenario, reported in scenarios.items()
        for (outcome, place), values in reported.items()
        for seed, value in enumerate(values, 1)
    ]
    columns = ["scenario", "seed", "province", "outcome", "value", "unit"]
    table = pd.DataFrame(rows, columns=columns)
    national = table["province"] == NATION
    return {
        "outcomes": table[national].drop(columns="province"),
        "outcomes_by_province": table[~national],
    }


def numbers(reported: Reported, unit: str = "share") -> Numbers:
    """What one scenario reports."""
    return Numbers(tables(unit, only=reported), "only")


def everywhere(outcome: str, seeds: int, **chosen: Sequence[float]) -> Reported:
    """An outcome of all provinces: falling from 0.5 in their order, or as chosen."""
    names = province_names()
    others = {name: [0.5 - place / 100] * seeds for place, name in enumerate(names)}
    return {(outcome, name): values for name, values in (others | chosen).items()}


def inland_ten(outcome: str, *seeds: float) -> Reported:
    """Ten inland provinces come first, Guizhou with these values and the others just below 2."""
    near = {name: [2 - place / 100] * len(seeds) for place, name in enumerate(INLAND_TEN)}
    return everywhere(outcome, len(seeds), **near | {"Guizhou": seeds})
