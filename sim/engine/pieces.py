"""The pieces that parts of a phase go over."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from sim.engine.phase import Bounds, Over
from sim.engine.tables.state import State

type Pieces = list[Bounds]


def shares_of(state: State, level: int, lo: int, hi: int, workers: int) -> Pieces:
    """The keepers lo..hi-1, a share for each worker; shares have about as many shelves each."""
    first_shelf, keeper_of = state.keepers.first_shelf, state.shelves.keeper
    first, end = int(first_shelf[lo]), int(first_shelf[hi])

    def cut(share: int) -> int:
        if share == workers or first == end:
            return hi if share > 0 else lo
        return int(keeper_of[first + (end - first) * share // workers])

    shares = []
    for number, (begin, stop) in enumerate(pairwise(map(cut, range(workers + 1)))):
        shelves = int(first_shelf[begin]), int(first_shelf[stop])
        rows = np.searchsorted(state.batches.shelf, shelves).tolist()
        shares.append(Bounds(number, level, *shelves, begin, stop, *rows))
    return shares


def all_of(state: State, level: int, workers: int) -> Pieces:
    """One piece: every shelf, keeper and row of stock by age."""
    keepers = len(state.keepers.level)
    return [Bounds(0, level, 0, len(state.shelves.stock), 0, keepers, 0, len(state.batches.shelf))]


def chunks(state: State, level: int, workers: int) -> Pieces:
    """Shops, a few neighbourhoods at a time."""
    return [
        Bounds(number, 0, *map(int, chunk)) for number, chunk in enumerate(np.asarray(state.chunks))
    ]


def other_firms(state: State, level: int, workers: int) -> Pieces:
    """All firms of the model that are no shops, and all stock by age that is not in shops."""
    rows = int(state.chunks[-1, 5]) if len(state.chunks) else 0
    shelves = state.shop_shelves, state.firm_shelves
    return [Bounds(0, 0, *shelves, state.shops, state.firms, rows, len(state.batches.shelf))]


def of_level(state: State, level: int, workers: int) -> Pieces:
    """The keepers of a level."""
    rows = state.keepers_at(level)
    return shares_of(state, level, rows.start, rows.stop, workers)


def suppliers(state: State, level: int, workers: int) -> Pieces:
    """All keepers but the shops, the sources outside among them."""
    return shares_of(state, level, state.shops, len(state.keepers.level), workers)


def keepers(state: State, level: int, workers: int) -> Pieces:
    """All keepers."""
    return shares_of(state, level, 0, len(state.keepers.level), workers)


def inside(state: State, level: int, workers: int) -> Pieces:
    """All firms of the model."""
    return shares_of(state, level, 0, state.firms, workers)


def brokers(state: State, level: int, workers: int) -> Pieces:
    """All brokers."""
    return of_level(state, state.roles.brokers, workers)


def each(count: int) -> Pieces:
    """So many pieces that are told apart by their number alone."""
    return [Bounds(number, 0, 0, 0, 0, 0, 0, 0) for number in range(count)]


def provinces(state: State, level: int, workers: int) -> Pieces:
    """Each province."""
    return each(len(state.province_names))


def kinds(state: State, level: int, workers: int) -> Pieces:
    """Each kind of produce."""
    return each(0 if state.farm is None else len(state.farm.grown))


PIECES: dict[Over, Callable[[State, int, int], Pieces]] = {
    Over.SHOPS: chunks,
    Over.FIRMS: other_firms,
    Over.WHOLE: all_of,
    Over.LEVEL: of_level,
    Over.SUPPLIERS: suppliers,
    Over.KEEPERS: keepers,
    Over.BROKERS: brokers,
    Over.PROVINCES: provinces,
    Over.KINDS: kinds,
    Over.INSIDE: inside,
}
# A worker keeps to the share of its own number, so that what it needs is in its cache.
SHARED = (Over.LEVEL, Over.SUPPLIERS, Over.KEEPERS, Over.BROKERS, Over.INSIDE)
