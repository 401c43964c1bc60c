"""What a phase of the day says of itself."""

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

EVERY = -1  # in place of the number of a turn, or of a phase in it


class Locality(IntEnum):
    """How far a phase looks while it works on one shelf."""

    SHELF = 0
    SHOP = 1
    NEIGHBOURHOOD = 2
    GLOBAL = 3


class Phase(NamedTuple):
    """A phase of the day: `chunk` works on a few shops at a time; other firms have their own turn.

    What Python does before, beside and after it, it does on few days: see `when`.

    Columns are named `table.column`. A phase writes nothing that is not in `writes`; what it writes
    it may also read.
    """

    name: str
    meaning: str
    locality: Locality
    reads: frozenset[str]
    writes: frozenset[str]
    chunk: Callable[..., None] | None  # what compiled code calls for a chunk of shops
    others: Callable[..., None] | None  # (state, rules, today), when its first turn is over
    before: Callable[..., None] | None = None  # the same, before its first turn
    # the same, in the last thread, while the others are at work: it shares nothing with them
    beside: Callable[..., None] | None = None
    # (state, rules, today): whether these three have something to do today
    when: Callable[..., bool] | None = None


def columns(text: str) -> frozenset[str]:
    """Column names from a text like "shelves: stock price; accounts: cash"."""
    names: set[str] = set()
    for part in text.split(";"):
        table, _, fields = part.partition(":")
        names.update(f"{table.strip()}.{field}" for field in fields.split())
    return frozenset(names)
