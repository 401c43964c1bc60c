"""How a scenario's line looks: the baseline dark, the headline bold, each with its own marker."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.lines import Line2D

from sim.views.provenance import Provenance
from sim.views.style import BLUE, INK, OTHERS, PAPER

# Colour and marker both tell a line apart, so neither alone has to.
_OTHERS = tuple(zip(OTHERS, ("^", "s", "v", "D", "P"), strict=True))


@dataclass(frozen=True)
class ScenarioLine:
    """One scenario on a picture with several."""

    name: str
    title: str
    look: dict[str, Any]  # keywords of Axes.plot

    def sign(self) -> Line2D:
        """The line's entry in the legend."""
        return Line2D([], [], **self.look)


def scenario_lines(names: Sequence[str], source: Provenance) -> list[ScenarioLine]:
    """A look for each scenario, in their order."""
    others = [name for name in names if name not in (source.baseline, source.headline)]
    return [ScenarioLine(name, source.titles[name], _look(name, others, source)) for name in names]


def _look(name: str, others: Sequence[str], source: Provenance) -> dict[str, Any]:
    if name == source.baseline:
        return _line(INK, "o", width=2.4, order=5)
    if name == source.headline:
        return _line(BLUE, "o", width=2.4, order=6)
    colour, marker = _OTHERS[others.index(name) % len(_OTHERS)]
    return _line(colour, marker, width=1.3, order=4)


def _line(colour: str, marker: str, width: float, order: int) -> dict[str, Any]:
    return {
        "color": colour,
        "marker": marker,
        "linewidth": width,
        "markersize": 5.5,
        "markeredgecolor": PAPER,
        "markeredgewidth": 0.8,
        "zorder": order,
    }
