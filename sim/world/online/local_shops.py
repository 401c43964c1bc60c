"""What local shops lack, so that people buy online: few of them in reach, and goods from far away.

Remote and small places spend more of their money online where it gives them what they cannot have
at home (Fan, Tang, Zhu and Zou 2018, Journal of International Economics 114, on China).
"""

import numpy as np

from sim.scenario.groups import Freight, Online
from sim.world.arrays import Floats
from sim.world.country.catalogue import Catalogue, read_catalogue
from sim.world.country.lanes import find_lanes
from sim.world.country.provinces import Country


def price_level(catalogue: Catalogue, country: Country, freight: Freight) -> Floats:
    """[province] price of packaged goods in its shops over the nation's mean consumer's, 1.

    Goods cost the same where they are made; what the way from there costs comes on top.
    """
    goods = catalogue.packaged
    units, category = catalogue.popularity[goods], catalogue.category[goods]
    way = catalogue.made_share.T @ find_lanes(country, freight).cost_per_kg  # [category, province]
    carried = (units * catalogue.weight[goods]) @ way[category]
    price = units @ catalogue.retail_price[goods] + carried
    level: Floats = price / np.average(price, weights=country.population)
    return level


def shops_in_reach(country: Country) -> Floats:
    """[province, cell] log of shops on a square kilometre, over that of people of such cells.

    There are as many shops a head everywhere, so they lie as densely as people do.
    """
    density = np.log(country.persons / country.land_area[:, np.newaxis])
    usual = (density * country.persons).sum(axis=0) / country.persons.sum(axis=0)
    result: Floats = density - usual
    return result


def lack_in_shops(online: Online, freight: Freight, country: Country) -> Floats:
    """[province, cell] what is added to the log odds of buying goods online; all provinces.

    Shops are weighed as offers online are: by price and by variety, in the same nest.
    """
    dearer = np.log(price_level(read_catalogue(), country, freight))
    of_shops = -online.price_weight * dearer[:, np.newaxis]
    of_shops = of_shops + online.variety_weight * shops_in_reach(country)
    result: Floats = -online.lack_weight * online.nest * of_shops
    return result
