"""The tables of an attribution, made from its stored runs."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.experiments.differences import ROUNDING, mean_changes
from sim.experiments.false_discovery import with_verdicts
from sim.experiments.points import Point
from sim.experiments.shapley import shapley_index

CASE = ["outcome", "unit"]


def outcome_table(levers: Sequence[str], points: Sequence[Point]) -> pd.DataFrame:
    """All runs: a column a lever (whether it is on), seed, outcome, value, unit."""
    rows = [
        (*(f"levers.{lever}" not in point.values for lever in levers), point.seed, name, *outcome)
        for point in points
        for name, outcome in point.outcomes().items()
    ]
    return pd.DataFrame(rows, columns=[*levers, "seed", "outcome", "value", "unit"])


def attribution_tables(levers: Sequence[str], outcomes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What all levers do, what each has of it, and what each pair does beyond its two.

    outcomes  as `outcome_table` gives them, every subset of the levers at every seed

    effect        outcome, unit, base_mean (all off), difference (all on less all off), low, high,
                  relative, undefined, clear, p_value, as in `paired_differences`; p_adjusted and
                  controlled over all outcomes
    shares        the same with lever in front; the difference is its Shapley value
    interactions  the same with lever and other in front; not there with a single lever
    """
    cases = pd.MultiIndex.from_frame(outcomes[[*CASE, "seed"]].drop_duplicates())
    wide = outcomes.pivot(index=list(levers), columns=cases.names, values="value")
    subsets = wide.reindex(columns=cases).to_numpy()
    values = subsets.reshape((2,) * len(levers) + (-1,))  # rows are sorted, off before on
    base = pd.Series(subsets[0], cases)
    largest = np.abs(subsets).max(axis=0)

    def changes(change: NDArray[np.float64]) -> pd.DataFrame:
        heard = np.where(np.abs(change) <= ROUNDING * largest, 0.0, change)
        return with_verdicts(mean_changes(base, pd.Series(heard, cases), CASE))

    def index(*among: int) -> pd.DataFrame:
        return changes(shapley_index(values, len(levers), among))

    shares = [_named(index(i), lever=lever) for i, lever in enumerate(levers)]
    interactions = [
        _named(index(i, j), lever=levers[i], other=levers[j])
        for i, j in combinations(range(len(levers)), 2)
    ]
    tables = {"effect": changes(subsets[-1] - subsets[0]), "shares": pd.concat(shares)}
    if interactions:
        tables["interactions"] = pd.concat(interactions)
    return {name: table.reset_index(drop=True) for name, table in tables.items()}


def _named(table: pd.DataFrame, **names: str) -> pd.DataFrame:
    """The table with a column a name in front."""
    return table.assign(**names)[[*names, *table.columns]]
