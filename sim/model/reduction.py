"""The sums of all threads become those of the state. Integers: any order gives the same."""

from typing import NamedTuple

from sim.engine.machine.barrier import barrier
from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.firms import History, Pool
from sim.engine.tables.ledger import Ledger

AT_A_TIME = 64  # sums


class Share(NamedTuple):
    """The sums that one thread adds to."""

    ledger: Ledger
    pool: Pool
    history: History


@compiled_part
def move(part, whole):
    """Add the sums of a worker to the state's; most are zero, and looked at many at a time."""
    sums, of_all = part.reshape(-1), whole.reshape(-1)
    for first in range(0, len(sums), AT_A_TIME):
        end = min(first + AT_A_TIME, len(sums))
        found = 0
        for k in range(first, end):
            found |= sums[k]
        if found == 0:
            continue
        for k in range(first, end):
            of_all[k] += sums[k]
            sums[k] = 0


@compiled_part
def add_up_pool(team, pool, whole):
    """One worker after another adds what its shops have shown the platform."""
    for rank in range(1, team.size):
        if team.rank == rank:
            move(pool.seen, whole.seen)
            move(pool.weight, whole.weight)
            move(pool.gaps, whole.gaps)
            move(pool.chance, whole.chance)
            move(pool.squares, whole.squares)
            move(pool.strayed, whole.strayed)
            move(pool.awaited, whole.awaited)
        barrier(team)


@compiled_part
def add_up_books(team, ledger, history, tables):
    """One worker after another adds its ledger, and its history if a shelf has a new product."""
    for rank in range(1, team.size):
        if team.rank == rank:
            whole = tables.ledger
            move(ledger.money, whole.money)
            move(ledger.credit, whole.credit)
            move(ledger.repaid, whole.repaid)
            move(ledger.goods, whole.goods)
            move(ledger.outside, whole.outside)
            move(ledger.chain, whole.chain)
            move(ledger.on_the_way, whole.on_the_way)
            move(history.days, tables.history.days)
            move(history.empty, tables.history.empty)
            move(history.let_down, tables.history.let_down)
            move(history.stock_days, tables.history.stock_days)
            move(history.demanded, tables.history.demanded)
            move(history.served, tables.history.served)
            move(history.sold, tables.history.sold)
            move(history.lost, tables.history.lost)
        barrier(team)
