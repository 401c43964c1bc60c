"""What each lever has of the effect of all: a panel an outcome, a bar a lever."""

import math
from collections.abc import Mapping, Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.experiments.main_outcomes import main_outcomes
from sim.experiments.words import Change, changes_in, in_words
from sim.views.numbers import signed
from sim.views.provenance import Provenance, Result, provenance
from sim.views.sheet import Caption, open_sheet, row_titles
from sim.views.style import GREY, INK, LESS, MORE, QUIET
from sim.views.vocabulary import capital, listed, lower, measure
from sim.views.whiskers import MEANINGS, change_colour, frame_whiskers, write_beside

NAME_INCHES = 1.4  # room for a lever's name beside the panels
ALL = "all together"
HEADLINE = "income.shop_owner"  # what the title speaks of, where it is reported


def draw_shares(result: Result) -> Figure | None:
    """Panels of the main outcomes that move, in two columns; None when none does."""
    source = provenance(result)
    parts = _parts(result)
    outcomes = [name for name in main_outcomes(parts) if _moves(parts[name])]
    if not outcomes:
        return None
    levers = list(parts[outcomes[0]])
    titles, row_inches = row_titles([capital(lever) for lever in levers], NAME_INCHES)
    headline = HEADLINE if HEADLINE in outcomes else outcomes[0]
    caption = Caption(
        title=_finding(parts[headline], source),
        subtitle="What each of these levers has of what they do together: its Shapley share, from "
        "all subsets. The shares add up to the bar on top.",
        footer=source.footer("Lines: 95\u00a0% interval of the paired share, over the seeds"),
    )
    rows = math.ceil(len(outcomes) / 2)
    figure = open_sheet(caption, rows * (len(levers) * row_inches + 0.72), _keys())
    grid = figure.subplots(rows, 2, sharey=True, squeeze=False)
    for axes, outcome in zip(grid.flat, outcomes):
        _draw_panel(axes, list(parts[outcome].values()))
        axes.set_yticks(range(len(levers)), titles)
    for axes in grid.flat[len(outcomes) :]:
        axes.remove()
    return figure


def _parts(result: Result) -> dict[str, dict[str, Change]]:
    """By outcome: the whole effect, and the share of each lever by its name."""
    effect, shares = result.tables["effect"], result.tables["shares"]
    parts = {change.outcome: {ALL: change} for change in changes_in(effect)}
    for lever, change in zip(shares["lever"], changes_in(shares)):
        parts[change.outcome][lever.replace("_", " ")] = change
    return parts


def _moves(parts: Mapping[str, Change]) -> bool:
    """Whether all is defined, and something is not the same in every seed."""
    changes = parts.values()
    return not any(c.undefined for c in changes) and any(c.low or c.high for c in changes)


def _draw_panel(axes: Axes, changes: Sequence[Change]) -> None:
    shown = measure(changes[0].outcome, changes[0].unit)
    scaled = [_times(change, shown.factor) for change in changes]
    for position, change in enumerate(scaled):
        _draw_bar(axes, position, change)
    frame_whiskers(axes, scaled)
    axes.axhline(0.5, color=QUIET, linewidth=0.8, linestyle=":")
    axes.set_title(shown.name)
    is_index = " = " in shown.unit  # says that it starts from 100
    level = (shown._replace(unit="") if is_index else shown).text(changes[0].base_mean)
    unit = in_words(changes[0].unit)[1].strip()
    axes.set_xlabel(f"{unit} (all off: {level})".strip())


def _times(change: Change, factor: float) -> Change:
    return change._replace(
        difference=change.difference * factor, low=change.low * factor, high=change.high * factor
    )


def _draw_bar(axes: Axes, position: float, change: Change) -> None:
    """A bar from zero, the line of its interval, and the number beside the panel."""
    axes.barh(position, change.difference, 0.62, color=_fill(change_colour(change)), zorder=3)
    axes.plot([change.low, change.high], [position] * 2, color=INK, linewidth=1.2, zorder=4)
    write_beside(axes, position, change, signed(float(f"{change.difference:.3g}")))


def _fill(colour: str) -> tuple[str, float]:
    """Pale enough for the line of an interval to be seen on it."""
    return colour, 0.55


def _keys() -> list[tuple[Artist, str]]:
    patches = (Patch(color=_fill(colour)) for colour in (MORE, LESS, GREY))
    return list(zip(patches, MEANINGS, strict=True))


def _finding(parts: Mapping[str, Change], source: Provenance) -> str:
    """How one outcome changes, and which levers have a clear share of that, the largest first."""
    effect = parts[ALL]
    shown = measure(effect.outcome, effect.unit)
    unit = in_words(effect.unit)[1].replace(" ", "\u00a0")

    def text(change: Change) -> str:
        return signed(float(f"{shown.factor * change.difference:.3g}"))

    clear = sorted(
        (lever for lever, change in parts.items() if lever != ALL and change.clear),
        key=lambda lever: -abs(parts[lever].difference),
    )
    of_which = listed([f"{lever} {text(parts[lever])}" for lever in clear] or ["no lever clearly"])
    name = lower(shown.name)
    return f"{source.titles[source.baseline]}: {name} {text(effect)}{unit}, of which {of_which}"
