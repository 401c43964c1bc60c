"""A marketplace given outright: what its merchants earn at first."""

import numpy as np
import pytest

from sim.engine.tables.online import FOOD
from sim.scenario import read_scenario
from sim.world import build_state


@pytest.mark.parametrize("lost_a_day", [0.0, 0.005])
def test_merchants_earn_at_the_opening_what_keeps_them(lost_a_day):
    """Of every sale its price is left, less its costs; of what is lost it is paid back."""
    sets = [f"online.food_loss={lost_a_day}", "online.overhead=0.05"]
    scenario = read_scenario("textbook/logit", sets=sets)
    online = build_state(scenario, 1).online
    offers, shares = online.offers, scenario.online
    to_town = np.exp(np.asarray(online.trade.log_mean)[FOOD, :, 0]) * 365 / 12
    gone = 1.0 - np.exp(-lost_a_day * np.asarray(online.parcels.days)[:, 0])
    costs = shares.goods_cost + shares.wage_cost + shares.take_rate + 0.05
    price = np.asarray(offers.price)[FOOD]
    earned = to_town * price * (1.0 - costs - gone) / np.asarray(offers.open)[FOOD]
    assert earned.min() > 1.0
    np.testing.assert_allclose(np.asarray(offers.keeps)[FOOD], earned, rtol=1e-6)
