"""The sums of all threads become those of the state. Integers: any order gives the same."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, Part, part
from sim.engine.tables.firms import History, Pool
from sim.engine.tables.ledger import Ledger, open_ledger
from sim.engine.tables.state import State

AT_A_TIME = 64  # sums


class Shown(NamedTuple):
    """What members show the platform today, as in Pool; first axis: the threads but the first."""

    seen: NDArray[np.int64]
    weight: NDArray[np.int64]
    gaps: NDArray[np.int64]
    chance: NDArray[np.int64]
    squares: NDArray[np.int64]
    strayed: NDArray[np.int64]
    awaited: NDArray[np.int64]


class Others(NamedTuple):
    """The sums of all threads but the first, whose are the state's."""

    ledger: Ledger  # with an axis for these threads in front, as all of them
    shown: Shown
    history: History


def sums_of_others(state: State, workers: int) -> Others:
    """Sums of nothing yet."""
    count, products = workers - 1, len(state.product_names)

    def zeros[T: tuple[NDArray[np.int64], ...]](table: T) -> T:
        return type(table)(*(np.zeros((count, *column.shape), column.dtype) for column in table))

    shown = Shown(*(getattr(state.pool, name) for name in Shown._fields))
    return Others(zeros(open_ledger(products)), zeros(shown), zeros(state.history))


def own_of(state: State, others: Others, rank: int) -> tuple[Ledger, Pool, History]:
    """The sums that a thread adds to."""
    if rank == 0:
        return state.ledger, state.pool, state.history
    shown = {name: column[rank - 1] for name, column in others.shown._asdict().items()}
    ledger = Ledger(*(column[rank - 1] for column in others.ledger))
    history = History(*(column[rank - 1] for column in others.history))
    return ledger, state.pool._replace(**shown), history


@compiled_part
def move(parts, whole):
    """Add the sums of others to those of the state; most are zero, and looked at many at a time."""
    of_all = whole.reshape(-1)
    for other in range(len(parts)):
        sums = parts[other].reshape(-1)
        for first in range(0, len(of_all), AT_A_TIME):
            end = min(first + AT_A_TIME, len(of_all))
            found = 0
            for k in range(first, end):
                found |= sums[k]
            if found == 0:
                continue
            for k in range(first, end):
                of_all[k] += sums[k]
                sums[k] = 0


@part(Over.WHOLE, writes="pool: seen weight gaps chance squares strayed awaited")
def add_up_pool(tables, own, rules, today, piece):
    """What shops have shown the platform."""
    shown, whole = own.room.others.shown, tables.pool
    move(shown.seen, whole.seen)
    move(shown.weight, whole.weight)
    move(shown.gaps, whole.gaps)
    move(shown.chance, whole.chance)
    move(shown.squares, whole.squares)
    move(shown.strayed, whole.strayed)
    move(shown.awaited, whole.awaited)


@part(
    Over.WHOLE,
    writes="ledger: money credit repaid goods outside chain on_the_way;"
    " history: days empty let_down stock_days demanded served sold lost",
)
def add_up_books(tables, own, rules, today, piece):
    """All ledgers, and the history of shelves that have a new product."""
    ledger, whole = own.room.others.ledger, tables.ledger
    move(ledger.money, whole.money)
    move(ledger.credit, whole.credit)
    move(ledger.repaid, whole.repaid)
    move(ledger.goods, whole.goods)
    move(ledger.outside, whole.outside)
    move(ledger.chain, whole.chain)
    move(ledger.on_the_way, whole.on_the_way)
    history, of_all = own.room.others.history, tables.history
    move(history.days, of_all.days)
    move(history.empty, of_all.empty)
    move(history.let_down, of_all.let_down)
    move(history.stock_days, of_all.stock_days)
    move(history.demanded, of_all.demanded)
    move(history.served, of_all.served)
    move(history.sold, of_all.sold)
    move(history.lost, of_all.lost)


SUMS: dict[str, Part] = {"pool": add_up_pool, "books": add_up_books}
