"""What is published of the marketplace's base year: sales by category and seller, who is online."""

import numpy as np

from sim.engine.tables.online import CLOTHING, FOOD, ONLINE_CATEGORIES, OTHER, SERVICES
from sim.scenario.groups import Online
from sim.world.arrays import Floats
from sim.world.country.provinces import URBAN, Country

JANUARY_TO_NOVEMBER = 11


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
