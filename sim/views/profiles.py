"""What the targets say of each parameter: the least cost at each of its values, all others free."""

import math

from matplotlib.figure import Figure

from sim.evidence.calibration.ensemble import allowed
from sim.views.fitted import footer
from sim.views.provenance import Result
from sim.views.sheet import Caption, open_sheet
from sim.views.style import BLUE, INK, QUIET, SMALL_SIZE
from sim.views.vocabulary import capital

COLUMNS = 3
PANEL_INCHES = 1.55
MOST = 8.0  # cost at the upper end


def draw_profiles(result: Result) -> Figure:
    """A panel a parameter."""
    profiles, fit = result.tables["profiles"], result.tables["fit"]
    known = int(fit["identified"].sum())
    caption = Caption(
        title=f"The targets identify {known} of {len(fit)} parameters",
        subtitle="Least cost above the best fit where a parameter is held, all others fitted anew. "
        "Dotted: under it lie 90 of 100 draws. Line: the fit. Identified: what is under the dots "
        "is at most half of what was believed before.",
        footer=footer(result, bool(result.tables["growth"]["engine"].notna().any())),
    )
    rows = math.ceil(len(fit) / COLUMNS)
    figure = open_sheet(caption, PANEL_INCHES * rows)
    panels = figure.subplots(rows, COLUMNS, squeeze=False).ravel()
    names, fitted = fit["parameter"].astype(str).tolist(), fit["value"].astype(float).tolist()
    for axes, name, value in zip(panels, names, fitted, strict=False):
        of = profiles[profiles["parameter"] == name]
        walked = sorted([*zip(of["value"], of["cost"], strict=True), (value, 0.0)])
        axes.plot(*zip(*walked, strict=True), color=BLUE, marker="o", markersize=3)
        axes.axhline(allowed(1), color=QUIET, linewidth=0.8, linestyle=":")
        axes.axvline(value, color=INK, linewidth=0.8)
        axes.set_ylim(-0.3, MOST)
        axes.set_title(
            capital(name.partition(".")[2].replace("_", " ")), loc="left", size=SMALL_SIZE
        )
    for axes in panels[len(fit) :]:
        axes.set_axis_off()
    return figure
