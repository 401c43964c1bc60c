"""A sheet: a figure whose head says what is shown and whose foot says where it comes from."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.textpath import TextToPath

from sim.views.style import DPI, INK, QUIET, SMALL_SIZE, TEXT_SIZE, TITLE_SIZE, WIDTH_INCHES

POINTS = 72.0  # points an inch
MARGIN = 0.12  # inches, left and right
BODY_INCHES = WIDTH_INCHES - 2 * MARGIN
HALF_INCHES = 3.2  # of one of two panels side by side, beside its numbers
ROW_GAP = 0.13  # inches between the titles of rows
FIRST_LINE, NEXT_LINE = 1.17, 1.4  # heights, of the type size
KEY_SIZE = SMALL_SIZE + 0.5
KEY_HANDLE = 3.6  # width of a key's sign with the space around it, in type sizes


@dataclass(frozen=True)
class Caption:
    """The finding, what is measured and in which unit, and the scenarios, seeds and scale."""

    title: str
    subtitle: str
    footer: str


def open_sheet(
    caption: Caption, body_inches: float, keys: Sequence[tuple[Artist, str]] = ()
) -> Figure:
    """A figure of README width with its texts in place and `body_inches` of height for panels.

    caption      texts, wrapped to the width
    body_inches  height left for the panels, whatever the length of the texts
    keys         the legend, (sign, meaning), set in columns under the subtitle
    """
    title = balanced(caption.title, TITLE_SIZE, bold=True)
    subtitle = balanced(caption.subtitle, TEXT_SIZE)
    footer = balanced(caption.footer, SMALL_SIZE)
    columns = _key_columns([meaning for _, meaning in keys])
    key_rows = math.ceil(len(keys) / columns) if keys else 0

    title_height = _height(title, TITLE_SIZE)
    subtitle_height = _height(subtitle, TEXT_SIZE)
    key_height = key_rows * KEY_SIZE * 1.6 / POINTS + (0.06 if keys else 0)
    head = 0.10 + title_height + 0.05 + subtitle_height + key_height + 0.08
    foot = 0.08 + _height(footer, SMALL_SIZE) + 0.06
    height = math.ceil((head + body_inches + foot) * DPI) / DPI

    left = MARGIN / WIDTH_INCHES
    body = (left, foot / height, 1 - 2 * left, 1 - (head + foot) / height)
    layout = ConstrainedLayoutEngine(rect=body)
    figure = Figure(figsize=(WIDTH_INCHES, height), dpi=DPI, layout=layout)

    down = 0.10
    at_top: dict[str, Any] = {"va": "top", "ha": "left"}
    figure.text(left, 1 - down / height, title, size=TITLE_SIZE, weight="bold", color=INK, **at_top)
    down += title_height + 0.05
    figure.text(left, 1 - down / height, subtitle, size=TEXT_SIZE, color=QUIET, **at_top)
    down += subtitle_height + 0.08
    if keys:
        figure.legend(
            [sign for sign, _ in keys],
            [meaning for _, meaning in keys],
            loc="upper left",
            bbox_to_anchor=(left, 1 - down / height),
            ncols=columns,
            borderpad=0,
            borderaxespad=0,
            labelspacing=0.4,
            columnspacing=1.6,
            handlelength=2.2,
        ).set_in_layout(False)
    figure.text(left, 0.06 / height, footer, size=SMALL_SIZE, color=QUIET, va="bottom", ha="left")
    return figure


def save_sheet(figure: Figure, path: Path) -> Path:
    """Write the PNG; its title is in the file, for who can't see the picture."""
    title = " ".join(figure.texts[0].get_text().split())
    figure.savefig(path, format="png", dpi=DPI, metadata={"Title": title, "Software": None})
    return path


def row_titles(titles: Sequence[str], inches: float) -> tuple[list[str], float]:
    """Titles broken for the left side of a panel, and the height of a row that holds each."""
    broken = [balanced(title, KEY_SIZE, inches=inches) for title in titles]
    return broken, max(_height(title, KEY_SIZE) for title in broken) + ROW_GAP


def wrapped(text: str, size: float, bold: bool = False, inches: float = BODY_INCHES) -> str:
    """Break a text so that no line is wider than `inches`, but for single words."""
    limit = inches * POINTS
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and text_width(longer, size, bold) > limit:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return "\n".join(lines)


def panel_title(text: str) -> str:
    """The title of one of two panels side by side."""
    return wrapped(text, TEXT_SIZE, bold=True, inches=HALF_INCHES)


def balanced(text: str, size: float, bold: bool = False, inches: float = BODY_INCHES) -> str:
    """Break a text into as few lines as `inches` allow, of about the same length."""
    best = wrapped(text, size, bold, inches)
    while True:
        inches *= 0.97
        narrower = wrapped(text, size, bold, inches)
        if narrower.count("\n") > best.count("\n") or "\n" not in best:
            return best
        if max(text_width(line, size, bold) for line in narrower.split("\n")) > inches * POINTS:
            return best  # one word alone is wider
        best = narrower


@cache  # the same words are measured again and again until the lines are balanced
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of one line in points."""
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    width, _, _ = TextToPath().get_text_width_height_descent(text or " ", font, ismath=False)
    return float(width)


def _height(text: str, size: float) -> float:
    """Inches that a broken text takes."""
    return size * (FIRST_LINE + NEXT_LINE * text.count("\n")) / POINTS if text else 0.0


def _key_columns(meanings: Sequence[str]) -> int:
    if not meanings:
        return 1
    widest = max(text_width(meaning, KEY_SIZE) for meaning in meanings) + KEY_HANDLE * KEY_SIZE
    fitting = int(BODY_INCHES * POINTS // (widest + 2 * KEY_SIZE))
    columns = max(1, min(len(meanings), fitting))
    rows = math.ceil(len(meanings) / columns)
    return math.ceil(len(meanings) / rows)  # as few columns as those rows need: no ragged last row
