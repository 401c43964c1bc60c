"""One shop whose goods have a last day of sale, played by hand, oldest first."""

from collections.abc import Sequence
from typing import NamedTuple


class Day(NamedTuple):
    """Units at the close of a day."""

    stock: int
    sold: int
    written_off: int
    ordered: int


def play(
    demand: Sequence[int], level: int, life: int, lead: int, delay: int = 0, review: int = 1
) -> list[Day]:
    """The days of a shop that orders up to `level`; what it cannot serve is lost.

    life  selling days, the day of arrival being the first; what is left is written off on the
          evening of the last, before the shop orders
    """
    batches: list[list[int]] = []  # [last day, units], oldest first
    coming: dict[int, int] = {}  # units by morning of arrival
    days = []
    for today, wanted in enumerate(demand):
        if arrived := coming.pop(today, 0):
            batches.append([today + life - 1, arrived])
        sold = 0
        for batch in batches:
            taken = min(batch[1], wanted - sold)
            batch[1] -= taken
            sold += taken
        written_off = sum(units for last, units in batches if last <= today)
        batches = [batch for batch in batches if batch[0] > today and batch[1] > 0]
        stock = sum(units for _, units in batches)
        ordered = 0
        if today % review == 0:
            ordered = max(0, level - stock - sum(coming.values()))
        if ordered:
            coming[today + delay + lead] = ordered
        days.append(Day(stock, sold, written_off, ordered))
    return days
