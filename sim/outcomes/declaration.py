"""What is declared of an outcome: its unit, what it means, and what it counts."""

from enum import StrEnum
from typing import NamedTuple


class Counts(StrEnum):
    """What a number counts, in words."""

    REAL = "the real country: scaled up by `scale`"
    NEITHER = "neither: a share, a mean or an index, which holds for both"
    GIVEN = "the population that the scenario gives outright"


class Declared(NamedTuple):
    """An outcome, or several that differ in whom they are told of."""

    pattern: str
    unit: str
    meaning: str
    counts: Counts
    label: str = ""  # where the name alone does not read well
