"""The first of a month among stalls, by hand: what a parcel costs."""

import math

import numpy as np
import pytest

from sim.phases.online.stall_month import open_month
from tests.phases.bazaar import ORDER, PRODUCT, PROVINCE, SELLER, open_bazaar
from tests.phases.marketplace import copied
from tests.phases.online.test_stall_orders import SETTINGS

TAKE = np.array([0.03, 0.08])


def month(bazaar):
    tables = bazaar.stalls, bazaar.bazaar, bazaar.markets
    before = copied(bazaar.bazaar)[0]
    open_month(*tables, TAKE, SETTINGS)
    return before


@pytest.mark.parametrize("offer", [5.0, 14.0, 90.0])
def test_prices_move_half_way_to_the_one_that_clears_the_month(offer):
    """Elasticity -3: a third of the supply wanted makes a price of 3^(1/6) less."""
    bazaar = open_bazaar()
    table, markets = bazaar.bazaar, bazaar.markets
    markets.price[:], markets.offer[:] = 20.0, offer
    table.usual[:] = 10.0**6
    table.price[:] = 2000
    table.brought[:], table.wanted[:] = 600, 200.0
    table.brought[0, 1] = 0
    table.growers[1, 1], table.grown[1, 2] = 0, 0.0
    was = month(bazaar)
    # At the market 20 less 10 % and a fifth for the risk, less 2 to carry; or the broker's offer.
    worth = max(20.0 * 0.7 - 2.0, offer)
    # Nobody pays the fifth: who sells at the market gets it.
    pays = {5.0: 20.0 * 0.9 - 2.0, 14.0: 14.0, 90.0: 90.0}[offer]
    for place, product in np.ndindex(2, 3):
        if (place, product) in ((1, 1), (1, 2)):
            assert table.price[place, product] == 2000
            assert table.other[place, product] == was.other[place, product]
            assert table.brought[place, product] == 600
            continue
        price = 2000 * (1 / 3) ** (1 / 6) if (place, product) != (0, 1) else 2000
        assert table.price[place, product] == math.ceil(price)
        assert table.other[place, product] == pytest.approx(pays * ORDER[product])
        assert table.worth[place, product] == pytest.approx(worth * ORDER[product])
        assert table.brought[place, product] == table.wanted[place, product] == 0


def test_no_farmer_asks_less_than_pays_most_nor_more_than_the_ceiling():
    """Buyers weigh the price by 2, so that a parcel's cost is two thirds of what it costs them."""
    bazaar = open_bazaar()
    table, markets = bazaar.bazaar, bazaar.markets
    markets.price[:], markets.offer[:] = 1.0, 30.0
    table.brought[:], table.wanted[:] = 10**6, 0.0
    table.price[:], table.usual[:], table.parcel[:] = 1, 10.0**6, 12.5
    month(bazaar)
    for place, product in np.ndindex(2, 3):
        least = (30.0 * ORDER[product] + table.packing[place]) / (1.0 - TAKE[place])
        asked = least + (least + 12.5) / 2.0
        assert table.price[place, product] == math.ceil(asked)
        assert asked + 12.5 == pytest.approx(1.5 * (least + 12.5))
    table.price[:], table.usual[:] = 10**5, 1000.0
    month(bazaar)
    assert (np.asarray(table.price) == 3000).all()


def test_where_nobody_sells_the_price_is_what_the_first_would_ask():
    """However dear it was in another season; where one sells it stays, if nothing was brought."""
    bazaar = open_bazaar()
    table, markets = bazaar.bazaar, bazaar.markets
    markets.price[:], markets.offer[:] = 1.0, 30.0
    table.brought[:], table.wanted[:] = 0, 0.0
    table.price[:], table.usual[:], table.parcel[:] = 1500, 1000.0, 12.5
    gone = np.isin(SELLER, SELLER[(PROVINCE == 1) & (PRODUCT == 0)])
    bazaar.stalls.listed[gone] = 0  # though in the list of those with something left
    month(bazaar)
    listed = np.zeros((2, 3), int)
    np.add.at(listed, (PROVINCE, PRODUCT), np.asarray(bazaar.stalls.listed))
    assert listed.min() == 0 < listed.max()
    for place, product in np.ndindex(2, 3):
        least = (30.0 * ORDER[product] + table.packing[place]) / (1.0 - TAKE[place])
        asked = math.ceil(least + (least + 12.5) / 2.0)
        assert table.price[place, product] == (1500 if listed[place, product] else asked)
