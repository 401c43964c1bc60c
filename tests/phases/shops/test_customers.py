"""What customers of shops earn, and what of it they spend online, by hand."""

import numpy as np
import pytest

from sim.engine.tables.online import FOOD, OTHER
from sim.phases.shops.customers import Settings, follow_customers
from tests.phases.marketplace import open_marketplace

SETTINGS = Settings(0.7, 0.1, 0.3, 0.06)
KINDS = ((FOOD, 0.7, 0.3), (OTHER, 0.1, 0.06))


@pytest.fixture
def market():
    """A marketplace whose second province has shops in towns alone."""
    state = open_marketplace()
    state.online.buyers.share[:] *= 0.3
    state.cells.in_shops[:] = 1000
    state.cells.in_shops[:, 3] = 0
    follow_customers(state.cells, state.online.buyers, SETTINGS, 0)
    return state


def test_before_counting_nobody_is_lost(market):
    assert not market.cells.kept.any()
    market.online.buyers.share[:] *= 1.4
    follow_customers(market.cells, market.online.buyers, SETTINGS, 0)
    assert not market.cells.kept.any()


def test_demand_falls_as_the_share_online_rises(market):
    cells, buyers = market.cells, market.online.buyers
    then = np.array(buyers.share)
    buyers.share[:, [0, 4]] *= 1.5
    follow_customers(cells, buyers, SETTINGS, 1)
    for k, carried, budget in KINDS:
        s0, s = (share[k, 0] * carried / budget for share in (then, buyers.share))
        assert np.exp(cells.kept[k, 0]) == pytest.approx((1 - s) / (1 - s0))
        assert cells.kept[k, 1] == 0.0
        # Villagers of the second province go to the shops in town, and count by what they spend.
        weights = np.array(buyers.budget[3:5])
        of_both = [
            (share[k, 3:5] * weights).sum() / weights.sum() * carried / budget
            for share in (then, buyers.share)
        ]
        assert np.exp(cells.kept[k, 2]) == pytest.approx((1 - of_both[1]) / (1 - of_both[0]))


def test_demand_follows_what_people_earn(market):
    """In the second province villagers shop in town, so that its customers earn what both do."""
    cells, buyers = market.cells, market.online.buyers
    buyers.purse[:] = 1.0
    buyers.purse[[1, 4]] = 1.2, 0.7
    follow_customers(cells, buyers, SETTINGS, 1)
    town, village = buyers.budget[3:5]
    of_both = (town + 0.7 * village) / (town + village)
    assert np.exp(cells.purse) == pytest.approx([1.0, 1.2, of_both, 0.7])
    assert not cells.kept.any()
