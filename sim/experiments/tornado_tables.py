"""The tables of a tornado, made from its stored runs."""

from collections.abc import Iterable, Sequence

import pandas as pd

from sim.experiments.differences import mean_changes, paired_differences
from sim.experiments.points import Point
from sim.scenario.guesses import HIGH, LOW, End

HERE = End("as it is", "as it is", float("nan"), {})  # both scenarios with no guess moved
BASELINE, SCENARIO = "baseline", "scenario"
CASE = ["guess", "end", "at"]
HEADLINES = ("income.shop_owner", "consumer_price_index", "income.middleman")
LITTLE = 0.01  # of the baseline's own value: a guess that moves an effect by less can go


def tornado_tables(cases: Iterable[tuple[End, bool, Point]]) -> dict[str, pd.DataFrame]:
    """What the scenario changes at every end of every guess, and by how much that end shifts it.

    cases  every run: its end, whether it is of the scenario (else of the baseline), its point

    effects  guess, end, at, outcome, unit, base_mean (the baseline's, at that end), difference,
             low, high, relative, undefined, clear, p_value, as in `paired_differences`; the first
             rows are those with no guess moved
    shifts   the same columns; base_mean is the effect with no guess moved, difference the effect at
             the end less that, paired by seed
    """
    rows = [
        (SCENARIO if is_scenario else BASELINE, point.seed, *end[:3], name, *outcome)
        for end, is_scenario, point in cases
        for name, outcome in point.outcomes().items()
    ]
    columns = ["scenario", "seed", *CASE, "outcome", "value", "unit"]
    values = pd.DataFrame(rows, columns=columns)
    at = values[CASE].drop_duplicates()
    values = values.drop(columns="at")  # a nan would be no case
    effects = paired_differences(values, {SCENARIO: BASELINE}, ("guess", "end"))
    effects = effects.drop(columns=["scenario", "baseline"])
    return {
        "effects": at.merge(effects, on=["guess", "end"]),
        "shifts": at.merge(_shifts(values), on=["guess", "end"]),
    }


def _shifts(values: pd.DataFrame) -> pd.DataFrame:
    """How far each end moves the effect, seed by seed."""
    case = ["guess", "end", "outcome", "unit"]
    wide = values.pivot(index=[*case, "seed"], columns="scenario", values="value")
    effect = (wide[SCENARIO] - wide[BASELINE]).rename("effect").reset_index()
    here = effect["guess"] == HERE.guess
    usual = effect[here].set_index(["outcome", "seed"])["effect"].rename("usual")
    ends = effect[~here].join(usual, on=["outcome", "seed"]).set_index([*case, "seed"])
    return mean_changes(ends["usual"], ends["effect"] - ends["usual"], case)


def guesses_by_size(shifts: pd.DataFrame, outcome: str) -> list[str]:
    """The guesses by the larger of what their two ends do to an outcome, the largest first."""
    rows = shifts[shifts["outcome"] == outcome]
    most = rows["difference"].abs().groupby(rows["guess"], sort=False).max()
    return list(most.sort_values(ascending=False, kind="stable").index)


def ends_by_size(shifts: pd.DataFrame, outcome: str, most: int) -> dict[str, dict[str, float]]:
    """Of the guesses that move an outcome most, the value at each end that was run, low first."""
    at = shifts.drop_duplicates(["guess", "end"]).set_index(["guess", "end"])["at"]
    return {
        guess: {end: float(at[guess, end]) for end in (LOW, HIGH) if (guess, end) in at.index}
        for guess in guesses_by_size(shifts, outcome)[:most]
    }


def effect_by_end(effects: pd.DataFrame) -> "pd.Series[float]":
    """The differences by (guess, end, outcome)."""
    return effects.set_index(["guess", "end", "outcome"])["difference"]


def unit_of_outcomes(effects: pd.DataFrame) -> "pd.Series[str]":
    """The unit of each outcome."""
    return effects.drop_duplicates("outcome").set_index("outcome")["unit"]


def guesses_that_move_little(
    effects: pd.DataFrame, shifts: pd.DataFrame, outcomes: Sequence[str]
) -> list[str]:
    """The guesses of which no end moves any of these effects by more than LITTLE."""
    here = effects[effects["guess"] == HERE.guess].set_index("outcome")["base_mean"]
    rows = shifts[shifts["outcome"].isin(outcomes)]
    moves = rows["difference"].abs() > LITTLE * rows["outcome"].map(here).abs()
    any_moves = moves.groupby(rows["guess"], sort=False).any()
    return list(any_moves.index[~any_moves])
