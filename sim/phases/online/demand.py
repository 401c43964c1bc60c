"""Day, online: people, firms and government order of each province's merchants.

A part of demand. On the first of a month, and when a shock changes the lanes or shops begin
online, buyers see anew what is offered; orders are drawn daily, and each goes to one merchant.
"""

from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, act, marketplace, part
from sim.engine.randomness import Stream, bits, day_key
from sim.engine.schedule import Today
from sim.engine.settings import From, filled
from sim.engine.tables.state import State
from sim.engine.tables.switches import ON_ONLINE_ORDERS, ON_WAYS
from sim.engine.year import DAYS_A_YEAR
from sim.phases.online.counters import begins
from sim.phases.online.income import follow_income
from sim.phases.online.stall_orders import expect_orders_of_stalls, show_stalls
from sim.phases.shops.customers import follow_online_trade
from sim.rules.demand_draws import DrawTable, draw_table
from sim.rules.online_choice import Choosing, choose, choosing_of
from sim.rules.online_orders import orders_drawn, orders_upto
from sim.scenario import Scenario
from sim.scenario.groups.demand import DemandLaw

STREAM = int(Stream.ONLINE_ORDERS)
TO_WHOM = int(Stream.ONLINE_SELLERS)
# The grid of mean orders a day of the table that they are drawn from.
SMALLEST_MEAN, LARGEST_MEAN, MEANS = 1e-6, 300.0, 640


class Settings(NamedTuple):
    """How online orders are drawn."""

    choosing: Choosing
    promotion: Annotated[float, From("online.promotion")]  # of food, once counting has begun
    years_at_start: float  # from the end of 2015 to the first counted day
    order_table: DrawTable
    log_season: NDArray[np.float64]  # log of orders against a mean day, by day of the run


@compiled_part
def draw_orders(log_means, orders, pull, settings, today, place):
    """Draw today's orders that every buyer places with an offer, of that place among them.

    log_means, orders  (buyers,)
    pull               float64 (buyers,): log of what shocks make of their orders
    """
    first_word, second_word = day_key(today.seed, STREAM, today.day)
    log_season = settings.log_season[today.day]
    for buyer in range(len(orders)):
        orders[buyer] = orders_drawn(
            log_means[buyer] + log_season + pull[buyer],
            bits(first_word, second_word, place * len(orders) + buyer),
            settings.order_table,
        )


@compiled_part
def hand_to_merchants(merchants, asked, lo, trading, today, place):
    """Every order of an offer goes to one of its merchants, the rows from lo on; returns how many.

    asked    orders
    trading  merchants
    """
    first_word, second_word = day_key(today.seed, TO_WHOM, today.day)
    offset = bits(first_word, second_word, place) % trading
    orders, before, handed = merchants.orders, 0, 0
    for m in range(trading):
        upto = orders_upto(asked, m + 1, trading, offset)
        orders[lo + m] = upto - before
        handed += orders[lo + m]
        before = upto
    return handed


@part(
    Over.FIRMS,
    reads="offers: first open; buyers: pull; trade: log_mean",
    writes="merchants: orders; offers: asked; trade: orders",
    needed=marketplace,
)
def order_of_offers(tables, own, rules, today, piece):
    """Orders are drawn and handed out."""
    online, settings = tables.online, rules.online.demand
    merchants, offers, trade = online.merchants, online.offers, online.trade
    pull = online.buyers.pull
    log_mean, all_orders, first, trading = trade.log_mean, trade.orders, offers.first, offers.open
    categories, sellers, _ = all_orders.shape
    for place in range(categories * sellers):
        k, s = place // sellers, place % sellers
        orders = all_orders[k, s]
        draw_orders(log_mean[k, s], orders, pull, settings, today, place)
        offers.asked[k, s] = hand_to_merchants(
            merchants, orders.sum(), first[place], trading[k, s], today, place
        )


def table_of_orders() -> DrawTable:
    """The table that orders are drawn from."""
    return draw_table(DemandLaw.POISSON, 1.0, 1.0, SMALLEST_MEAN, LARGEST_MEAN, MEANS)


def settings_of(
    scenario: Scenario, table: DrawTable, years_at_start: float, season: NDArray[np.float64]
) -> Settings:
    """Settings of a scenario.

    table   that orders are drawn from; season: orders against a mean day, by day of the run
    """
    return filled(
        Settings,
        scenario,
        choosing=choosing_of(scenario.online, scenario.demand),
        years_at_start=years_at_start,
        order_table=table,
        log_season=np.log(season),
    )


def chosen_anew(state: State, rules: Any, today: Today) -> bool:
    """On the first of a month, and when a shock changes what is ordered, or shops begin online."""
    struck = state.shocks.changes(ON_ONLINE_ORDERS, today.day)
    due = bool(today.first_of_month) or struck or begins(state, today)
    return due and state.online is not None


def choose_anew(state: State, rules: Any, today: Today) -> None:
    """Before the first order of some days: what buyers earn and see, and what they then want."""
    online = state.online
    assert online is not None
    settings = rules.online.demand
    shocked = state.shocks.changes(ON_WAYS, today.day)
    if today.first_of_month and today.counting and state.farm is not None:
        follow_income(online, state.farm)
    if today.first_of_month or shocked or begins(state, today):
        years = settings.years_at_start + max(today.counting_day, 0) / DAYS_A_YEAR
        promotion = settings.promotion if today.counting else 0.0
        choosing = settings.choosing._replace(promotion=promotion)
        show_stalls(state, rules, today)
        choose(online.offers, online.buyers, online.parcels, online.trade, choosing, years)
        follow_online_trade(state, rules, today.counting)
    expect_orders_of_stalls(state, rules, today)


CHOOSE_ANEW = act(
    choose_anew,
    chosen_anew,
    reads="cells: in_shops; farmers: province sales costs other; markets: price offer; crops:"
    " season_first season_days life transit_loss; sellers: farmer skill; stalls: seller"
    " province product stock listed open lines; bazaar: order usual appeal packing grown growers;"
    " offers: open listings price take_rate listed appeal; buyers: province people pull budget"
    " access_2015 access_2016 odds drift value shops; parcels: days price closed wait",
    writes="cells: bought_online kept purse; bazaar: price other worth rate"
    " parcel to_buyer brought wanted; buyers: access purse earned first_year months stalls food"
    " share at_shops; trade: log_mean",
    beside=True,
)
