"""How every picture looks: page width, type sizes, and what each colour means.

A colour has one meaning in all pictures, and the colour-blind can tell those of one picture apart.
No other file writes a colour down (a test reads them all).
"""

from contextlib import AbstractContextManager
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap, to_rgb
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.typing import ColorType

DPI = 200
WIDTH_INCHES = 8.3  # 1660 pixels: twice the width of a README column, sharp on dense screens

TITLE_SIZE = 12.0
TEXT_SIZE = 9.0
SMALL_SIZE = 8.0  # 11 pixels at README width: nothing is smaller

PAPER = "white"  # what lies under all; a province whose change is not clear
INK = "#222222"  # text; the baseline, and what else numbers are held against
QUIET = "#5F5F5F"  # text that explains; axes, zero
FAINT = "#D9D9D9"  # grids; what has no number

# Whose numbers these are, most after Okabe and Ito (2008), https://jfly.uni-koeln.de/color/
BLUE = "#0072B2"  # of the scenario, or the one quantity, that the title speaks of
# Of the other scenarios of a comparison, in their order; each has a marker of its own, too. No
# orange and no purple, which say less and more.
OTHERS = ("#56B4E9", "#009E73", "#C8102E", "#CC79A7", "#A89F00")

# The two ends of a guess, the darker the more: of the guess, not of what it does.
LOWER, UPPER = "#9CC9E6", BLUE

# Which way something changes: the two ends of ColorBrewer's PuOr.
MORE = "#542788"
LESS = "#B35806"
GREY = "#8C8C8C"  # not clear

# Whose part of a yuan it is; the tiers are shades of one slate. After Tol (2021), scheme light.
PARTIES = {
    "producer": "#44BB99",
    "broker": "#AAAA00",
    "tier4": "#1F3A45",
    "tier3": "#4A6E7C",
    "tier2": "#86A7B3",
    "tier1": "#C4DAE2",
    "freight": "#B8B0A2",
    "platform": "#FFAABB",
    "shop": "#EEDD88",
    "spoiled": "#6B4E3D",
}

# How much of something there is: the darker, the more.
LEVELS: Colormap = mpl.colormaps["cividis_r"]
# How much something changes: purple for more, orange for less, white for nothing; without the
# darkest ends, so that numbers can be read on every colour.
CHANGES: Colormap = LinearSegmentedColormap.from_list(
    "changes", mpl.colormaps["PuOr"](np.linspace(0.1, 0.9, 65))
)

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
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
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
    return INK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.2 else PAPER


def number_axis(axes: Axes, which: str, text: FuncFormatter, ticks: int = 5) -> None:
    """Few round ticks on one axis ("x" or "y"), written by `text`, with a faint grid."""
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(text)
    axes.grid(visible=True, axis="x" if which == "x" else "y")
