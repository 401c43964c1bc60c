"""The program at a glance: packages as layers of imports, and beside them the phases of the day."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from parts.picture import Picture
from parts.rooms import layers, meaning, rooms_of
from sim.model.day import DAY
from sim.views.style import BLUE, INK, PAPER, QUIET, SMALL_SIZE, WIDTH_INCHES

HEIGHT, GAP = 1.0, 0.16  # of a layer, and between two


def shows() -> str:
    """Layers with their rooms, and the phases in order."""
    lines = [
        " | ".join(f"{name}: {meaning(name)} [{' '.join(rooms_of(name))}]" for name in layer)
        for layer in layers()
    ]
    return "\n".join([*lines, *(phase.name for phase in DAY)])


def figure() -> Figure:
    """The picture."""
    fig = Figure(figsize=(WIDTH_INCHES, 0.62 * len(layers()) + 0.5))
    fig.text(0.01, 0.965, "Each layer imports only what lies below it", weight="bold")
    fig.text(0.815, 0.965, "The day", weight="bold")
    _stack(fig.add_axes((0.0, 0.01, 0.79, 0.93)))
    _day(fig.add_axes((0.8, 0.01, 0.2, 0.93)))
    return fig


def _stack(axes: Axes) -> None:
    """A box a package, the command line on top."""
    for row, layer in enumerate(layers()):
        top, width = row * (HEIGHT + GAP), 1.0 / len(layer)
        for place, name in enumerate(layer):
            left = place * width + (0.02 if place else 0.0)
            _box(axes, left, top, (place + 1) * width - left)
            said, within = meaning(name), ", ".join(rooms_of(name))
            first, second = (within, said) if len(layer) == 1 else (said.partition(":")[0], within)
            axes.text(left + 0.012, top + 0.27, name, weight="bold", color=BLUE, va="center")
            axes.text(
                (place + 1) * width - 0.012, top + 0.27, first,
                size=SMALL_SIZE, color=QUIET, ha="right", va="center",
            )  # fmt: skip
            axes.text(left + 0.012, top + 0.7, second, size=SMALL_SIZE, color=INK, va="center")
    axes.set(xlim=(-0.012, 1.012), ylim=(len(layers()) * (HEIGHT + GAP), -0.05))
    axes.set_axis_off()


def _box(axes: Axes, left: float, top: float, width: float) -> None:
    right, bottom = left + width, top + HEIGHT
    corners = ((left, right, right, left, left), (top, top, bottom, bottom, top))
    axes.fill(*corners, facecolor=PAPER, edgecolor=INK, linewidth=0.8)


def _day(axes: Axes) -> None:
    """The phases from morning to night, the first on top."""
    for place, phase in enumerate(DAY):
        axes.text(0.12, place, phase.name, va="center")
        axes.plot(0.03, place, "o", color=BLUE, markersize=4)
    axes.plot((0.03, 0.03), (0, len(DAY) - 1), color=BLUE, linewidth=1.0, zorder=0)
    axes.set(xlim=(-0.05, 1.0), ylim=(len(DAY) - 0.4, -0.6))
    axes.set_axis_off()


PICTURE = Picture(shows, figure)
