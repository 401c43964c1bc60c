"""A marketplace given outright: a textbook case in which one town buys from some provinces.

All goods are of the category of food, which promotion reaches; the other categories are empty.
"""

import numpy as np

from sim.engine.tables.online import FOOD, ONLINE_CATEGORIES, SERVICES, Buyers, Offers, Parcels
from sim.engine.tables.state import OnlineState
from sim.engine.year import DAYS_A_YEAR, MONTHS_A_YEAR
from sim.rules.online_choice import NOTHING, choosing_of
from sim.rules.parcels import carriage_of, post_terms
from sim.scenario import Scenario
from sim.world.online.merchants import (
    lost_shares,
    note_opening_goods,
    open_merchants,
    years_at_start,
)
from sim.world.online.nation import market_of
from sim.world.online.room import room_for_buyers, room_for_offers, room_for_parcels, room_for_trade

TOWN = 0  # the one buyer: the urban people of the first province


def one_town(scenario: Scenario, places: int) -> Buyers:
    """Buyers of whom only the town's people have anything to spend."""
    buyers = room_for_buyers(places)
    buyers.purse[:] = buyers.elsewhere[:] = 1.0
    buyers.odds[:] = NOTHING
    buyers.odds[FOOD, TOWN] = scenario.marketplace.odds
    buyers.people[TOWN] = 1.0
    buyers.budget[TOWN] = scenario.marketplace.budget * scenario.grain.money
    buyers.access_2015[TOWN] = buyers.access_2016[TOWN] = 1.0
    return buyers


def ways_to_town(scenario: Scenario, places: int) -> Parcels:
    """Ways from each province to the town, and to any other as far; all ends are as quick."""
    parcels = room_for_parcels(places)
    km = np.array(scenario.marketplace.km)
    parcels.slowness[:] = parcels.headway[:] = parcels.volume[:] = 1.0
    parcels.km[:] = km[:, np.newaxis]
    parcels.mean[:] = 1.0, km.mean()
    post_terms(parcels, carriage_of(scenario.online, scenario.grain.money))
    return parcels


def given_offers(scenario: Scenario, places: int) -> Offers:
    """The offers of food as they are given; of the rest one merchant each, who gets no order."""
    online = scenario.online
    offers = room_for_offers((len(ONLINE_CATEGORIES), places))
    offers.open[:] = 1
    offers.asks[:] = offers.listed[:] = 1.0
    offers.open[FOOD] = scenario.marketplace.merchants
    offers.listings[:] = online.listings
    offers.take_rate[:] = online.take_rate
    price = np.ones(offers.open.shape)
    price[FOOD] = np.array(scenario.marketplace.price)
    price *= scenario.grain.money
    offers.price[:] = np.round(price)
    offers.goods_cost[:] = np.round(price * online.goods_cost)
    offers.wage[:] = np.round(price * online.wage_cost)
    # Buyers compare logs of grains of money; a utility is told for prices in RMB.
    offers.appeal[FOOD] = np.array(scenario.marketplace.appeal) + online.price_weight * np.log(
        scenario.grain.money
    )
    return offers


def open_marketplace(scenario: Scenario) -> OnlineState | None:
    """The marketplace on the first day of the warm-up; None where nobody sells online."""
    places, online = len(scenario.marketplace.price), scenario.online
    if places == 0:
        return None
    buyers, parcels = one_town(scenario, places), ways_to_town(scenario, places)
    offers, trade = given_offers(scenario, places), room_for_trade(places)
    market = market_of(offers, buyers, parcels, trade)
    market.choose(choosing_of(online, scenario.demand), years_at_start(scenario))
    a_day = np.exp(np.array(trade.log_mean))
    parcels.opening[:, 0] = a_day[:SERVICES].sum(axis=(0, 2))
    parcels.capacity[:] = np.ceil(online.carrier_room * parcels.opening[:, 0]) + 1
    orders = a_day.sum(axis=2) * DAYS_A_YEAR
    sales = orders * np.array(offers.price) / offers.open
    offers.overhead[:] = np.round(online.overhead * sales / MONTHS_A_YEAR)
    # Nobody has yet a reason to come or to go: what they earn is what keeps them.
    kept = 1.0 - online.goods_cost - online.wage_cost - online.take_rate - online.overhead
    lost = (a_day * lost_shares(buyers, parcels)).sum(axis=2) * DAYS_A_YEAR
    earned = kept * sales - lost * np.array(offers.price) / offers.open
    offers.keeps[:] = offers.income[:] = np.maximum(earned / MONTHS_A_YEAR, 1.0)
    merchants = open_merchants(
        scenario, offers, orders, np.array(offers.open), online.lead_days + 1
    )
    note_opening_goods(trade, offers, merchants)
    return OnlineState(merchants, offers, buyers, parcels, trade)
