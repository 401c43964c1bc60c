"""The marketplace of all 31 provinces in the base year, from the nation's totals and the data.

Two kinds of constants are found so that the model's base year is the published one: the appeal of
each seller's province, from which its sales follow one national formula of data columns, and the
people's odds of each category, from its sales in 2016. How taste moves on from there is one number.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from sim.engine.tables.columns import allocate, as_this_process_runs
from sim.engine.tables.online import (
    BUYERS_A_PROVINCE,
    CLOTHING,
    FOOD,
    ONLINE_CATEGORIES,
    OTHER,
    OUTSIDE_BUYER,
    RURAL_BUYER,
    SERVICES,
    URBAN_BUYER,
    Buyers,
    Offers,
    Parcels,
    Trade,
)
from sim.engine.year import DAYS_A_YEAR
from sim.rules.online_choice import Choosing, choose, choosing_of
from sim.rules.parcels import carriage_of, headway_at, post_terms
from sim.scenario.groups import Demand, Freight, Online
from sim.world.arrays import Floats
from sim.world.country.lanes import find_lanes
from sim.world.country.provinces import RURAL, URBAN, Country, at_2016, read_country
from sim.world.online.local_shops import lack_in_shops

MID_2016 = 0.5  # years since the end of 2015
JANUARY_TO_NOVEMBER = 11
ROUNDS, TURNS = 3, 60  # of the search for parcel prices, and for the constants given these
CLOSE = 1e-9  # of a logarithm, at which the search ends


@dataclass(frozen=True)
class Market:
    """The tables of buyers and sellers, as compiled code or plain Python takes them."""

    offers: Offers
    buyers: Buyers
    parcels: Parcels
    trade: Trade

    def choose(self, choosing: Choosing, years: float) -> Floats:
        """Buyers choose: trade.log_mean is filled. Returns [category, buyer] values of offers."""
        values: Floats = choose(self.offers, self.buyers, self.parcels, self.trade, choosing, years)
        return values


def market_of(offers: Offers, buyers: Buyers, parcels: Parcels, trade: Trade) -> Market:
    """These tables in the form in which this process runs them."""
    return Market(
        as_this_process_runs(offers),
        as_this_process_runs(buyers),
        as_this_process_runs(parcels),
        as_this_process_runs(trade),
    )


def sales_by_category(online: Online) -> Floats:
    """[category] RMB that the nation buys online in 2016."""
    index = np.array(online.month_index)
    year = online.sales * index.sum() / index[:JANUARY_TO_NOVEMBER].sum()
    goods = online.goods_share * online.retail_sales
    shares = np.array([online.food_share, online.clothing_share])
    sales = np.empty(len(ONLINE_CATEGORIES))
    sales[[FOOD, CLOTHING]] = goods * shares
    sales[[OTHER, SERVICES]] = goods * (1.0 - shares.sum()), year - goods
    return sales


def seller_shares(country: Country) -> Floats:
    """[category, province] of the nation's online sales in 2016, by one formula for all provinces.

    Goods as parcels sent, services as gross domestic product.
    """
    goods, services = country.parcels / country.parcels.sum(), country.gdp / country.gdp.sum()
    shares: Floats = np.array([goods, goods, goods, services])
    return shares


def access_by_cell(online: Online, country: Country, of_province: Floats) -> Floats:
    """[province, cell] share of people online: rural people against urban ones as in the nation."""
    urban = country.persons[:, URBAN].sum() / country.population.sum()
    ratio = online.access_rural * urban
    ratio /= online.access_2016 - online.access_rural * (1.0 - urban)
    of_urban = of_province / (country.urban_share + (1.0 - country.urban_share) * ratio)
    return np.minimum(np.stack([of_urban, of_urban * ratio], axis=1), 1.0)


def room_for_buyers(provinces: int) -> Buyers:
    """Buyers of so many provinces of whom nothing is said but where they are."""
    count = BUYERS_A_PROVINCE * provinces
    names = ("odds", "value", "share", "shops", "at_shops", "paid", "postage", "spent")
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(names, (len(ONLINE_CATEGORIES), count))
    memory = {"earned": (13, provinces), "first_year": (provinces,), "months": (1,)}
    buyers = allocate(Buyers, count, **shapes, **memory, drift=(len(ONLINE_CATEGORIES), 2))
    buyers.province[:] = np.repeat(np.arange(provinces), BUYERS_A_PROVINCE)
    return buyers


def room_for_parcels(provinces: int) -> Parcels:
    """Ways between so many provinces."""
    square = (provinces, provinces)
    lanes = ("km", "days", "price", "sent", "opening", "dearer", "closed", "lost")
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(lanes, square)
    return allocate(Parcels, provinces, **shapes, loss=(2, *square), mean=(2,))


def room_for_offers(shape: tuple[int, int]) -> Offers:
    """Offers by category and province, their merchants left open."""
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(Offers._fields, shape)
    return allocate(Offers, 1, **shapes | {"first": (shape[0] * shape[1] + 1,)})


def room_for_trade(provinces: int) -> Trade:
    """Orders between so many provinces."""
    lanes = (len(ONLINE_CATEGORIES), provinces, BUYERS_A_PROVINCE * provinces)
    shapes = dict.fromkeys(("log_mean", "orders", "cancelled", "lost"), lanes)
    return allocate(Trade, 1, **shapes, goods=(4, len(ONLINE_CATEGORIES)))


def open_buyers(online: Online, demand: Demand, country: Country, money: int) -> Buyers:
    """Who buys: consumption and access of the cells; firms and government by output."""
    buyers = room_for_buyers(len(country))
    buyers.purse[:] = buyers.elsewhere[:] = 1.0
    spent = country.persons * country.consumption * money / DAYS_A_YEAR
    access = {
        "access_2015": access_by_cell(online, country, country.internet_2015),
        "access_2016": access_by_cell(online, country, country.internet),
    }
    for place, cell in ((URBAN_BUYER, URBAN), (RURAL_BUYER, RURAL)):
        buyers.people[place::BUYERS_A_PROVINCE] = country.persons[:, cell]
        buyers.budget[place::BUYERS_A_PROVINCE] = spent[:, cell]
        for name, share in access.items():
            getattr(buyers, name)[place::BUYERS_A_PROVINCE] = share[:, cell]
        of_town = country.income[:, cell] / country.income[:, URBAN]
        buyers.elsewhere[place::BUYERS_A_PROVINCE] = of_town
    # Who came online in 2015 are taken to be as many as in 2016, and none of them sells yet.
    came_online = np.maximum(buyers.access_2016 - buyers.access_2015, 0.0)
    buyers.would_sell[:] = online.might_sell * buyers.people * came_online
    sales = sales_by_category(online)
    output = country.gdp / country.gdp.sum()
    of_firms = online.outside_share * sales.sum() * output * money / DAYS_A_YEAR
    buyers.budget[OUTSIDE_BUYER::BUYERS_A_PROVINCE] = of_firms
    # People choose against spending elsewhere; firms' taste moves alike, and budgets as incomes do.
    buyers.drift[:, 0] = online.taste_growth
    buyers.drift[:, 1] = online.taste_growth + np.log1p(demand.income_growth)
    odds_of_firms = np.log(sales / sales.sum()) - MID_2016 * buyers.drift[:, 1]
    buyers.odds[:, OUTSIDE_BUYER::BUYERS_A_PROVINCE] = odds_of_firms[:, np.newaxis]
    return buyers


def odds_of_places(online: Online, freight: Freight, country: Country) -> Floats:
    """[buyer] what is added to the odds of buying goods online; firms and government: nothing."""
    added = np.zeros((len(country), BUYERS_A_PROVINCE))
    added[:, [URBAN_BUYER, RURAL_BUYER]] = lack_in_shops(online, freight, country)
    result: Floats = added.ravel()
    return result


def open_parcels(online: Online, freight: Freight, country: Country) -> Parcels:
    """Ways between provinces: parcels are quicker where expressways are dense.

    How often something leaves is known once it is known what is sent.
    """
    parcels = room_for_parcels(len(country))
    density = country.expressway / country.land_area
    parcels.slowness[:] = (density.max() / density) ** online.road_exponent
    parcels.headway[:] = parcels.volume[:] = 1.0
    parcels.km[:] = find_lanes(country, freight).km
    parcels.mean[:] = parcels.slowness.mean(), parcels.km.mean()
    return parcels


def note_flows(parcels: Parcels, trade: Trade, consolidation: float) -> None:
    """What the mean parcel meets, and how often something leaves each end, by all that is sent."""
    places = len(parcels.headway)
    a_day = np.exp(np.asarray(trade.log_mean))[:SERVICES].sum(axis=0)
    sent = a_day.reshape(places, places, BUYERS_A_PROVINCE).sum(axis=2)
    through = sent.sum(axis=0) + sent.sum(axis=1)

    def mean(of_end: Floats) -> float:
        return float((through * of_end).sum() / through.sum())

    km = float((sent * parcels.km).sum() / sent.sum())
    parcels.mean[:] = mean(np.asarray(parcels.slowness)), km
    headway = headway_at(1.0, through / through.mean(), consolidation)
    parcels.headway[:] = headway / mean(headway)


def open_offers(online: Online, country: Country, shares: Floats, money: int) -> Offers:
    """Prices and costs: goods cost the same everywhere, wages follow urban incomes."""
    shape = shares.shape
    offers = room_for_offers(shape)
    sales = sales_by_category(online)
    goods = sales[:SERVICES].sum() / online.parcels - online.parcel_price
    base = np.full((len(ONLINE_CATEGORIES), 1), max(goods, 1.0))
    base[SERVICES] = online.service_order
    wages = country.income[:, URBAN]
    wage = wages / (shares * wages).sum(axis=1, keepdims=True)
    offers.open[:] = 1
    offers.asks[:] = offers.listed[:] = 1.0
    offers.listings[:] = 1
    offers.take_rate[:] = online.take_rate
    rows: dict[str, Any] = {
        "price": base * (1.0 + online.wage_cost * (wage - 1.0)),
        "goods_cost": base * online.goods_cost * np.ones(shape),
        "wage": base * online.wage_cost * wage,
    }
    for name, values in rows.items():
        getattr(offers, name)[:] = np.round(values * money)
    return offers


def money_sold(market: Market, choosing: Choosing, years: float) -> Floats:
    """[category, seller's province, buyer] money a year, parcels included, as buyers choose."""
    offers, buyers, parcels, trade = market.offers, market.buyers, market.parcels, market.trade
    market.choose(choosing, years)
    postage = np.asarray(parcels.price)[:, np.asarray(buyers.province)]
    price = np.asarray(offers.price)[:, :, np.newaxis] + postage
    price[SERVICES] -= postage
    result: Floats = np.exp(np.asarray(trade.log_mean)) * price * DAYS_A_YEAR
    return result


def find_constants(market: Market, choosing: Choosing, shares: Floats, wanted: Floats) -> None:
    """Appeal of the sellers' provinces and odds of the people, for mid-2016.

    shares  [category, province] of all sales; wanted: [category] money that people spend
    """
    offers, buyers = market.offers, market.buyers
    people = np.asarray(buyers.people) > 0.0
    for _ in range(TURNS):
        sold = money_sold(market, choosing, MID_2016)
        of_seller = sold.sum(axis=2)
        off = np.log(shares / of_seller * of_seller.sum(axis=1, keepdims=True))
        offers.appeal[:] += off - off.mean(axis=1, keepdims=True)
        short = np.log(wanted / sold[:, :, people].sum(axis=(1, 2)))
        buyers.odds[:, people] += short[:, np.newaxis]
        if max(np.abs(off).max(), np.abs(short).max()) < CLOSE:
            return


def open_market(
    online: Online, demand: Demand, freight: Freight, country: Country, money: int
) -> Market:
    """The market of a nation, its constants found.

    country  all its provinces; money: grains an RMB
    """
    sales = sales_by_category(online)
    shares = seller_shares(country)
    offers = open_offers(online, country, shares, money)
    buyers = open_buyers(online, demand, country, money)
    parcels = open_parcels(online, freight, country)
    buyers.odds[:SERVICES] += odds_of_places(online, freight, country)
    trade = room_for_trade(len(country))
    market = market_of(offers, buyers, parcels, trade)
    choosing = choosing_of(online, demand)
    of_people = (1.0 - online.outside_share) * sales * money
    terms = carriage_of(online, money)
    for _ in range(ROUNDS):
        post_terms(parcels, terms)
        find_constants(market, choosing, shares, of_people)
        note_flows(parcels, trade, terms.consolidation)
    post_terms(parcels, terms)
    find_constants(market, choosing, shares, of_people)
    # Where the offers are better than in the nation, more is spent online from the beginning.
    people = buyers.people > 0.0
    values = market.choose(choosing, MID_2016)
    buyers.odds[:, people] += online.nest * values[:, people]
    buyers.value[:] = values
    return market


@cache
def nation_online(
    online: Online, demand: Demand, freight: Freight, primary_growth: float, money: int
) -> Market:
    """The nation's market as the data have it; not to be written to.

    money  grains of money an RMB
    """
    country = at_2016(read_country(), demand.income_growth, primary_growth)
    return open_market(online, demand, freight, country, money)
