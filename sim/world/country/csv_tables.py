"""Reading the CSV files of the data folder as columns of text."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sim.world.arrays import Floats

DATA = Path(__file__).parents[1] / "data"


def read_columns(name: str) -> dict[str, list[str]]:
    """Columns of the data file called `name`, by their header."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return {column: list(cells) for column, cells in zip(header, zip(*rows, strict=True))}


def numbers(column: Sequence[str]) -> Floats:
    """A column of text as read-only floats."""
    result = np.array(column, dtype=np.float64)
    result.flags.writeable = False
    return result
