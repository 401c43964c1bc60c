"""First of the month: people of a cell spend by their income, and what they buy online shops lose.

A part of demand. Before counting begins nothing moves: what is bought online then is what shops'
opening sales are net of.
"""

from typing import Annotated, Any, NamedTuple

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.settings import From, filled
from sim.engine.tables.online import CELLS_A_PROVINCE, FOOD, OTHER
from sim.engine.tables.state import State
from sim.rules.new_retail import buyer_of
from sim.rules.shop_customers import bought_online, kept_in_shops, log_of_purse
from sim.scenario import Scenario


class Settings(NamedTuple):
    """How much of what is sold online such shops carry, and what is spent on it in all."""

    food_carried: Annotated[float, From("online.food_carried")]
    other_carried: Annotated[float, From("online.other_carried")]
    food_budget: Annotated[float, From("online.food_budget")]
    other_budget: Annotated[float, From("online.other_budget")]


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    return filled(Settings, scenario)


@dispatched
@compiled
def follow_customers(cells, buyers, settings, counting):
    """Demand in shops follows what customers earn and what they buy online, from now on.

    Where a cell has no shop, its people go to those of the province's other cell.
    """
    for cell in range(cells.kept.shape[1]):
        other_cell = cell + 1 - 2 * (cell % CELLS_A_PROVINCE)
        own, other = buyer_of(cell), buyer_of(other_cell)
        theirs = 0.0 if cells.in_shops[:, other_cell].sum() > 0 else buyers.budget[other]
        money = buyers.budget[own] + theirs
        earned = buyers.budget[own] * buyers.purse[own] + theirs * buyers.purse[other]
        cells.purse[cell] = log_of_purse(earned, money)
        for k, carried, budget in (
            (FOOD, settings.food_carried, settings.food_budget),
            (OTHER, settings.other_carried, settings.other_budget),
        ):
            spent = buyers.budget[own] * buyers.share[k, own] + theirs * buyers.share[k, other]
            now = bought_online(spent / money, carried, budget)
            if counting == 0:
                cells.bought_online[k, cell] = now
            cells.kept[k, cell] = kept_in_shops(now, cells.bought_online[k, cell])


def follow_online_trade(state: State, rules: Any, counting: int) -> None:
    """Demand in the shops of the country; before counting it is noted what is bought online."""
    online = state.online
    if online is not None and not state.explicit:
        follow_customers(state.cells, online.buyers, rules.online.shop_customers, counting)
