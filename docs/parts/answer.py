"""What decides the answer: the guesses that move it, and what information is worth."""

import pandas as pd

from parts.markdown import table
from parts.results import REFERENCE
from sim.experiments.tornado_tables import (
    HEADLINES,
    HERE,
    LITTLE,
    effect_by_end,
    ends_by_size,
    guesses_that_move_little,
    unit_of_outcomes,
)
from sim.experiments.words import in_words, label
from sim.scenario.documents import read_document
from sim.scenario.folders import base_file

MOST = 15
SCENARIOS = {
    "stock/estimates_alone": "a better estimate alone",
    "analytics_alone": "estimate, reminders and list",
    "stock/half_lead_time": "half the lead time",
    "stock/half_lots": "half the lot",
}
CLASSES = {
    "slow": "slow: under one in 4 days",
    "middling": "up to one a day",
    "fast": "above one a day",
    "all": "all",
}
PUBLISHED = ("Cachon and Fisher 2000", "-2.2 % (at most -12)", "", "-21 %", "-22 %")
RULES = {
    "cost_plus_with": "cost-plus",
    "adaptive_markup_with": "adaptive markups",
    "bargaining_with": "bargaining for produce, adaptive markups for goods",
    "successive_monopoly_with": "successive monopoly",
}
RULED = {
    "consumer_price_index": "consumer prices, index",
    "income.shop_owner": "a shop owner, RMB a year",
    "income.middleman": "a middleman, RMB a year",
    "income.manufacturer": "a manufacturer, RMB a year",
}
ADOPTERS = {
    "income.shop_owner.direct": "owners who may order directly, RMB a year",
    "income.shop_owner.others": "the others",
    "income.shop_owner": "all owners",
    "consumer_price_index": "consumer prices, index",
    "income.middleman": "a middleman, RMB a year",
    "income.manufacturer": "a manufacturer, RMB a year",
}


def adopters() -> str:
    """Who has what, by the share of shops that may order directly."""
    swept = pd.read_csv(REFERENCE / "adopters.csv")
    key, *_ = swept.columns
    rows = []
    for share, of_share in swept.groupby(key):
        by_outcome = of_share.set_index("outcome")
        cells = (
            _interval(by_outcome.loc[name]) if name in by_outcome.index else "" for name in ADOPTERS
        )
        rows.append((f"{share:.0%}".replace("%", " %"), *cells))
    return table(("shops that may", *ADOPTERS.values()), rows)


def _interval(row: "pd.Series[float]") -> str:
    """A mean with its interval; nothing where it has no value."""
    if pd.isna(row["mean"]):
        return ""
    digits = 1 if row["mean"] < 1000 else 0
    return f"{row['mean']:,.{digits}f} ±{(row['high'] - row['low']) / 2:,.{digits}f}"


def rules() -> str:
    """What each rule of pricing begins with, where no shop orders directly, and the change."""
    pairs = pd.read_csv(REFERENCE / "pricing.csv").set_index(["scenario", "outcome"])
    rows = []
    for scenario, words in RULES.items():
        cells = (pairs.loc[(scenario, name)] for name in RULED)
        rows.append((words, *(_changed(cell) for cell in cells)))
    return table(("rule", *RULED.values()), rows)


def _changed(row: "pd.Series[float]") -> str:
    """A baseline and the change from it."""
    digits = 1 if abs(row["base_mean"]) < 1000 else 0
    return f"{row['base_mean']:,.{digits}f}, then {row['difference']:+,.{digits}f}"


def information() -> str:
    """Change of the costs of stock by selling speed, beside the published ones."""
    costs = pd.read_csv(REFERENCE / "information.csv")
    costs = costs[costs["outcome"] == "cost"].set_index(["scenario", "class"])
    rows = []
    for name, words in CLASSES.items():
        row = [costs.loc[(scenario.partition("/")[2] or scenario, name)] for scenario in SCENARIOS]
        rows.append((words, f"{row[0]['base_mean']:.2%}", *map(_relative, row)))
    published = (PUBLISHED[0], "", *PUBLISHED[1:])
    return table(("products", "cost, share of sales", *SCENARIOS.values()), [*rows, published])


def _relative(row: "pd.Series[float]") -> str:
    """A change in per cent of the baseline, with its interval."""
    half = (row["high"] - row["low"]) / 2 / abs(row["base_mean"])
    return f"{row['relative']:+.1%} ±{half:.1%}"


def guesses() -> str:
    """The guesses that move the headline most: the effect at both ends, and their sources.

    Of those that were run with more seeds. A star stands where chance alone would rarely shift the
    effect as far.
    """
    effects, shifts = _tornado("largest")
    clear = shifts[shifts["clear"]].set_index(["guess", "end", "outcome"]).index
    records = read_document(base_file(), "base.yaml").records
    by_end, units = effect_by_end(effects), unit_of_outcomes(effects)
    here = [_number(by_end[(HERE.guess, HERE.end, name)], units[name]) for name in HEADLINES]
    rows = [("as it is", "", *here, "")]
    for guess, ends in ends_by_size(shifts, HEADLINES[0], MOST).items():
        cells = [
            " to ".join(
                _number(by_end[(guess, end, name)], units[name])
                + "*" * ((guess, end, name) in clear)
                for end in ends
            )
            for name in HEADLINES
        ]
        values = " to ".join(f"{at:g}" for at in ends.values())
        rows.append((f"`{guess}`", values, *cells, records[guess.partition(" ")[0]].source))
    heads = (f"{label(name)},{in_words(units[name])[1]}" for name in HEADLINES)
    return table(("guess", "ends", *heads, "source of its value"), rows)


def still() -> str:
    """The guesses that move nothing."""
    effects, shifts = _tornado("tornado")
    little = guesses_that_move_little(effects, shifts, HEADLINES)
    names = ", ".join(f"`{guess}`" for guess in sorted(little))
    return (
        f"{len(little)} of {shifts['guess'].nunique()} move none of the three by more than "
        f"{100 * LITTLE:.0f} % of the baseline: {names}."
    )


def _tornado(name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    table = pd.read_csv(REFERENCE / f"{name}.csv")
    shifts = table[table["table"] == "shifts"]
    return table[table["table"] == "effects"], shifts


def _number(value: float, unit: str) -> str:
    factor, _ = in_words(unit)
    return f"{factor * value:+,.1f}" if abs(factor * value) < 100 else f"{factor * value:+,.0f}"
