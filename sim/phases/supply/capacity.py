"""First of the month: makers fit their lines to what is ordered, and fixed costs follow the lines.

A part of adoption.
"""

from typing import Any

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.phase import act
from sim.engine.schedule import Today
from sim.engine.tables.state import State
from sim.phases.supply.capital import fund_lines
from sim.rules.forecasts import smooth
from sim.rules.limited_lines import next_lines


@dispatched
@compiled
def reset_lines(tables, settings, first, end):
    """The makers first..end-1 close part of the gap between what they can make and what is asked.

    What their lines cost to keep, rent, wages and power, comes after with a lag of its own.
    """
    shelves, terms, keepers = tables.shelves, tables.terms, tables.keepers
    accounts, price = tables.accounts, tables.products.maker_price
    for maker in range(first, end):
        if keepers.open[maker] == 0:
            continue
        worth = 0.0  # of what it can make between two orders, at the opening's prices
        for i in range(keepers.first_shelf[maker], keepers.first_shelf[maker + 1]):
            source = terms.supplier[i]
            wanted = shelves.forecast[i] * terms.review[i] * (1.0 + settings.spare_capacity)
            shelves.capacity[source] = next_lines(
                shelves.capacity[source], wanted, settings.capacity_adjustment
            )
            worth += shelves.capacity[source] * price[shelves.product[i]]
        gap = accounts.upkeep[maker] * worth - accounts.fixed_cost[maker]
        accounts.fixed_cost[maker] += int(gap * settings.cost_adjustment)


@dispatched
@compiled
def forget(service, smoothing, first, end):
    """Buyers who turned away from the shelves first..end-1 forget with time, and try again.

    service  float32 (shelves,)
    """
    for i in range(first, end):
        service[i] = smooth(service[i], 1.0, smoothing)


def lines_fit(state: State, rules: Any, today: Today) -> bool:
    """On the first of a month, where there are plants."""
    return bool(today.first_of_month) and not state.explicit


def fit_lines(state: State, rules: Any, today: Today) -> None:
    """Makers fit their lines, and owners bring what more of them tie up; buyers forget."""
    makers, smoothing = state.keepers_at(state.roles.makers), rules.adoption.service_smoothing
    for sellers in (state.roles.makers, state.roles.platform):
        shelves = state.shelves_at(sellers)
        forget(state.shelves.service, smoothing, shelves.start, shelves.stop)
    reset_lines(state.tables, rules.adoption, makers.start, makers.stop)
    fund_lines(state, rules.adoption, today, makers.start, makers.stop)


LINES = act(
    fit_lines,
    lines_fit,
    reads="shelves: keeper product forecast; terms: supplier review; keepers: sector first_shelf"
    " open; accounts: upkeep; levels: first_keeper; products: maker_price",
    writes="ledger: money outside; shelves: capacity service; accounts: cash drawings working_cash"
    " fixed_cost",
)
