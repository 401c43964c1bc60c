"""What an effect hangs on: a panel an outcome, a row a guess, a bar to the effect at either end."""

from typing import NamedTuple

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from sim.experiments.tornado_tables import HEADLINES, guesses_by_size
from sim.experiments.words import in_words
from sim.scenario.guesses import HIGH, LOW
from sim.views.numbers import plain, signed, tick
from sim.views.provenance import Result, provenance
from sim.views.sheet import Caption, open_sheet, row_titles
from sim.views.style import LOWER, QUIET, SMALL_SIZE, UPPER, number_axis
from sim.views.vocabulary import capital, lower, measure, parameter_words

MOST_ROWS = 10
NAME_INCHES = 2.6  # room for a guess's words beside the panel
COLOURS = {LOW: LOWER, HIGH: UPPER}


class Bar(NamedTuple):
    """A guess: its words, its ends, and how far each moves the effect."""

    guess: str
    at: dict[str, float]
    shift: dict[str, float]


def draw_tornado(result: Result) -> Figure | None:
    """A panel for each of HEADLINES that moves; None where no guess moves any of them."""
    source = provenance(result)
    effects, shifts = result.tables["effects"], result.tables["shifts"]
    bars = {name: largest_bars(shifts, name) for name in HEADLINES}
    shown = [name for name in HEADLINES if bars[name]]
    if not shown:
        return None
    titles = {name: row_titles([_words(bar) for bar in bars[name]], NAME_INCHES) for name in shown}
    heights = [len(bars[name]) * titles[name][1] + 0.75 for name in shown]
    caption = Caption(
        title=_finding(effects, bars[shown[0]], shown[0]),
        subtitle="The effect with one guess at an end of its range and all else as it is; those "
        f"that move it most, at most {MOST_ROWS}. The line is the effect with no guess moved.",
        footer=source.footer("Each bar: mean paired difference over the seeds"),
    )
    figure = open_sheet(caption, sum(heights), _keys())
    rows = figure.subplots(len(shown), 1, squeeze=False, height_ratios=heights)[:, 0]
    for axes, name in zip(rows, shown, strict=True):
        _draw_panel(axes, effects, bars[name], name)
        axes.set_yticks(range(len(bars[name])), titles[name][0])
    return figure


def largest_bars(shifts: pd.DataFrame, outcome: str) -> list[Bar]:
    """The guesses that move the effect on an outcome most, the largest first."""
    rows = shifts[shifts["outcome"] == outcome]
    bars = []
    for guess in guesses_by_size(shifts, outcome)[:MOST_ROWS]:
        of = rows[rows["guess"] == guess]
        bars.append(
            Bar(guess, dict(zip(of["end"], of["at"])), dict(zip(of["end"], of["difference"])))
        )
    return [bar for bar in bars if any(bar.shift.values())]


def _words(bar: Bar) -> str:
    """A guess and its ends in words."""
    key, _, part = bar.guess.partition(" ")
    ends = " to ".join(plain(bar.at[end]) for end in (LOW, HIGH) if end in bar.at)
    return f"{capital(parameter_words(key))}{f' {part}' if part else ''}: {ends}"


def _draw_panel(axes: Axes, effects: pd.DataFrame, bars: list[Bar], outcome: str) -> None:
    """Bars from the effect as it is to the effect at each end."""
    here = _here(effects, outcome)
    shown = measure(outcome, str(here["unit"]), is_change=True)
    usual = shown.factor * float(here["difference"])
    for position, bar in enumerate(bars):
        # Where both ends are on one side, the shorter lies on the longer.
        for end, shift in sorted(bar.shift.items(), key=lambda item: -abs(item[1])):
            moved = shown.factor * shift
            axes.barh(position, moved, 0.62, left=usual, color=COLOURS[end], zorder=3)
    axes.axvline(usual, color=QUIET, linewidth=1.0, zorder=4)
    axes.axvline(0.0, color=QUIET, linewidth=0.8, linestyle=":")
    axes.use_sticky_edges = False  # the line is not on the frame where both ends are on one side
    axes.set_ylim(len(bars) - 0.5, -0.5)
    axes.set_title(shown.title(), loc="left")
    number_axis(axes, "x", FuncFormatter(lambda value, _: tick(value)))
    axes.tick_params(axis="y", length=0, labelsize=SMALL_SIZE)


def _here(effects: pd.DataFrame, outcome: str) -> "pd.Series[float]":
    """The row of the effect with no guess moved."""
    row: pd.Series[float] = effects[effects["outcome"] == outcome].iloc[0]
    return row


def _keys() -> list[tuple[Artist, str]]:
    meanings = {LOW: "at the lower end", HIGH: "at the upper end"}
    return [(Patch(color=COLOURS[end]), meanings[end]) for end in (LOW, HIGH)]


def _finding(effects: pd.DataFrame, bars: list[Bar], outcome: str) -> str:
    """The effect, and between which values the guess that matters most moves it."""
    here = _here(effects, outcome)
    shown = measure(outcome, str(here["unit"]))
    unit = in_words(str(here["unit"]))[1].replace(" ", "\u00a0")

    def text(value: float) -> str:
        return f"{signed(float(f'{shown.factor * value:.3g}'))}{unit}"

    usual, most = float(here["difference"]), bars[0]
    ends = " to ".join(text(usual + most.shift[end]) for end in (LOW, HIGH) if end in most.shift)
    name = lower(parameter_words(most.guess.partition(" ")[0]))
    return f"{shown.name}: {text(usual)}; {name} moves that most ({ends})"
