"""What each kind of agent has earned, by province, and what of it in each month."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State
from sim.model.report.areas import ByProvince

KINDS = ("farmer", "shop_owner", "middleman", "manufacturer")
FIRMS = ("shop_owner", "middleman", "wholesaler", "broker", "manufacturer")


def net_worth(state: State) -> NDArray[np.float64]:
    """Money of each firm: cash, claims less debts, and its goods at landed cost.

    Of what is on the way to it that counts which will arrive.
    """
    n = state.firm_shelves
    on_the_way = state.shelves.arriving[:, :n].sum(axis=0)
    goods = state.shelves.stock[:n] + on_the_way * (1.0 - state.terms.transit_loss[:n])
    value = np.bincount(
        state.shelves.keeper[:n], goods * state.shelves.unit_cost[:n], minlength=state.firms
    )
    accounts = state.accounts
    money = accounts.cash + accounts.receivable - accounts.payable
    worth: NDArray[np.float64] = money[: state.firms] + value[: state.firms]
    return worth


def firms_by_province(state: State, values: NDArray[Any], rows: slice) -> ByProvince:
    """Sum of a column over some keepers, by province."""
    return np.bincount(state.keepers.province[rows], values[rows], len(state.province_names))


def earned_by_firms(state: State, opening_worth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Money that each firm has earned since counting began: growth of its worth, and drawings."""
    worth = net_worth(state)
    earned: NDArray[np.float64] = worth - opening_worth + state.accounts.drawings[: state.firms]
    return earned


def rows_of_kinds(state: State) -> dict[str, list[slice]]:
    """The keepers of each of FIRMS."""
    roles = state.roles
    shops, wholesalers = state.keepers_at(0), state.keepers_at(1, roles.makers)
    makers, brokers = state.keepers_at(roles.makers), state.keepers_at(roles.brokers)
    of_kind = [shops], [wholesalers, brokers], [wholesalers], [brokers], [makers]
    return dict(zip(FIRMS, of_kind, strict=True))


def profit_shares(
    state: State, opening_worth: NDArray[np.float64]
) -> dict[str, tuple[ByProvince, ByProvince]]:
    """What each of FIRMS has earned since counting began, and what it has sold, by province."""
    earned, sales = earned_by_firms(state, opening_worth), state.accounts.sales

    def total(column: NDArray[Any], kind: list[slice]) -> ByProvince:
        return np.sum([firms_by_province(state, column, rows) for rows in kind], axis=0)

    return {
        kind: (total(earned, rows), total(sales, rows))
        for kind, rows in rows_of_kinds(state).items()
    }


def earnings(state: State, opening_worth: NDArray[np.float64]) -> dict[str, ByProvince]:
    """Money that each of KINDS has earned since counting began, by province.

    opening_worth  float64 (firms,): `net_worth` when counting began

    Firms earn what their worth has grown by and what their owners have drawn.
    """
    assert state.farm is not None
    roles = state.roles
    earned = earned_by_firms(state, opening_worth)
    farmers = state.farm.farmers
    income = farmers.sales - farmers.costs + farmers.other
    middlemen = firms_by_province(state, earned, state.keepers_at(1, roles.makers))
    brokers = firms_by_province(state, earned, state.keepers_at(roles.brokers))
    return {
        "farmer": np.bincount(farmers.province, income, len(state.province_names)),
        "shop_owner": firms_by_province(state, earned, state.keepers_at(0)),
        "middleman": middlemen + brokers,
        "manufacturer": firms_by_province(state, earned, state.keepers_at(roles.makers)),
    }
