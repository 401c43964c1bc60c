"""Two parameters: an outcome as a heat map with its numbers, and the line where it breaks even.

The line parts cells whose mean is above zero, or a stated sum, from the others. Dashed lines beside
it part from both sides what its 95 % interval can't tell: the true line is likely between them.
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, Normalize
from matplotlib.patheffects import withStroke

from sim.views.numbers import plain, signed, tick
from sim.views.sheet import HALF_INCHES, panel_title, wrapped
from sim.views.style import CHANGES, INK, LEVELS, PAPER, SMALL_SIZE, ink_on
from sim.views.sweep_table import SweepTable

Grid = npt.NDArray[np.float64]
# A white edge parts the lines from a dark cell.
BREAK_EVEN: dict[str, Any] = {
    "color": INK,
    "linewidth": 3.0,
    "solid_capstyle": "round",
    "path_effects": [withStroke(linewidth=6.0, foreground=PAPER)],
}
UNSURE: dict[str, Any] = {
    "color": INK,
    "linewidth": 1.4,
    "linestyle": (0, (3, 2)),
    "path_effects": [withStroke(linewidth=3.4, foreground=PAPER)],
}


def draw_map(axes: Axes, sweep: SweepTable, outcome: str) -> None:
    """Cells of the same size, one a point of the grid; each carries its number."""
    across, up = sweep.keys[:2]
    shown = sweep.measure_of(outcome)
    rows = sweep.of(outcome)
    values = shown.factor * _grid(rows, sweep, "mean")
    finite = values[np.isfinite(values)]
    both_signs = bool(finite.min() < 0 < finite.max())
    around_zero = both_signs or sweep.lever is not None
    colours, norm = _colours(finite, around_zero)

    axes.imshow(values, cmap=colours, norm=norm, origin="lower", aspect="auto")
    for (row, column), value in np.ndenumerate(values):
        if math.isfinite(value):
            axes.text(
                column,
                row,
                signed(value) if around_zero else plain(value),
                ha="center",
                va="center",
                size=SMALL_SIZE,
                color=ink_on(colours(norm(value))),
            )
    if sweep.breaks_even(outcome):
        total = sweep.total_of(outcome)
        low, high = _grid(rows, sweep, "low"), _grid(rows, sweep, "high")
        for is_above in (low > total, high >= total):
            _draw_border(axes, values, is_above, UNSURE)
        _draw_border(axes, values, values > shown.factor * total, BREAK_EVEN)
    columns, lines = rows[across].unique(), rows[up].unique()
    inches = HALF_INCHES / len(columns)
    axes.set_xticks(range(len(columns)), [_named(v, inches) for v in columns])
    axes.set_yticks(range(len(lines)), [_named(v, 1.0) for v in lines])
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_title(panel_title(shown.title()))
    axes.set_xlabel(sweep.axis(across))
    axes.set_ylabel(sweep.axis(up))


def _grid(rows: pd.DataFrame, sweep: SweepTable, column: str) -> Grid:
    """A column of the means as a matrix: the second parameter up, the first across."""
    across, up = sweep.keys[:2]
    grid = rows.pivot(index=up, columns=across, values=column)
    grid = grid.reindex(index=rows[up].unique(), columns=rows[across].unique())
    return grid.to_numpy(dtype=np.float64)


def _colours(finite: Grid, around_zero: bool) -> tuple[Colormap, Normalize]:
    """Diverging, white at zero, for a change or an outcome of both signs; else from low to high."""
    if around_zero:
        reach = float(np.abs(finite).max()) or 1.0
        return CHANGES, Normalize(-reach, reach)
    low, high = float(finite.min()), float(finite.max())
    return LEVELS, Normalize(low, high if high > low else low + 1)


def _draw_border(
    axes: Axes, values: Grid, inside: npt.NDArray[np.bool_], style: Mapping[str, Any]
) -> None:
    """A line between neighbours of which one alone is inside: it hides no number."""
    known = np.isfinite(values)
    x, y = [], []
    for row, column in np.argwhere(known):
        for down, right in ((0, 1), (1, 0)):
            other = (row + down, column + right)
            if other[0] >= values.shape[0] or other[1] >= values.shape[1] or not known[other]:
                continue
            if inside[row, column] != inside[other]:
                x += [column + (0.5 if right else -0.5), column + 0.5, math.nan]
                y += [row + (-0.5 if right else 0.5), row + 0.5, math.nan]
    if x:
        axes.plot(x, y, **style)  # one line of pieces, so that no edge covers a neighbour


def _named(value: object, inches: float) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return tick(value)
    return wrapped(str(value).replace("_", " "), SMALL_SIZE + 0.5, inches=inches)
