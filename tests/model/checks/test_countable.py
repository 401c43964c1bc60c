"""Orders that swell beyond what a column can count end the run in words for the user."""

import pytest

from sim.model import TradeModel
from sim.scenario import ScenarioErrors, read_scenario

# Each level multiplies the swings of the one below by its lead time over its window.
SWELLING = {
    "population.levels": 6,
    "population.shops": 12,
    "stock.lead_time_days": 1000,
    "stock.window_days": 5,
    "stock.unfilled": "backorder",
    "grain.goods": 1000,
    "calendar.end": "2000-03-30",
    "calendar.warmup_days": 1,
}


def test_the_user_is_told_where_orders_swell():
    model = TradeModel("textbook/bullwhip_ar1", **SWELLING)
    with pytest.raises(ScenarioErrors) as told:
        model.play(model.days_total)
    told = str(told.value)
    assert "stock.lead_time_days: a firm of level" in told
    assert "units on order that can be counted; allowed: shorter lead times" in told
    assert len(told.splitlines()) == 1


def test_what_all_shops_of_a_firm_order_can_be_counted():
    scenario = read_scenario("textbook/bullwhip_ar1").with_values({"population.shops": 7})
    model = TradeModel(scenario)
    shared = min(7, scenario.population.shops_per_supplier)
    largest = model.state.levels.largest.tolist()
    assert largest[0] * shared <= 2**31 - 1 < (largest[0] + 1) * shared
    model.play(model.days_total)
    assert not model.state.levels.too_large.any()
