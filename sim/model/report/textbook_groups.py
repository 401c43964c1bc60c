"""Whom a textbook case reports on: each tier, and the shops of each of several provinces."""

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State

type Group = tuple[int, int, int]
"""Level, first keeper, and the keeper after the last."""


def groups_of(state: State) -> dict[str, Group]:
    """Keepers by the name under which they are reported: tier0, tier1, ..., tier0.province1, ...

    Shops stand province by province.
    """
    ends = state.levels.first_keeper[: state.n_levels + 1].tolist()
    groups = {f"tier{level}": (level, *span) for level, span in enumerate(pairwise(ends))}
    places = len(state.province_names)
    if places > 1:
        of_shops = state.keepers.province[: state.shops]
        ends = np.searchsorted(of_shops, np.arange(places + 1)).tolist()
        for place, span in enumerate(pairwise(ends), start=1):
            if span[0] < span[1]:
                groups[f"tier0.province{place}"] = (0, *span)
    return groups


def goods_of(state: State) -> int:
    """Goods that each keeper of a textbook population has, on a shelf each."""
    return len(state.product_names)


def by_keeper(state: State, column: NDArray[Any]) -> NDArray[Any]:
    """The sum of a column of shelves over the goods of each keeper."""
    summed: NDArray[Any] = column.reshape(-1, goods_of(state)).sum(axis=1)
    return summed
