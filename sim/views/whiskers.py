"""Dots with whiskers for paired differences: filled where the interval excludes zero."""

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from sim.views.changes import Change
from sim.views.numbers import tick
from sim.views.style import GREY, INK, LESS, MORE, PAPER, QUIET, SMALL_SIZE, number_axis

INTERVAL = "Whiskers: 95\u00a0% interval of the paired difference"
MOST_PERCENT = 100.0  # where an axis in % of the baseline ends
LONG_TICK = 6  # letters
MEANINGS = ("clearly more", "clearly less", "not clear")  # of colours
ROOM = 0.08  # share of the axis left free at either end


def draw_whisker(
    axes: Axes, position: float, change: Change, text: str, limit: float = math.inf
) -> None:
    """One change with its interval at height `position`, and a number beside the panel.

    limit  whiskers end there, and a dot beyond becomes an arrow, so that one doesn't crush the rest
    """
    colour = change_colour(change)
    ends = [_within(change.low, limit), _within(change.high, limit)]
    if all(map(math.isfinite, ends)):
        axes.plot(ends, [position] * 2, color=colour, linewidth=1.8, zorder=3)
    is_beyond = abs(change.difference) > limit
    axes.plot(
        [_within(change.difference, limit)],
        [position],
        marker="o" if not is_beyond else "<" if change.difference < 0 else ">",
        markersize=6.5,
        color=colour,
        markerfacecolor=colour if change.clear else PAPER,
        markeredgewidth=1.4,
        zorder=4,
    )
    write_beside(axes, position, change, text)


def write_beside(axes: Axes, position: float, change: Change, text: str) -> None:
    """A number beside the panel, at height `position`: bold where the change is clear."""
    axes.annotate(
        text,
        (1.0, position),
        xycoords=axes.get_yaxis_transform(),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        size=SMALL_SIZE + 0.5,
        weight="bold" if change.clear else "normal",
        color=INK if change.clear else QUIET,
    )


def change_colour(change: Change) -> str:
    """Purple for more, orange for less, grey for what is not clear."""
    return GREY if not change.clear else MORE if change.difference > 0 else LESS


def frame_whiskers(
    axes: Axes, changes: Sequence[Change], limit: float = math.inf, ticks: int = 6
) -> None:
    """Limits around zero and every whisker, signed ticks, the first change on top."""
    values = [_within(value, limit) for c in changes for value in (c.difference, c.low, c.high)]
    finite = [value for value in values if math.isfinite(value)]
    low, high = min([0.0, *finite]), max([0.0, *finite])
    room = ROOM * (high - low) or 1.0
    axes.set_xlim(low - room, high + room)
    axes.set_ylim(len(changes) - 0.5, -0.5)
    axes.axvline(0, color=QUIET, linewidth=1)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    is_long = any(len(tick(float(f"{end:.1g}"))) >= LONG_TICK for end in (low, high))
    signed = FuncFormatter(lambda value, _: ("+" if value > 0 else "") + tick(value))
    number_axis(axes, "x", signed, ticks - 2 if is_long else ticks)


def _within(value: float, limit: float) -> float:
    """The value, or the limit on its side of zero."""
    return max(-limit, min(limit, value)) if math.isfinite(value) else value


def whisker_keys() -> list[tuple[Line2D, str]]:
    """The legend of filled and hollow dots."""

    def dot(colour: str, fill: str) -> Line2D:
        return Line2D([], [], color=colour, marker="o", markersize=6, markerfacecolor=fill)

    dots = dot(MORE, MORE), dot(LESS, LESS), dot(GREY, PAPER)
    return list(zip(dots, MEANINGS, strict=True))
