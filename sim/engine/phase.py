"""What a phase of the day says of itself: its parts, each declared in the file that holds its code.

A part names the columns that it reads and those that it writes, as `table.column`; it writes no
others, and what it writes it may also read. From these follows what may be taken out of turn.
"""

from collections.abc import Callable
from enum import IntEnum
from typing import Any, NamedTuple


class Over(IntEnum):
    """What a part goes over, piece by piece; no two pieces write the same."""

    SHOPS = 0  # neighbouring shops, a few at a time
    FIRMS = 1  # all other firms of the model, at once
    WHOLE = 2  # everything, at once
    LEVEL = 3  # the keepers of a level, a share each
    SUPPLIERS = 4  # all keepers but shops, a share each
    KEEPERS = 5  # all keepers, a share each
    BROKERS = 6  # a share each
    PROVINCES = 7  # each by itself
    KINDS = 8  # of produce, each by itself
    INSIDE = 9  # all firms of the model, shops too, a share each


class Bounds(NamedTuple):
    """The piece that a part works on in one call; all integers, fit for compiled code."""

    number: int  # place of the piece among all of them: a province, a kind, a share
    level: int  # of the tier whose turn it is; 0: the shops'
    lo: int  # shelves from
    hi: int  # to before
    lo_keeper: int
    hi_keeper: int
    lo_row: int  # rows of stock by age
    hi_row: int


def always(state: Any, rules: Any) -> bool:
    """What every scenario needs."""
    return True


def farming(state: Any, rules: Any) -> bool:
    """What those with farmers need."""
    return state.farm is not None


def marketplace(state: Any, rules: Any) -> bool:
    """What those with a marketplace need."""
    return state.online is not None


def stalls_may_open(state: Any, rules: Any) -> bool:
    """What those with both need."""
    return farming(state, rules) and marketplace(state, rules)


def columns(text: str) -> frozenset[str]:
    """Column names from a text like "shelves: stock price; accounts: cash"."""
    names: set[str] = set()
    for of_table in text.split(";"):
        table, _, fields = of_table.partition(":")
        names.update(f"{table.strip()}.{field}" for field in fields.split())
    return frozenset(names)


class Part(NamedTuple):
    """Compiled code of a phase: `work(tables, own, rules, today, piece)`, piece by piece.

    tables  all columns
    own     sums that are added up later (ledger, pool, history), and `room`: working arrays
    piece   Bounds of what it works on
    """

    work: Callable[..., None]
    over: Over
    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    needed: Callable[[Any, Any], bool] = always  # (state, rules): whether a scenario has it at all
    waits: bool = False  # 1: shops go on before it though they share columns: the part says why
    adds: tuple[str, ...] = ()  # `pool`, `books`: sums to be added up when all have added to them

    @property
    def tables(self) -> frozenset[str]:
        """The tables of which it declares columns; `online` where only a marketplace needs it."""
        named = frozenset(column.partition(".")[0] for column in self.reads | self.writes)
        return named | {"online"} if self.needed in (marketplace, stalls_may_open) else named


def part(
    over: Over,
    reads: str = "",
    writes: str = "",
    needed: Callable[[Any, Any], bool] = always,
    waits: bool = False,
    adds: tuple[str, ...] = (),
) -> Callable[[Callable[..., None]], Part]:
    """Declare that a function is a part of a phase (see `Part`); columns as in `columns`."""
    return lambda work: Part(work, over, columns(reads), columns(writes), needed, waits, adds)


class Act(NamedTuple):
    """What Python does in a phase, on few days."""

    do: Callable[..., None]  # (state, rules, today)
    when: Callable[..., bool]  # the same: whether there is something to do, asked in the morning
    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    ahead: bool = False  # before the shops' parts that stand before it: it says why
    waits: bool = False  # as a part
    beside: bool = False  # while the shops' next parts are at work, with which it shares nothing
    at_night: bool = False  # asked when its turn comes: nothing compiled may follow


def act(
    do: Callable[..., None],
    when: Callable[..., bool],
    reads: str = "",
    writes: str = "",
    **other: bool,
) -> Act:
    """Declare what Python does (see `Act`); columns as in `columns`."""
    return Act(do, when, columns(reads), columns(writes), **other)


def apart(one: Part | Act, other: Part | Act) -> bool:
    """Whether it makes no difference which of two comes first: neither writes what the other needs.

    Ledgers are only added to.
    """
    shared = one.writes & (other.reads | other.writes) | one.reads & other.writes
    return all(column.startswith("ledger.") for column in shared)


class Tiers(NamedTuple):
    """Parts that follow each other at one level after another, shops left out."""

    parts: tuple[Part, ...]
    upwards: bool  # from the first tier to the makers; else the other way


type Step = Part | Act | Tiers | tuple[Part, ...]  # several parts: side by side


class Phase(NamedTuple):
    """A phase of the day: what it does, step by step. A step begins when the last one is over."""

    name: str
    meaning: str
    steps: tuple[Step, ...]

    @property
    def each(self) -> tuple[Part | Act, ...]:
        """All parts, and what Python does, in order."""
        each: list[Part | Act] = []
        for step in self.steps:
            if isinstance(step, Part | Act):
                each.append(step)
            else:
                each += step.parts if isinstance(step, Tiers) else step
        return tuple(each)

    @property
    def parts(self) -> tuple[Part, ...]:
        """All compiled parts, in order."""
        return tuple(part for part in self.each if isinstance(part, Part))

    @property
    def writes(self) -> frozenset[str]:
        """Columns that any of them writes."""
        return frozenset[str]().union(*(part.writes for part in self.each))

    @property
    def reads(self) -> frozenset[str]:
        """Columns that some of them read, and none writes."""
        return frozenset[str]().union(*(part.reads for part in self.each)) - self.writes

    @property
    def by_shop(self) -> bool:
        """Whether a part goes over shops, a few at a time."""
        return any(part.over == Over.SHOPS for part in self.parts)
