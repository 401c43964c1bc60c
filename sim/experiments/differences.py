"""Paired differences between scenarios that share their seeds, with 95 % intervals.

Two runs with one seed share weather, demand and luck, so their difference varies much less than
each of them. The interval is Student's t over the seeds' differences. Where these are all the same
it has no width and says nothing: one household in 1,500 at two seeds is chance as well. There the
sign test judges.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from sim.experiments.errors import TooFewSeedsError
from sim.experiments.one_world import variance_left

CONFIDENCE = 0.95
ROUNDING = 1e-12  # relative differences below this come from the order of a sum
AGREEING = 6  # seeds at which the same change is clear by the sign test: 2 ** (1 - 6) is under 5 %
ALIKE = 1e-9  # of a change: what varies less is the same at every seed but for rounding


def half_width(deviation: "pd.Series[float]", count: "pd.Series[int]") -> "pd.Series[float]":
    """Half of the t interval of a mean, or of one world (`one_world`).

    deviation  standard deviation of the sample (n - 1 in its denominator), unit of the outcome
    count      size of the sample; below 2 the answer is nan
    """
    quantile = stats.t.ppf(0.5 + CONFIDENCE / 2, (count - 1).where(count > 1))
    width: pd.Series[float] = quantile * deviation * np.sqrt(variance_left(count))
    return width


def p_value(
    mean: "pd.Series[float]", deviation: "pd.Series[float]", count: "pd.Series[int]"
) -> "pd.Series[float]":
    """Two-sided p-value of Student's t test that a mean is zero.

    mean, deviation  of the sample, in one unit; the others as in `half_width`

    A mean of exactly zero has 1, the same change at every seed what the sign test gives it.
    """
    means = mean.to_numpy(dtype=float)
    errors = deviation.to_numpy(dtype=float) * np.sqrt(variance_left(count.to_numpy()))
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.where(means == 0, 0.0, np.abs(means) / errors)
    by_t = pd.Series(2 * stats.t.sf(size, count.to_numpy() - 1), mean.index)
    return by_t.mask(alike(mean, deviation), _p_by_signs(count))


def margin(
    mean: "pd.Series[float]", deviation: "pd.Series[float]", count: "pd.Series[int]"
) -> "pd.Series[float]":
    """Half of the interval of a mean that is held against zero; arguments as in `p_value`.

    The same change at so few seeds that the sign test lets it pass as chance has the interval of
    the t test with that p-value, which reaches over zero.
    """
    by_signs = _p_by_signs(count)
    as_sure = stats.t.ppf(0.5 + CONFIDENCE / 2, count - 1) / stats.t.isf(by_signs / 2, count - 1)
    is_chance = may_be_chance(mean, deviation, count)
    return half_width(deviation, count).mask(is_chance, mean.abs() * as_sure)


def _p_by_signs(count: "pd.Series[int]") -> "pd.Series[float]":
    """Two-sided p-value of the sign test where the change is the same at every seed."""
    return 2.0 ** (1.0 - count.astype(float))


def alike(mean: Any, deviation: Any) -> Any:
    """Whether there is a change, and it is the same at every seed; numbers, or series of them."""
    return (deviation <= ALIKE * abs(mean)) & (mean != 0)


def may_be_chance(mean: Any, deviation: Any, count: Any) -> Any:
    """Whether it is the same at so few seeds that the sign test lets it pass; as `alike`."""
    return alike(mean, deviation) & (count < AGREEING)


def paired_differences(
    values: pd.DataFrame, against: Mapping[str, str], within: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Scenarios less their baselines, outcome by outcome.

    values   columns scenario, seed, *within, outcome, value, unit; one row each
    against  the baseline's name by that of the scenario that is compared with it
    within   further columns that pairs must share, such as province

    Returns scenario, baseline, *within, outcome, unit, base_mean, difference, low, high, relative
    (difference / |base_mean|), undefined (seeds in which one of the pair is nan; then there is no
    difference, since leaving them out would choose), clear (the interval leaves out zero), p_value.
    """
    seeds = values["seed"].nunique()
    if seeds < 2:
        raise TooFewSeedsError("an interval needs at least two seeds")
    case = [*within, "outcome", "unit"]
    wide = values.pivot(index=[*case, "seed"], columns="scenario", values="value")
    parts = [
        _against(wide[baseline], wide[name], case).assign(scenario=name, baseline=baseline)
        for name, baseline in against.items()
    ]
    table = pd.concat(parts, ignore_index=True)
    order = values[case].drop_duplicates()
    scenarios = values[["scenario"]].drop_duplicates()
    first = ["scenario", "baseline", *case]
    table = scenarios.merge(order, how="cross").merge(table, on=["scenario", *case])
    return table[first + [name for name in table if name not in first]]


def _against(base: "pd.Series[float]", other: "pd.Series[float]", case: list[str]) -> pd.DataFrame:
    """The rows of one scenario; both series are indexed by case and seed."""
    change = other - base
    return mean_changes(base, change.mask(change.abs() <= ROUNDING * base.abs(), 0.0), case)


def mean_changes(
    base: "pd.Series[float]", change: "pd.Series[float]", case: list[str]
) -> pd.DataFrame:
    """The mean of each change over the seeds, with its interval.

    base, change  unit of the outcome; both indexed by case and seed

    Returns case, base_mean, difference, low, high, relative, undefined, clear, p_value, as
    `paired_differences` has them.
    """
    base_mean = base.groupby(level=case, sort=False).mean(skipna=False)
    difference = change.groupby(level=case, sort=False)
    mean = difference.mean(skipna=False)
    deviation, count = difference.std(skipna=False), difference.size()
    half = margin(mean, deviation, count)
    table = pd.DataFrame(
        {
            "base_mean": base_mean,
            "difference": mean,
            "low": mean - half,
            "high": mean + half,
            "relative": mean / base_mean.abs().where(base_mean != 0),
            "undefined": count - difference.count(),
        }
    )
    table["clear"] = (table["low"] > 0) | (table["high"] < 0)
    table["p_value"] = p_value(mean, deviation, count)
    return table.reset_index()


def means_over_seeds(table: pd.DataFrame) -> pd.DataFrame:
    """The mean of every number over the seeds; words (product, province, part) name the rows.

    table  the tables of all runs under each other, with the columns scenario and seed
    """
    words = [name for name in table if not pd.api.types.is_numeric_dtype(table[name])]
    means = table.drop(columns="seed").groupby(words, sort=False, dropna=False).mean()
    return means.reset_index()


def intervals(
    values: pd.DataFrame, by: list[str], against: "pd.Series[float] | float" = np.nan
) -> pd.DataFrame:
    """Mean and interval of `value` over the rows that share `by`: mean, low, high, seeds.

    against  what the mean is held against, by row; nan: nothing

    A nan among the values makes all three nan, and `seeds` counts the others. With one seed there
    is a mean and no interval.
    """
    groups = values.assign(against=against).groupby(by, sort=False, dropna=False)
    value = groups["value"]
    mean = value.mean(skipna=False)
    more = (mean - groups["against"].first()).fillna(0.0)
    half = margin(more, value.std(skipna=False), value.size())
    table = pd.DataFrame({"mean": mean, "low": mean - half, "high": mean + half})
    return table.assign(seeds=value.count()).reset_index()
