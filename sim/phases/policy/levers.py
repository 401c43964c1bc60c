"""Levers begin: which shops see the platform's data, order directly, are quick, sell online.

A part of adoption.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.phase import Act
from sim.engine.schedule import Today
from sim.engine.tables.state import State
from sim.engine.tables.switches import LeverState

ON_SUPPLIERS = ("analytics", "direct_ordering", "fast_replenishment")  # one looks at them anew


def levers_begin(state: State, rules: Any, today: Today) -> bool:
    """Whether one begins tomorrow."""
    return any(may_begin(lever, today) for lever in state.levers.values())


def begin_levers(state: State, rules: Any, today: Today) -> None:
    """Switch on, for tomorrow, what begins then; shops that it reaches review their suppliers."""
    for name, lever in state.levers.items():
        if not may_begin(lever, today):
            continue
        flags = getattr(state.keepers, name)[: state.shops]
        reached = lever.shops
        if lever.historical:
            reached = reached & (state.keepers.member[: state.shops] == 1)
        new = reached & (flags == 0)
        flags[new] = 1
        if name in ON_SUPPLIERS:
            state.keepers.reviews[: state.shops][new] = 1
            state.keepers.rethinks[: state.shops][new] = 1
        if name == "analytics":
            _first_sizes(state, new)
            _keep_own_estimates(state, new)
        if name == "direct_ordering" and state.farm is not None:
            where = state.keepers.province[: state.shops][reached]
            state.farm.markets.has_direct[np.unique(where)] = 1


def may_begin(lever: LeverState, today: Today) -> bool:
    """Whether it begins tomorrow, for those who have joined by tonight or for all it reaches."""
    joined_tonight = lever.historical and today.first_of_month and lever.first_day <= today.day
    return lever.first_day == today.day + 1 or bool(joined_tonight)


def _first_sizes(state: State, new: NDArray[np.bool_]) -> None:
    """The platform's first idea of a shop's size: its own forecasts against the posted estimate.

    Where nothing is posted yet, they are set against those of its province's other new shops.
    """
    shops, rows = state.shops, state.shop_shelves
    keepers, places = state.keepers, len(state.province_names)
    theirs = np.flatnonzero(new[state.shelves.keeper[:rows]])
    keeper, province = state.shelves.keeper[theirs], keepers.province[:shops]
    forecast = state.shelves.forecast[theirs]
    rate = state.pool.posted[province[keeper], state.shelves.product[theirs]]
    posted = np.bincount(keeper, rate, shops)
    known = np.bincount(keeper, forecast, shops)
    seen = np.bincount(keeper, forecast * (rate > 0.0), shops)
    first = new & (posted == 0.0)
    count = np.bincount(province[first], minlength=places)
    mean = np.bincount(province[first], known[first], places) / np.maximum(count, 1)
    expected = np.where(first, mean[province], posted)
    seen[first] = known[first]
    # Where nobody has asked for anything yet, a shop is taken for a mean one.
    size = np.divide(seen, expected, np.ones(shops), where=expected > 0.0)
    keepers.size[:shops][new] = size[new]
    keepers.seen[:shops][new] = seen[new]
    keepers.expected[:shops][new] = expected[new]


def _keep_own_estimates(state: State, new: NDArray[np.bool_]) -> None:
    """What those who join know of their customers stays theirs, beside what the platform says."""
    shelves, rows = state.shelves, state.shop_shelves
    theirs = np.flatnonzero(new[shelves.keeper[:rows]])
    shelves.own_estimate[theirs] = shelves.forecast[theirs]


LEVERS = Act(begin_levers, levers_begin, ahead=True)
