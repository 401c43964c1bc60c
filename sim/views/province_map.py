"""Panels with a tile map each, and a colour scale under it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Colormap, Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.views.numbers import tick
from sim.views.sheet import Caption, open_sheet
from sim.views.tilemap import TILES, draw_tiles, province_name

MAP_INCHES = 4.4
SCALE_WIDTH = {1: 0.45, 2: 0.8}  # of a panel, by the number of maps


@dataclass(frozen=True)
class ProvinceMap:
    """One panel: a number a province, how it is coloured and written."""

    title: str
    unit: str
    values: Mapping[str, float]  # finite; a province that is missing stays empty
    unclear: frozenset[str]  # provinces that get no colour
    colours: Colormap
    norm: Normalize
    text: Callable[[float], str]
    treated: frozenset[str] = frozenset()  # provinces with a heavy frame
    left_out: frozenset[str] = frozenset()  # provinces whose number can't be told


def draw_maps(caption: Caption, maps: Sequence[ProvinceMap]) -> Figure:
    """The maps side by side."""
    figure = open_sheet(caption, MAP_INCHES)
    panels = figure.subplots(1, len(maps), squeeze=False)[0]
    for axes, one in zip(panels, maps):
        draw_tiles(axes, one.values, one.unclear, one.colours, one.norm, one.text, one.treated)
        axes.set_title(f"{one.title}, {one.unit}")
        _draw_scale(figure, axes, one, SCALE_WIDTH[len(maps)])
    return figure


def extremes(values: Mapping[str, float]) -> tuple[str, str]:
    """The provinces with the lowest and the highest number."""
    return min(values, key=values.__getitem__), max(values, key=values.__getitem__)


def letters_note(maps: Sequence[ProvinceMap]) -> str:
    """Names of the provinces at the ends of each map, so that the letters are no riddle."""
    ends = dict.fromkeys(province for one in maps for province in extremes(one.values))
    named = ", ".join(f"{TILES[province].letters} {province_name(province)}" for province in ends)
    return f"Letters: ISO 3166-2:CN, such as {named}"


def _draw_scale(figure: Figure, axes: Axes, one: ProvinceMap, width: float) -> None:
    """The colours; an arrow at an end says that there are numbers beyond it."""
    beyond = [
        min(one.values.values(), default=0.0) < (one.norm.vmin or 0.0),
        max(one.values.values(), default=0.0) > (one.norm.vmax or 0.0),
    ]
    bar = figure.colorbar(
        ScalarMappable(one.norm, one.colours),
        ax=axes,
        orientation="horizontal",
        shrink=width,
        aspect=40 * width,
        extend={(True, True): "both", (True, False): "min", (False, True): "max"}.get(
            (beyond[0], beyond[1]), "neither"
        ),
        extendfrac=0.03,
        pad=0.02,
        ticks=MaxNLocator(5),
        format=FuncFormatter(lambda value, _: tick(value)),
    )
    bar.outline.set_visible(False)
