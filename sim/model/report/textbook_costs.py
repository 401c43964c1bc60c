"""What keeping stock costs a firm of a textbook case: goods, debts in goods, orders, lost sales."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State
from sim.model.report.textbook_groups import by_keeper
from sim.scenario import Scenario, Unfilled


def counts_orders(scenario: Scenario) -> bool:
    """Whether orders cost anything, so that somebody has to count them."""
    return any(scenario.stock.order_cost)


def lost_units(state: State, level: int, lo: int, hi: int) -> NDArray[np.int64]:
    """Grains that the firms lo..hi-1 of a level were asked for and that are lost, by firm."""
    totals = state.totals
    loses = state.levels.unfilled[level] == Unfilled.LOST
    lost = totals.lost if level == 0 else loses * (totals.demanded - totals.served)
    of_firms: NDArray[np.int64] = by_keeper(state, lost)[lo:hi]
    return of_firms


def stock_cost[Amount: (np.signedinteger, NDArray[np.int64])](
    scenario: Scenario,
    state: State,
    level: int,
    stock: Amount,
    backlog: Amount,
    orders: Amount,
    lost: Amount,
) -> Any:
    """Money that a level's rules of stock cost: of several firms together, or firm by firm.

    stock, backlog  grains, summed over closings
    orders          how many
    lost            grains
    """
    grain, levels = scenario.grain, state.levels
    return (
        stock * levels.holding_cost[level]
        + backlog * levels.backlog_cost[level]
        + orders * (scenario.stock.order_cost[level] * grain.money)
        + lost * (scenario.stock.lost_sale_cost[level] * grain.money / grain.goods)
    )
