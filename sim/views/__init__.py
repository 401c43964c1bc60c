"""Pictures of results of every kind: PNG files of README width."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.figure import Figure

from sim.scenario.visible import one_line
from sim.views.attribution import draw_shares
from sim.views.fitted import draw_fitted
from sim.views.fitted_growth import draw_fitted_growth
from sim.views.income import draw_income
from sim.views.income_levels import draw_income_levels
from sim.views.months import draw_months
from sim.views.months_compared import draw_months_compared
from sim.views.one_map import draw_outcome_map
from sim.views.outcomes import draw_outcomes
from sim.views.overview import draw_overview
from sim.views.pairs import draw_pairs
from sim.views.predicted import draw_predicted
from sim.views.profiles import draw_profiles
from sim.views.provenance import Result, provenance
from sim.views.province_levels import draw_province_levels
from sim.views.provinces import draw_province_differences
from sim.views.sheet import save_sheet
from sim.views.speeds import draw_speeds
from sim.views.style import house_style
from sim.views.sweeps import draw_sweeps
from sim.views.tiers import draw_tiers
from sim.views.tornado import draw_tornado
from sim.views.yuan import draw_yuan

__all__ = [
    "FILES",
    "Result",
    "draw_attribution",
    "draw_calibration",
    "draw_comparison",
    "draw_guesses",
    "draw_map",
    "draw_prediction",
    "draw_run",
    "draw_sweep",
]


class Picture(NamedTuple):
    """A file, the tables that it is drawn from, and what draws it (None: nothing to show)."""

    file: str
    needs: tuple[str, ...]
    draw: Callable[[Result], Figure | None]


RUN = (
    Picture("income.png", ("income", "outcomes"), draw_income_levels),
    Picture("stockouts_by_speed.png", ("by_product",), draw_speeds),
    Picture("provinces.png", ("outcomes_by_province",), draw_province_levels),
    Picture("yuan.png", ("value_chain",), draw_yuan),
    Picture("tiers.png", ("tiers",), draw_tiers),
    Picture("months.png", ("monthly",), draw_months),
)
COMPARISON = (
    Picture("overview.png", ("differences", "by_product", "value_chain"), draw_overview),
    Picture("income.png", ("differences",), draw_income),
    Picture("stockouts_by_speed.png", ("by_product",), draw_speeds),
    Picture("provinces.png", ("differences_by_province",), draw_province_differences),
    Picture("yuan.png", ("value_chain",), draw_yuan),
    Picture("months.png", ("differences_by_month",), draw_months_compared),
    Picture("outcomes.png", ("differences",), draw_outcomes),
)
PAIRS = (Picture("income_by_pair.png", ("differences",), draw_pairs),)
ATTRIBUTION = (Picture("shares.png", ("effect", "shares"), draw_shares),)
TORNADO = (Picture("tornado.png", ("effects", "shifts"), draw_tornado),)
SWEEP = (Picture("sweep.png", ("summary",), draw_sweeps),)
CALIBRATION = (
    Picture("fitted.png", ("targets",), draw_fitted),
    Picture("profiles.png", ("profiles", "fit"), draw_profiles),
    Picture("growth.png", ("growth",), draw_fitted_growth),
)
PREDICTION = (Picture("predicted.png", ("out_of_sample",), draw_predicted),)

ALL = (
    *RUN, *COMPARISON, *PAIRS, *ATTRIBUTION, *SWEEP, *TORNADO, *CALIBRATION, *PREDICTION,
)  # fmt: skip
FILES = tuple(dict.fromkeys(picture.file for picture in ALL))


def draw_run(result: Result, folder: Path) -> list[Path]:
    """Write the pictures of one run into the folder; what the tables don't hold is left out."""
    return _draw(RUN, result, folder)


def draw_comparison(result: Result, folder: Path) -> list[Path]:
    """Write the pictures of scenarios against the first of them, or in pairs; one is as a run."""
    if result.manifest.get("pairs"):
        return _draw(PAIRS, result, folder)
    alone = len(provenance(result).names) == 1
    return _draw(RUN if alone else COMPARISON, result, folder)


def draw_attribution(result: Result, folder: Path) -> list[Path]:
    """Write the picture of what each lever has of the effect of all into the folder."""
    return _draw(ATTRIBUTION, result, folder)


def draw_sweep(result: Result, folder: Path) -> list[Path]:
    """Write the picture of a sweep's outcomes against its parameters into the folder."""
    return _draw(SWEEP, result, folder)


def draw_guesses(result: Result, folder: Path) -> list[Path]:
    """Write the picture of what an effect hangs on into the folder."""
    return _draw(TORNADO, result, folder)


def draw_calibration(result: Result, folder: Path) -> list[Path]:
    """Write the pictures of a fit, its profiles and its growth by province into the folder."""
    return _draw(CALIBRATION, result, folder)


def draw_prediction(result: Result, folder: Path) -> list[Path]:
    """Write the picture of what a fit says of growth by province into the folder."""
    return _draw(PREDICTION, result, folder)


def draw_map(result: Result, folder: Path, outcome: str, scenario: str | None = None) -> list[Path]:
    """Write a map of an outcome into the folder; which scenario, as in `draw_outcome_map`."""
    name = "-".join(["map", outcome, *([scenario] if scenario else [])])
    with house_style():
        figure = draw_outcome_map(shown(result), outcome, scenario)
        folder.mkdir(parents=True, exist_ok=True)
        return [save_sheet(figure, folder / f"{name.replace('/', '-')}.png")]


@dataclass(frozen=True)
class Shown:
    """A result whose manifest can be shown: nothing in its texts breaks lines or steers."""

    manifest: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]


def shown(result: Result) -> Shown:
    """The result with a manifest that can be shown."""
    return Shown(_shown(result.manifest), result.tables)


def _shown(said: Any) -> Any:
    """JSON with every text on one line, and what steers written out."""
    if isinstance(said, str):
        return one_line(said)
    if isinstance(said, Mapping):
        return {_shown(key): _shown(value) for key, value in said.items()}
    return [_shown(value) for value in said] if isinstance(said, list | tuple) else said


def _draw(pictures: Sequence[Picture], result: Result, folder: Path) -> list[Path]:
    result = shown(result)
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    with house_style():
        for picture in pictures:
            if not all(name in result.tables for name in picture.needs):
                continue
            figure = picture.draw(result)
            if figure is not None:
                paths.append(save_sheet(figure, folder / picture.file))
    return paths
