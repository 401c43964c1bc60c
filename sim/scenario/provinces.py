"""The provinces and groups of them, from the data file that the world is built from."""

import csv
from functools import cache
from pathlib import Path

PROVINCES_FILE = Path(__file__).resolve().parents[1] / "world" / "data" / "provinces.csv"

# A group: what it is, the column of the data file that says it, and the column's entry.
REGIONS = {
    "coastal": ("provinces that the data file counts as coastal", "coastal", "yes"),
    "inland": ("all provinces that are not coastal", "coastal", "no"),
    "west": ("provinces of the state's western region", "region", "west"),
}
ALL = "all"
PLACES = (ALL, *REGIONS)  # words that stand for a list of provinces


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with PROVINCES_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def province_names() -> tuple[str, ...]:
    """Names of the 31 provinces, in the order of the data file."""
    return tuple(row["province"] for row in _rows())


def provinces_of(region: str) -> tuple[str, ...]:
    """Names of the provinces of a group, in the order of the data file."""
    _, column, entry = REGIONS[region]
    return tuple(row["province"] for row in _rows() if row[column] == entry)


def those_there(where: tuple[str, ...] | str | None, there: tuple[str, ...]) -> tuple[str, ...]:
    """The provinces that are meant: those listed, those of a group that are there, or all there.

    there  the provinces of the population
    """
    if where is None:
        return there
    if isinstance(where, str):
        return tuple(name for name in there if name in provinces_of(where))
    return where
