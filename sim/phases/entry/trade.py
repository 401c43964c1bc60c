"""What firms have sold and kept of late, by their books of the last months. A part of adoption.

On the first of a month a firm notes what it has kept of the month's sales when goods, carriage and
fees were paid and what spoiled was written off, and on how many days it was at work. Who takes over
customers takes over what they have brought.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State


class Trade(NamedTuple):
    """What the firms of a level sell and keep; an entry a firm, open or not."""

    first: int  # keeper of the first entry
    sales: NDArray[np.float64]  # money a day, smoothed
    margin: NDArray[np.float64]  # money a day that was left when goods were paid
    worked: NDArray[np.float64]  # share of days on which it was at work


def note_month(state: State) -> None:
    """Close the month's books."""
    accounts = state.accounts
    for books, month in (
        (accounts.margins, accounts.kept),
        (accounts.days_worked, accounts.worked),
    ):
        books[1:] = books[:-1].copy()
        books[0] = month
        month[:] = 0


def forget_unsettled(state: State, settled: int) -> None:
    """Of the books only those of the last months are kept."""
    state.accounts.margins[settled:] = 0.0
    state.accounts.days_worked[settled:] = 0.0


def days_of_months(state: State) -> NDArray[np.float64]:
    """Days of each month in the books: those on which who is always at work has worked."""
    makers = state.keepers_at(state.roles.makers)
    return np.asarray(state.accounts.days_worked[:, makers], float).max(axis=1)


def months_known(state: State, months: int) -> int:
    """Of how many of the last months there are books."""
    return int(np.count_nonzero(days_of_months(state)[:months]))


def trade_of(state: State, level: int, months: int) -> Trade:
    """What firms of a level sell, and have kept in the last months."""
    accounts = state.accounts
    rows = state.keepers_at(level)
    days = max(float(days_of_months(state)[:months].sum()), 1.0)
    sales = np.asarray(state.keepers.volume[rows], float)
    margin, worked = (
        np.asarray(books[:months, rows]).sum(axis=0, dtype=float) / days
        for books in (accounts.margins, accounts.days_worked)
    )
    return Trade(rows.start, sales, margin, worked)


def begin_books(state: State, row: int) -> None:
    """A firm that opens is at work every day, and has kept nothing yet."""
    state.accounts.margins[:, row] = 0.0
    state.accounts.days_worked[:, row] = days_of_months(state)


def move_books(state: State, giver: int, heir: int, part: float) -> None:
    """What a part of a firm's customers have brought is the heir's from now on."""
    margins = state.accounts.margins
    moved = part * np.asarray(margins[:, giver])
    margins[:, heir] += moved
    margins[:, giver] -= moved
