"""The names of the provinces, from the data file that the world is built from."""

import csv
from functools import cache
from pathlib import Path

PROVINCES_FILE = Path(__file__).resolve().parents[1] / "world" / "data" / "provinces.csv"


@cache
def province_names() -> tuple[str, ...]:
    """Names of the 31 provinces, in the order of the data file."""
    with PROVINCES_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(row["province"] for row in csv.DictReader(file))
