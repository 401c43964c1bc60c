"""What a run of base says, and what direct ordering changes, at several scales."""

import shutil
from pathlib import Path

import pandas as pd

from parts.markdown import table
from parts.results import REFERENCE
from sim.experiments.differences import intervals, paired_differences
from sim.experiments.tornado_tables import unit_of_outcomes
from sim.experiments.words import in_words, label

WITHOUT, WITH = 0.0, 1.0
TOLD = ("income.shop_owner", "consumer_price_index", "stockout_rate.goods", "income.manufacturer")
FILLED = {"fill_rate.tier1": "wholesalers of tier 1 fill", "fill_rate.tier5": "makers fill"}


def write(folder: Path) -> None:
    """Keep the picture of the sweep over scales, and its runs seed by seed: pairs need these."""
    shutil.copy(folder / "pictures" / "sweep.png", REFERENCE / "scale.png")
    runs = pd.read_csv(folder / "points.csv")
    units = pd.read_csv(folder / "summary.csv").drop_duplicates("outcome")[["outcome", "unit"]]
    keys = ["levers.direct_ordering", "scale", "seed"]
    runs = runs.melt(keys, var_name="outcome").merge(units, on="outcome")
    runs.to_csv(REFERENCE / "scale.csv", index=False, float_format="%.8g")


def by_scale() -> str:
    """Fill rates without the lever, and what it changes, each with its 95 % interval."""
    runs = pd.read_csv(REFERENCE / "scale.csv")
    units = unit_of_outcomes(runs)
    runs = runs.rename(columns={"levers.direct_ordering": "scenario"})
    base = intervals(runs[runs["scenario"] == WITHOUT], ["scale", "outcome", "unit"])
    base = base.set_index(["scale", "outcome"])
    changes = paired_differences(runs, {WITH: WITHOUT}, ("scale",)).set_index(["scale", "outcome"])
    rows = []
    for scale in sorted(runs["scale"].unique(), reverse=True):
        filled = (_cell(base.loc[(scale, name)], "mean", units[name], "") for name in FILLED)
        changed = (
            _cell(changes.loc[(scale, name)], "difference", units[name], "+") for name in TOLD
        )
        rows.append((f"{scale:,}", *filled, *changed))
    names = (f"{label(name)},{in_words(units[name])[1]}" for name in TOLD)
    filled_by = (f"{words}, %" for words in FILLED.values())
    return table(("scale", *filled_by, *names), rows, "---:")


def _cell(row: "pd.Series[float]", name: str, unit: str, sign: str) -> str:
    """A value and half of its interval."""
    factor, _ = in_words(unit)
    value, half = factor * row[name], factor * (row["high"] - row["low"]) / 2
    digits = 0 if abs(value) >= 100 else 1
    return f"{value:{sign},.{digits}f} ±{half:,.{digits}f}"
