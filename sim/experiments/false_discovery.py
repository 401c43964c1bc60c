"""Verdicts on many differences at once: of those called clear, at most 5 % are expected by chance.

Of 31 provinces or 100 outcomes, some intervals leave out zero although nothing has changed. A
family is what is read at once: all outcomes of one comparison, or all provinces (or months) of one
outcome. Within it the p-values are adjusted by Benjamini and Hochberg's step-up procedure (1995).
"""

from collections.abc import Sequence

import pandas as pd
from scipy import stats

MOST_FALSE = 0.05  # expected share of the verdicts of a family
FEW_SEEDS = 5  # with fewer, an interval rests on next to nothing


def with_verdicts(table: pd.DataFrame, family: Sequence[str] = ()) -> pd.DataFrame:
    """The table with `p_adjusted` and `controlled` (whether that is at most 5 %) beside `p_value`.

    table   differences with `p_value`
    family  columns whose values name a family; without any the whole table is one

    What is exactly the same at every seed (a p-value of 1), or undefined (nan), is no test: it is
    never clear, and makes nothing else less so.
    """
    is_test = table["p_value"] < 1
    adjusted = table["p_value"].copy()
    tests = table[is_test]
    keys = [tests[name] for name in family] or [pd.Series(0, tests.index)]
    for _, tested in tests["p_value"].groupby(keys, sort=False):
        adjusted[tested.index] = stats.false_discovery_control(tested)
    controlled = is_test & (adjusted <= MOST_FALSE)
    return table.assign(p_adjusted=adjusted, controlled=controlled)


def note_on(differences: pd.DataFrame, seeds: int) -> str:
    """What a reader of these verdicts has to know.

    differences  as `with_verdicts` gives them
    """
    clear = int(differences["controlled"].sum())
    more = int((differences["clear"] & ~differences["controlled"]).sum())
    held = (
        f"{clear} of {len(differences)} differences are clear. False discoveries are held to "
        f"{MOST_FALSE:.0%} of what is called clear (Benjamini and Hochberg), since among so many "
        "some intervals leave out zero by chance"
    ).replace("%", " %")
    left_out = f"; those of {more} more do and are not called clear." if more else "."
    return " ".join([*few_seeds(seeds), held + left_out])


def few_seeds(seeds: int) -> list[str]:
    """A warning where there are fewer than five seeds."""
    if seeds >= FEW_SEEDS:
        return []
    if seeds == 1:
        return [f"Only 1 seed: there are no intervals; take {FEW_SEEDS} or more."]
    return [f"Only {seeds} seeds: intervals are wide and rough; take {FEW_SEEDS} or more."]
