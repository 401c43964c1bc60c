"""What a section of compiled code works on every day, taken apart once and kept.

numba takes arguments apart at each call from Python, column by column and number by number: a few
hundred a day, for each thread, while the others wait for Python's lock. A Kept holds them all.
"""

from collections.abc import Callable
from typing import Any

from sim.engine.machine.handles import Handle, handle


class Kept(Handle):
    """Arguments as one: `kept.parts` is the tuple of them. They have to live longer than it."""

    FIELDS = ("parts",)


def keep(parts: tuple[Any, ...]) -> Any:
    """Arguments as one, for compiled code (or plain Python, where that runs)."""
    return handle(Kept, (parts,))


def alike(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether two lists of arguments are the same things, or numbers of the same value."""
    if len(one) != len(other):
        return False
    for a, b in zip(one, other, strict=True):
        if a is b or (type(a) is int and a == b):
            continue
        if not (type(a) is tuple and type(b) is tuple and alike(a, b)):
            return False
    return True


class Keeper:
    """What each function is handed, as long as it is the same."""

    def __init__(self) -> None:
        self.hands: dict[Callable[..., Any], tuple[list[tuple[Any, ...]], list[Any]]] = {}

    def hand(self, function: Callable[..., Any], each: list[tuple[Any, ...]]) -> list[Any]:
        """A Kept of each list of arguments, one a thread."""
        known, hands = self.hands.get(function, ([], []))
        if len(known) != len(each) or not all(map(alike, known, each)):
            hands = [keep(parts) for parts in each]
            self.hands[function] = each, hands
        return hands
