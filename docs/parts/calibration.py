"""The committed fit: its parameters, its targets, its rivals, and pictures of them."""

import math
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from parts.markdown import code, table
from parts.picture import Picture
from sim.evidence.calibration.space import read_space
from sim.evidence.calibration.targets import calibration_folder
from sim.scenario import read_scenario
from sim.views import Shown
from sim.views.fitted import draw_fitted
from sim.views.fitted_growth import draw_fitted_growth
from sim.views.profiles import draw_profiles

FIT = "calibration/fitted/article"
SEEDS = range(1, 5)  # of the runs behind the committed fit
TABLES = ("targets", "growth", "profiles")


def file(name: str) -> Path:
    """A table of the committed fit."""
    return calibration_folder() / "fitted" / f"article_{name}.csv"


def parameters() -> str:
    """What was free, where it started, and what the targets leave open of it."""
    fitted, known = read_scenario(FIT), pd.read_csv(file("parameters")).set_index("parameter")
    sets = pd.read_csv(file("ensemble"))
    rows = []
    for free in read_space():
        told = known.loc[free.key]
        prior = "flat" if free.prior is None else _number(free.prior)
        ends = f"{_number(told['low'])} to {_number(told['high'])}"
        says = "identified" if told["identified"] else "as believed"
        value = _number(fitted.settings[free.key].value)
        span = f"{free.low:g} to {free.high:g}"
        those = f"{_number(sets[free.key].min())} to {_number(sets[free.key].max())}"
        rows.append((code([free.key]), span, prior, value, ends, those, says))
    heads = (
        "parameter", "searched", "prior", "fitted", "profile, 90 %", "ensemble",
        "the targets leave it",
    )  # fmt: skip
    distinct = f"The ensemble has {len(sets)} sets, {len(sets.drop_duplicates())} of them distinct"
    return f"{table(heads, rows)}\n\n{distinct}: a walk stays where its step is refused."


def targets() -> str:
    """What is reported, what the fit says, and what it says where it has not seen the figure."""
    told = pd.read_csv(file("targets")).fillna({"says": ""})
    rows = [
        (
            code([row.target]),
            _number(row.reported),
            _number(row.mean_field),
            _number(row.engine) or row.says,
            _number(row.left_out),
            f"{row.cost:.2f}",
        )
        for row in told.itertuples()
    ]
    return table(("target", "reported", "mean field", "engine", "left out", "cost"), rows)


def rivals() -> str:
    """What else could explain growth, by the measure that was fixed before."""
    told = pd.read_csv(file("rivals"))
    rows = [
        (row.name, row.parameters, f"{row.cost:.1f}", f"{100 * row.gansu:.0f} %", row.first,
         "" if math.isnan(row.gansu_left_out) else f"{100 * row.gansu_left_out:.0f} %")
        for row in told.itertuples(index=False)
    ]  # fmt: skip
    heads = ("explanation", "parameters", "cost", "Gansu", "grow fastest", "Gansu, unseen")
    return table(heads, rows)


def _number(value: float) -> str:
    return "" if math.isnan(value) else f"{value:,.4g}"


def _result() -> Shown:
    """The tables as a result that pictures are drawn from."""
    scenario = read_scenario("history").resolved
    manifest = {"kind": "calibration", "scenarios": [scenario], "seeds": list(SEEDS)}
    return Shown(
        manifest,
        {
            **{name: pd.read_csv(file(name)) for name in TABLES},
            "fit": pd.read_csv(file("parameters")),
        },
    )


def _fitted() -> Figure:
    figure = draw_fitted(_result())
    assert figure is not None
    return figure


FITTED = Picture(lambda: file("targets").read_text("utf-8"), _fitted)
GROWTH = Picture(lambda: file("growth").read_text("utf-8"), lambda: draw_fitted_growth(_result()))
PROFILES = Picture(
    lambda: file("profiles").read_text("utf-8") + file("parameters").read_text("utf-8"),
    lambda: draw_profiles(_result()),
)
PREDICTED = calibration_folder().parent / "results" / "predictions" / "out_of_sample.csv"
SHOWN = {
    "seller_sales_growth": "growth of all online sales",
    "platform_sales_growth": "growth on the platforms",
    "rural_seller_sales_growth": "growth of rural people's sales",
    "poor_area_sales_growth": "growth of farmers' online sales, poor provinces",
    "top5_seller_share_change": "share of the five who sell most, change",
    "rural_poor": "rural poor, millions",
    "stockout_change": "stockouts with analytics, change",
}
REGIONS = ("East", "Central", "West", "North-East", "China")


def predictions() -> str:
    """Of the regions and the country in 2017, with where one more world lies."""
    told = pd.read_csv(PREDICTED)
    told = told[~told["when"].str.contains("-01..2017", regex=False)]
    rows = []
    for quantity, words in SHOWN.items():
        here = told[told["quantity"] == quantity].set_index("where")
        if "China" in here.index:
            of = [_cell(here.loc[place]) if place in here.index else "" for place in REGIONS]
            rows.append((words, *of))
            continue
        empty = ("",) * (len(REGIONS) - 1)
        for band in here.index:
            rows.append((f"{words}, {band} sold a day", *empty, _cell(here.loc[band])))
    return table(("quantity", *REGIONS), rows)


def _cell(row: "pd.Series[float]") -> str:
    """A value and its interval: shares in per cent, persons in millions; whether it was fitted."""
    factor, unit = (100.0, " %") if row["unit"] == "share" else (1e-6, "")
    value, low, high = (f"{factor * row[name]:.1f}" for name in ("value", "low", "high"))
    return f"{value}{unit} ({low} to {high})" + (", fitted" if row["fitted"] else "")
