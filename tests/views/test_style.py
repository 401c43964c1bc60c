"""A colour has one meaning, and no file but style.py writes one down."""

import ast
from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.colors import is_color_like, to_hex, to_rgb

from sim.views import style
from sim.views.vocabulary import PARTS

ROOT = Path(style.__file__).parents[2]
DRAWN_BY = sorted(
    path
    for folder in ("sim", "docs", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
    # Environments of the benchmarks hold packages of others.
    if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
    if "matplotlib" in path.read_text("utf-8") and path != Path(style.__file__)
)
SINGLE = ("PAPER", "INK", "QUIET", "FAINT", "BLUE", "MORE", "LESS", "GREY")


def literal_colours(code):
    """Colours that a file writes down: any #rrggbb, and names given as a colour."""
    for node in ast.walk(code):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value.startswith("#") and is_color_like(node.value):
                yield node.value
        elif isinstance(node, ast.keyword | ast.Dict):
            pairs = (
                [(node.arg, node.value)]
                if isinstance(node, ast.keyword)
                else [(getattr(k, "value", None), v) for k, v in zip(node.keys, node.values)]
            )
            for name, value in pairs:
                is_colour = isinstance(name, str) and ("color" in name or name == "foreground")
                given = getattr(value, "value", None)
                if is_colour and isinstance(given, str) and given != "none":
                    yield given
        elif isinstance(node, ast.Attribute) and node.attr in ("colormaps", "cm"):
            yield node.attr


@pytest.mark.parametrize("path", DRAWN_BY, ids=lambda path: path.name)
def test_no_other_file_writes_a_colour_down(path):
    found = list(literal_colours(ast.parse(path.read_text("utf-8"))))
    assert not found, f"{path}: {found}; a colour and its meaning stand in sim/views/style.py"


@pytest.mark.parametrize(
    "code",
    ['plot(color="black")', 'x = {"facecolor": "white"}', 'RED = "#FF0000"', 'mpl.colormaps["x"]'],
)
def test_a_colour_that_is_written_down_is_found(code):
    assert list(literal_colours(ast.parse(code)))


def test_a_colour_has_one_meaning():
    given = [*(getattr(style, name) for name in SINGLE), *style.OTHERS, *style.PARTIES.values()]
    assert len({to_hex(colour) for colour in given}) == len(given)
    assert set(style.PARTIES) == set(PARTS)


@pytest.mark.parametrize(
    "together",
    [
        (style.INK, style.BLUE, *style.OTHERS),
        (style.MORE, style.LESS, style.GREY, style.PAPER),
        tuple(style.PARTIES.values()),
    ],
    ids=["scenarios", "changes", "parties"],
)
def test_colours_of_one_picture_are_not_alike(together):
    for one, other in combinations(together, 2):
        distance = sum((a - b) ** 2 for a, b in zip(to_rgb(one), to_rgb(other), strict=True)) ** 0.5
        assert distance > 0.15, (one, other)
