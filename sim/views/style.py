"""How every picture looks: page width, type sizes, colours that the colour-blind can tell apart."""

from contextlib import AbstractContextManager
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.typing import ColorType

DPI = 200
WIDTH_INCHES = 8.3  # 1660 pixels: twice the width of a README column, sharp on dense screens

TITLE_SIZE = 12.0
TEXT_SIZE = 9.0
SMALL_SIZE = 8.0  # 11 pixels at README width: nothing is smaller

INK = "#222222"
QUIET = "#5F5F5F"
FAINT = "#D9D9D9"

# Okabe and Ito (2008), https://jfly.uni-koeln.de/color/
BLUE = "#0072B2"
SKY = "#56B4E9"
GREEN = "#009E73"
ORANGE = "#E69F00"
VERMILION = "#D55E00"
PINK = "#CC79A7"
GREY = "#8C8C8C"

# The two ends of ColorBrewer's PuOr: what is better or more, what is worse or less.
MORE = "#542788"
LESS = "#B35806"

_SETTINGS: dict[Any, Any] = {
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same picture on every machine
    "font.size": TEXT_SIZE,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a scenario's title is a dollar sign
    "axes.titlesize": TEXT_SIZE,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": SMALL_SIZE + 0.5,
    "axes.labelcolor": QUIET,
    "axes.edgecolor": QUIET,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": False,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "xtick.labelsize": SMALL_SIZE + 0.5,
    "ytick.labelsize": SMALL_SIZE + 0.5,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "legend.frameon": False,
    "legend.fontsize": SMALL_SIZE + 0.5,
    "lines.linewidth": 1.6,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
}


def house_style() -> AbstractContextManager[None]:
    """Matplotlib's settings for the pictures, for as long as the `with` block lasts."""
    return mpl.rc_context(dict(mpl.rcParamsDefault) | _SETTINGS)


def ink_on(colour: ColorType) -> str:
    """Black or white text, whichever stands out more on a colour (luminance as in WCAG 2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    )
    return INK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.2 else "white"


def number_axis(axes: Axes, which: str, text: FuncFormatter, ticks: int = 5) -> None:
    """Few round ticks on one axis ("x" or "y"), written by `text`, with a faint grid."""
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(text)
    axes.grid(visible=True, axis="x" if which == "x" else "y")
