"""Makers who come and go: those of a category share its buyers. The last one stays.

A part of adoption. Whoever takes over a maker's buyers takes over as much of its lines: goods leave
from the plants that the buyers drew, whoever owns them. Rare events.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.schedule import Today
from sim.engine.tables.state import State
from sim.phases.entry.customers import (
    Rows,
    are_among,
    cancel_orders,
    move_volume,
    shelves_of,
)
from sim.phases.entry.exits import cancel_orders_of
from sim.phases.entry.incomes import Settings
from sim.phases.entry.review import Market, Prospect
from sim.phases.entry.trade import Trade
from sim.rules.entry import share_of_entrant


class Buyers(NamedTuple):
    """Who orders of a maker, or would."""

    shops: Rows  # that would turn to it for goods of its category
    shelves: Rows  # of wholesalers that are used to it


def market_of(level: int) -> Market:
    """The makers, who are of that level, of each category."""
    return Market(level, categories_of, last_stays, False, False, close, hope, take_buyers)


def categories_of(state: State) -> NDArray[np.int64]:
    """Category of each maker."""
    makers = state.keepers_at(state.roles.makers)
    first = state.keepers.first_shelf[makers]
    return np.asarray(state.products.category[state.shelves.product[first]], np.int64)


def last_stays(state: State, trade: Trade, last: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Always."""
    return last


def others_of(state: State, maker: int) -> Rows:
    """Open makers of a maker's category but itself."""
    makers, category = state.keepers_at(state.roles.makers), categories_of(state)
    there, place = np.asarray(state.keepers.open[makers]) == 1, maker - makers.start
    there[place] = False
    others: Rows = np.flatnonzero(there & (category == category[place])) + makers.start
    return others


def close(state: State, rules: Any, today: Today, maker: int) -> bool:
    """A maker's buyers are dealt among the others of its category."""
    heirs = others_of(state, maker)
    shops, shelves = buyers_of(state, maker)
    for nth, heir in enumerate(heirs.tolist()):
        of_heir = Buyers(shops[nth :: len(heirs)], shelves[nth :: len(heirs)])
        hand_over(state, today, of_heir, maker, heir)
    state.keepers.open[maker] = 0
    cancel_orders_of(state, today, np.array([maker]))
    return True


def hope(state: State, settings: Settings, trade: Trade, row: int) -> Prospect | None:
    """An even share of what the category's makers sell and keep, by its buyers."""
    sellers = others_of(state, row)
    links = links_of(state, sellers, int(categories_of(state)[row - trade.first]))
    part = share_of_entrant(links, len(sellers)) / max(links, 1)
    sales = part * float(trade.sales[sellers - trade.first].sum())
    margin = part * float(trade.margin[sellers - trade.first].sum())
    return Prospect(sales, margin, float(settings.capital_days[state.roles.makers]) * sales, 1.0)


def links_of(state: State, sellers: Rows, category: int) -> int:
    """How many buyers some makers of a category have in all."""
    among, routes = are_among(sellers, len(state.keepers.level)), state.routes
    usual = routes.usual[routes.usual >= 0]
    shops = np.count_nonzero(among[routes.maker[:, category]])
    return int(shops + np.count_nonzero(among[state.shelves.keeper[usual]]))


def take_buyers(state: State, today: Today, row: int) -> None:
    """Of each maker's buyers every so many-th is the new one's, which costs what its lines do."""
    state.accounts.fixed_cost[row] = 0
    sellers = others_of(state, row)
    every = len(sellers) + 1
    for seller in sellers.tolist():
        shops, shelves = buyers_of(state, seller)
        hand_over(state, today, Buyers(shops[::every], shelves[::every]), seller, row)


def buyers_of(state: State, maker: int) -> Buyers:
    """Who orders of a maker, or would."""
    own, routes = shelves_of(state, maker), state.routes
    category = int(state.products.category[state.shelves.product[own.start]])
    shops = np.flatnonzero(routes.maker[:, category] == maker)
    used_to_it = (routes.usual >= own.start) & (routes.usual < own.stop)
    return Buyers(shops, np.flatnonzero(used_to_it) + state.shop_shelves)


def hand_over(state: State, today: Today, buyers: Buyers, seller: int, heir: int) -> None:
    """Some buyers of a maker are another's from now on, and so is what it can make for them.

    Lines take what they cost to keep along.
    """
    shelves, terms, routes = state.shelves, state.terms, state.routes
    old, new = shelves_of(state, seller), shelves_of(state, heir)
    category = int(state.products.category[shelves.product[old.start]])
    of_seller = (terms.supplier >= old.start) & (terms.supplier < old.stop)
    served = np.flatnonzero(of_seller)
    moving = are_among(buyers.shops, len(state.keepers.level))[shelves.keeper[served]]
    moving |= are_among(buyers.shelves, len(terms.supplier))[served]
    served = served[moving]
    part = move_volume(state, of_seller, served, seller, heir)
    lines, lines_of_heir = terms.supplier[old], terms.supplier[new]
    capacity = (part * shelves.capacity[lines]).astype(np.int64)
    move_costs(state, capacity, lines, seller, heir)
    shelves.capacity[lines] -= capacity
    shelves.capacity[lines_of_heir] += capacity
    cancel_orders(state, today, served, old)
    terms.supplier[served] += new.start - old.start
    routes.maker[buyers.shops, category] = heir
    routes.usual[buyers.shelves - state.shop_shelves] += new.start - old.start


def move_costs(state: State, moved: Rows, lines: Rows, seller: int, heir: int) -> None:
    """Fixed costs go with what a maker's lines can make, by value; moved: grains that go."""
    capacity, price = state.shelves.capacity[lines], state.products.maker_price
    worth = np.asarray(price[state.shelves.product[lines]], float)
    whole_worth = float((capacity * worth).sum())
    if whole_worth == 0.0:
        return
    fixed = state.accounts.fixed_cost
    cost = int(fixed[seller] * float((moved * worth).sum()) / whole_worth)
    fixed[heir] += cost
    fixed[seller] -= cost
