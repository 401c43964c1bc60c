"""An outcome against the parameters of a sweep: a band for one parameter, a map for two."""

import math

from matplotlib.figure import Figure

from sim.views.provenance import Result
from sim.views.sheet import Caption, open_sheet
from sim.views.sweep_band import draw_band
from sim.views.sweep_finding import sweep_finding
from sim.views.sweep_map import draw_map
from sim.views.sweep_table import SweepTable, sweep_table
from sim.views.sweep_words import sum_of
from sim.views.vocabulary import listed, spoken

PANEL_INCHES = {1: 2.4, 2: 3.1}  # by the number of parameters


def draw_sweeps(result: Result) -> Figure | None:
    """Small multiples, a panel an outcome; None for a sweep without finished points."""
    sweep = sweep_table(result)
    if not sweep.outcomes or not sweep.keys:
        return None
    columns = 1 if len(sweep.outcomes) == 1 else 2
    rows = math.ceil(len(sweep.outcomes) / columns)
    panel = PANEL_INCHES[min(2, len(sweep.keys))]
    figure = open_sheet(_caption(sweep), rows * panel + (0.6 if columns == 1 else 0))
    grid = figure.subplots(rows, columns, squeeze=False)
    for axes, outcome in zip(grid.flat, sweep.outcomes):
        if len(sweep.keys) == 1:
            draw_band(axes, sweep, outcome)
        else:
            draw_map(axes, sweep, outcome)
    for axes in grid.flat[len(sweep.outcomes) :]:
        axes.remove()
    return figure


def _caption(sweep: SweepTable) -> Caption:
    parts = [f"Mean over {sweep.source.seeds_in_words()}"]
    if sweep.lever:
        parts = [f"What {sweep.lever} changes (on less off at the same seed): mean"]
    if len(sweep.keys) == 1:
        parts[0] += " and 95\u00a0% interval"
    elif any(map(sweep.breaks_even, sweep.outcomes)):
        first = sweep.outcomes[0]
        over = sum_of(sweep, first) if first in sweep.totals else "zero"
        parts.append(
            f"Heavy line: break-even, the mean exceeds {over} on one side alone. Between dashed "
            "lines that is not sure (95\u00a0% intervals)"
        )
    if len(sweep.keys) > 2:
        parts.append(f"Averaged over {listed(sweep.keys[2:])}")
    title, subtitle = spoken(sweep_finding(sweep)), spoken(". ".join(parts) + ".")
    return Caption(title, subtitle, sweep.source.footer())
