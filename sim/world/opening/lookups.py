"""Where to find a product: among the shelves of a shop, and among those of its category."""

import numpy as np

from sim.engine.tables.firms import Keepers
from sim.engine.tables.goods import Products
from sim.engine.tables.shelves import Shelves


def fill_lookups(keepers: Keepers, shelves: Shelves, products: Products, shops: int) -> Keepers:
    """The keepers with the places of products in their shops; links the products of a category.

    keepers  with first_shelf filled; shops are the first `shops` rows
    """
    place = np.full((shops, len(products.category)), -1, keepers.place.dtype)
    rows = np.arange(keepers.first_shelf[shops])
    shop = shelves.keeper[rows]
    place[shop, shelves.product[rows]] = rows - keepers.first_shelf[shop]
    for category in np.unique(products.category):
        alike = np.flatnonzero(products.category == category)
        products.next_alike[alike] = np.roll(alike, -1)
    return keepers._replace(place=place)
