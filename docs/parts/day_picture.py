"""One day as lanes: a column a phase, a lane a table of the state, a dot where it is written."""

from collections.abc import Iterator
from itertools import groupby

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from parts.picture import Picture
from parts.state import tables_of_state
from sim.engine.phase import Phase
from sim.engine.tables.state import FarmState, OnlineState
from sim.model.day import DAY
from sim.views.style import BLUE, FAINT, INK, QUIET, SMALL_SIZE, WIDTH_INCHES

FARMING = [name for name, _ in tables_of_state(FarmState)]
ONLINE = [name for name, _ in tables_of_state(OnlineState)]
SHOPS = [name for name, _ in tables_of_state() if name not in (*FARMING, *ONLINE)]
BANDS = {"shops and firms": SHOPS, "farming": FARMING, "marketplace": ONLINE}
GAP = 1.0  # lanes between two bands


def marks(phase: Phase) -> dict[str, str]:
    """What a phase does to each table: "reads" or "writes"."""
    read = dict.fromkeys((column.partition(".")[0] for column in phase.reads), "reads")
    return read | dict.fromkeys((column.partition(".")[0] for column in phase.writes), "writes")


def stretches() -> Iterator[tuple[Phase, ...]]:
    """Phases that follow each other and work shop by shop, or do not."""
    for _, stretch in groupby(DAY, key=lambda phase: phase.by_shop):
        yield tuple(stretch)


def shows() -> str:
    """Phases with their time of day and what they do to which table."""
    lines = [", ".join(f"{band}: {' '.join(names)}" for band, names in BANDS.items())]
    for stretch in stretches():
        lines.append("shop by shop" if stretch[0].by_shop else "the whole country")
        for phase in stretch:
            done = " ".join(f"{name}:{mark}" for name, mark in sorted(marks(phase).items()))
            lines.append(f"{time_of_day(phase)} {phase.name} {done}")
    return "\n".join(lines)


def time_of_day(phase: Phase) -> str:
    """The word with which a phase's meaning begins."""
    return phase.meaning.partition(":")[0].lower()


def figure() -> Figure:
    """The picture."""
    fig = Figure(figsize=(WIDTH_INCHES, 6.6))
    axes = fig.add_axes((0.13, 0.06, 0.865, 0.83))
    places, lane = {}, 0.0
    for band, names in BANDS.items():
        axes.text(-0.75, lane - 0.85, band, size=SMALL_SIZE, color=QUIET, ha="right", va="center")
        for name in names:
            places[name] = lane
            axes.plot((-0.5, len(DAY) - 0.5), (lane, lane), color=FAINT, linewidth=0.6, zorder=0)
            axes.text(-0.75, lane, name, ha="right", va="center")
            lane += 1.0
        lane += GAP
    for place, phase in enumerate(DAY):
        axes.text(place - 0.1, -1.1, phase.name, rotation=30, va="bottom", weight="bold")
        for name, mark in marks(phase).items():
            filled = BLUE if mark == "writes" else "white"
            axes.plot(place, places[name], "o", color=BLUE, markerfacecolor=filled, markersize=6)
    _brackets(axes, lane)
    axes.set(xlim=(-0.6, len(DAY) - 0.1), ylim=(lane + 0.6, -1.2))
    axes.set_axis_off()
    for x, filled, said in ((0.14, BLUE, "writes"), (0.24, "white", "only reads")):
        fig.text(x + 0.015, 0.02, said, va="center", size=SMALL_SIZE)
        fig.add_artist(_dot(x, 0.02, filled))
    return fig


def _dot(x: float, y: float, filled: str) -> Line2D:
    return Line2D([x], [y], marker="o", color=BLUE, markerfacecolor=filled, markersize=6)


def _brackets(axes: Axes, lane: float) -> None:
    """Under the lanes, how phases run; between the lanes, where a part of the day ends."""
    place = 0
    for stretch in stretches():
        said = "shop by shop, on all threads" if stretch[0].by_shop else "the whole country"
        ends = (place - 0.35, place + len(stretch) - 0.65)
        axes.plot(ends, (lane - 0.6, lane - 0.6), color=INK, linewidth=1.2)
        axes.text(sum(ends) / 2, lane - 0.3, said, ha="center", va="top", size=SMALL_SIZE)
        place += len(stretch)
    for place in range(len(DAY)):
        begins = place == 0 or time_of_day(DAY[place]) != time_of_day(DAY[place - 1])
        if begins:
            said = time_of_day(DAY[place])
            axes.text(place - 0.45, -4.2, said, color=QUIET, size=SMALL_SIZE)
        if begins and place > 0:
            axes.plot(
                (place - 0.5, place - 0.5),
                (-0.6, lane - 1.2),
                color=QUIET,
                linestyle=":",
                linewidth=0.8,
            )


PICTURE = Picture(shows, figure)
