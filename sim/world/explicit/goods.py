"""Several goods at each keeper of a population given outright: all alike, each on its own shelf.

Whoever buys a good from a firm gets it off the firm's shelf of that good.
"""

import numpy as np

from sim.engine.tables.shelves import Shelves, Terms


def a_shelf_a_good(shelves: Shelves, terms: Terms, goods: int) -> tuple[Shelves, Terms]:
    """The tables of keepers with one shelf each, with so many shelves each, keeper by keeper."""
    shelves = Shelves._make(np.repeat(column, goods, axis=0) for column in shelves)
    terms = Terms._make(np.repeat(column, goods, axis=0) for column in terms)
    shelves.product[:] = np.arange(len(shelves.product)) % goods
    bought = terms.supplier >= 0
    terms.supplier[bought] = terms.supplier[bought] * goods + shelves.product[bought]
    return shelves, terms
