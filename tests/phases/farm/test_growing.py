"""A season's one market: it clears all that is harvested, and farmers plant for what they learn."""

import numpy as np
import pytest

from sim.model import TradeModel
from sim.scenario import read_scenario

SEASONS, DAYS, FARMERS, WEIGHT = 4, 3, 7, 0.5


@pytest.mark.parametrize("slope", [4, 20])
def test_each_season_clears_and_teaches(slope):
    """Planted: 10 + slope x expected; the market takes 100 - 5 x price, both a season."""
    sets = [
        f"population.farmers={FARMERS}",
        f"farm.harvest_interval_days={DAYS}",
        f"farm.expectation_weight={WEIGHT}",
        f"farm.supply_slope={slope}",
        "farm.expected_price=12",
        "calendar.end=2000-01-12",
        "grain.goods=1000",
        "grain.money=1000000",
    ]
    model = TradeModel(read_scenario("textbook/cobweb", sets=sets))
    markets, expected = model.state.farm.markets, 12.0
    for _ in range(SEASONS):
        taken = markets.taken.copy()
        for _ in range(DAYS):
            model.step()
        quantity = np.round(max(10 + slope * expected, 0) * 1000)
        price = max((100 - quantity / 1000) / 5, 0.0)
        assert (markets.taken - taken).item() == quantity
        assert float(markets.price.item()) / 1000 == pytest.approx(price, rel=1e-5)
        expected += WEIGHT * (price - expected)
        assert float(markets.expected.item()) / 1000 == pytest.approx(expected, rel=1e-5)
    assert quantity > 0
