"""What each kind of agent has earned, by province, and what of it in each month."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.state import State

ByProvince = NDArray[np.float64]
KINDS = ("farmer", "shop_owner", "middleman", "manufacturer")


def worth_of_stock(state: State, on_the_way: bool = False) -> NDArray[np.float64]:
    """Landed cost of the goods that each firm has in stock, or also of those on their way to it."""
    n = state.firm_shelves
    goods = state.shelves.stock[:n].astype(np.int64)
    if on_the_way:
        goods += state.shelves.arriving[:, :n].sum(axis=0)
    worth: NDArray[np.float64] = np.bincount(
        state.shelves.keeper[:n], goods * state.shelves.unit_cost[:n], minlength=state.firms
    )[: state.firms]
    return worth


def net_worth(state: State) -> NDArray[np.float64]:
    """Money of each firm: cash, claims less debts, and its goods at landed cost."""
    accounts = state.accounts
    money = accounts.cash + accounts.receivable - accounts.payable
    worth: NDArray[np.float64] = money[: state.firms] + worth_of_stock(state, on_the_way=True)
    return worth


def firms_by_province(state: State, values: NDArray[Any], lo: int, hi: int) -> ByProvince:
    """Sum of a column over the keepers lo..hi-1, by province."""
    provinces = len(state.province_names)
    return np.bincount(state.keepers.province[lo:hi], values[lo:hi], provinces)


def earnings(state: State, opening_worth: NDArray[np.float64]) -> ByProvince:
    """(KINDS, provinces): money that each kind has earned since counting began.

    opening_worth  float64 (firms,): `net_worth` when counting began

    Firms earn what their worth has grown by and what their owners have drawn.
    """
    assert state.farm is not None
    n, first = state.n_levels, state.levels.first_keeper.tolist()
    earned = net_worth(state) - opening_worth + state.accounts.drawings[: state.firms]
    farmers = state.farm.farmers
    income = farmers.sales - farmers.costs + farmers.other
    middlemen = firms_by_province(state, earned, first[1], first[n - 1])
    brokers = firms_by_province(state, earned, first[n], first[n + 1])
    return np.array(
        [
            np.bincount(farmers.province, income, len(state.province_names)),
            firms_by_province(state, earned, 0, first[1]),
            middlemen + brokers,
            firms_by_province(state, earned, first[n - 1], first[n]),
        ]
    )
