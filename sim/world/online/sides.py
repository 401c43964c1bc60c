"""Both sides of the marketplace and the ways between, as data and parameters have them."""

from typing import Any

import numpy as np

from sim.engine.tables.online import (
    BUYERS_A_PROVINCE,
    ONLINE_CATEGORIES,
    OUTSIDE_BUYER,
    RURAL_BUYER,
    SERVICES,
    URBAN_BUYER,
    Buyers,
    Offers,
    Parcels,
)
from sim.engine.year import DAYS_A_YEAR
from sim.scenario.groups import Demand, Freight, Online
from sim.world.arrays import Floats
from sim.world.country.lanes import find_lanes
from sim.world.country.provinces import RURAL, URBAN, Country
from sim.world.online.published import access_by_cell, sales_by_category
from sim.world.online.room import room_for_buyers, room_for_offers, room_for_parcels

MID_2016 = 0.5  # years since the end of 2015


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
