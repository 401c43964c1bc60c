"""Paired differences as records by outcome or province, and what they are in per cent."""

import math

import pandas as pd

from sim.experiments.words import Change, changes

__all__ = ["Change", "changes_by_province", "changes_of", "in_percent", "share_of_base"]


def changes_of(differences: pd.DataFrame, scenario: str) -> dict[str, Change]:
    """The changes of one scenario, by outcome."""
    return {change.outcome: change for change in changes(differences, scenario)}


def changes_by_province(
    differences: pd.DataFrame, scenario: str, outcome: str
) -> dict[str, Change]:
    """The changes of one outcome in one scenario, by province."""
    here = (differences["scenario"] == scenario) & (differences["outcome"] == outcome)
    rows = differences[here]
    return dict(zip(rows["province"], changes(rows, scenario)))


def share_of_base(change: Change) -> float:
    """The difference as a share of the baseline's mean; nan where that is not positive."""
    return change.difference / change.base_mean if change.base_mean > 0 else math.nan


def in_percent(change: Change) -> Change:
    """The same change with its interval in % of the baseline's mean."""
    unit = change.base_mean / 100 if change.base_mean > 0 else math.nan
    return change._replace(
        unit="%",
        base_mean=100.0,
        difference=change.difference / unit,
        low=change.low / unit,
        high=change.high / unit,
    )
