"""A tile map of China: each province one tile of the same size, near where it lies.

On a map by area Tibet is some 190 times Shanghai, and has a seventh of its people.
"""

from collections.abc import Callable, Container, Mapping
from functools import partial
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.colors import Colormap, Normalize
from matplotlib.patches import Rectangle
from matplotlib.typing import ColorType

from sim.views.style import FAINT, GREY, INK, PAPER, QUIET, SMALL_SIZE, ink_on

TILE_ASPECT = 0.82  # height over width
GAP = 0.06  # between tiles, in tile widths


class Tile(NamedTuple):
    """Where a province stands and its letters in ISO 3166-2:CN."""

    row: int
    column: int
    letters: str


TILES = {
    "Heilongjiang": Tile(0, 6, "HL"),
    "InnerMongolia": Tile(1, 3, "NM"),
    "Beijing": Tile(1, 5, "BJ"),
    "Jilin": Tile(1, 6, "JL"),
    "Xinjiang": Tile(2, 0, "XJ"),
    "Gansu": Tile(2, 1, "GS"),
    "Ningxia": Tile(2, 2, "NX"),
    "Shanxi": Tile(2, 3, "SX"),
    "Hebei": Tile(2, 4, "HE"),
    "Tianjin": Tile(2, 5, "TJ"),
    "Liaoning": Tile(2, 6, "LN"),
    "Tibet": Tile(3, 0, "XZ"),
    "Qinghai": Tile(3, 1, "QH"),
    "Shaanxi": Tile(3, 2, "SN"),
    "Henan": Tile(3, 3, "HA"),
    "Shandong": Tile(3, 4, "SD"),
    "Sichuan": Tile(4, 1, "SC"),
    "Chongqing": Tile(4, 2, "CQ"),
    "Hubei": Tile(4, 3, "HB"),
    "Anhui": Tile(4, 4, "AH"),
    "Jiangsu": Tile(4, 5, "JS"),
    "Shanghai": Tile(4, 6, "SH"),
    "Yunnan": Tile(5, 1, "YN"),
    "Guizhou": Tile(5, 2, "GZ"),
    "Hunan": Tile(5, 3, "HN"),
    "Jiangxi": Tile(5, 4, "JX"),
    "Zhejiang": Tile(5, 5, "ZJ"),
    "Guangxi": Tile(6, 2, "GX"),
    "Guangdong": Tile(6, 3, "GD"),
    "Fujian": Tile(6, 4, "FJ"),
    "Hainan": Tile(7, 3, "HI"),
}
ROWS = 1 + max(tile.row for tile in TILES.values())
COLUMNS = 1 + max(tile.column for tile in TILES.values())


def draw_tiles(
    axes: Axes,
    values: Mapping[str, float],
    unclear: Container[str],
    colours: Colormap,
    norm: Normalize,
    text: Callable[[float], str],
    framed: Container[str] = (),
) -> None:
    """Colour each province by its value and write it; not clear: a white tile with a grey frame.

    values   by province, finite; a province that is missing keeps only its letters
    unclear  provinces
    framed   provinces with a heavy frame
    """
    for province, tile in TILES.items():
        if province in values:
            value = values[province]
            colour = None if province in unclear else colours(norm(value))
            _draw_tile(axes, tile, text(value), colour)
        else:
            _draw_tile(axes, tile, "", None)
        if province in framed:
            _draw_frame(axes, tile)
    axes.set_xlim(-0.5, COLUMNS - 0.5)
    axes.set_ylim(ROWS - 0.5, -0.5)
    axes.set_aspect(TILE_ASPECT)
    axes.axis("off")


def province_name(province: str) -> str:
    """The name as written in English: InnerMongolia is Inner Mongolia."""
    return "Inner Mongolia" if province == "InnerMongolia" else province


def _draw_frame(axes: Axes, tile: Tile) -> None:
    """A heavy frame in the gap around a tile, so that it stands out from any colour."""
    half = 0.5 - GAP / 4
    axes.add_patch(
        Rectangle(
            (tile.column - half, tile.row - half),
            2 * half,
            2 * half,
            fill=False,
            edgecolor=INK,
            linewidth=2.2,
            joinstyle="round",
            zorder=3,
        )
    )


def _draw_tile(axes: Axes, tile: Tile, text: str, colour: ColorType | None) -> None:
    """One tile with its letters and number; without a colour, only a frame."""
    inset = GAP / 2 if colour else GAP / 2 + 0.015
    axes.add_patch(
        Rectangle(
            (tile.column - 0.5 + inset, tile.row - 0.5 + inset),
            1 - 2 * inset,
            1 - 2 * inset,
            facecolor=colour or PAPER,
            edgecolor=GREY if text else FAINT,
            linewidth=0 if colour else 0.9,
        )
    )
    ink = ink_on(colour) if colour else INK if text else QUIET
    write = partial(axes.text, tile.column, ha="center", va="center", color=ink, size=SMALL_SIZE)
    write(tile.row - 0.2, tile.letters)
    write(tile.row + 0.2, text, weight="bold" if colour else "normal")
