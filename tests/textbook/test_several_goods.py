"""Shops with several goods: each shelf is a textbook case of its own, and money is the shop's."""

import numpy as np
import pytest

from sim.evidence.answers.lost_sales import base_stock
from tests.textbook.playing import play

GOODS = 3
SETS = {
    "population__shops": 200,
    "population__levels": 2,
    "population__shops_per_supplier": 50,
    "stock__order_up_to": "[12, 0]",
    "stock__initial": "[12, 2000000]",
    "price__goods": "cost_plus",
    "price__producer_cost": 1,
    "price__markup": "[1, 0]",
    "freight__per_kg": 0,
    "calendar__warmup_days": 20,
    "calendar__end": "2000-04-09",
}


@pytest.fixture(scope="module")
def played():
    return play("lost_sales", population__goods=GOODS, **SETS)


def test_each_good_is_served_as_one_alone(played):
    error = played.errors["fill_rate.tier0"]
    assert 0.0 < error < 0.002
    exact = base_stock(level=12, mean=5.0, lead_time=2)
    assert played.outcomes["fill_rate.tier0"] == pytest.approx(exact.fill_rate, abs=5 * error)
    totals, shelves = played.model.state.totals, 200 * GOODS
    rates = np.array(totals.served[:shelves]) / np.array(totals.demanded[:shelves])
    assert len(set(rates.tolist())) > shelves / 2  # each shelf has luck of its own
    by_good = rates.reshape(-1, GOODS)
    apart = by_good.mean(axis=0) - exact.fill_rate
    assert np.abs(apart).max() < 5 * rates.std() / np.sqrt(200)


def test_units_and_money_are_a_firms_and_shares_a_shelfs(played):
    one = play("lost_sales", **SETS).outcomes
    several = played.outcomes
    for name in ("end_stock.tier0", "sales.tier0", "sales.tier1", "profit.tier1"):
        assert several[name] == pytest.approx(GOODS * one[name], rel=0.02), name
    for name in ("shelf_audit_rate.tier0", "days_without_stockout.tier0"):
        assert several[name] == pytest.approx(one[name], abs=0.01), name
    for name in ("price.tier0", "price.tier1", "fill_rate.tier1"):
        assert several[name] == one[name], name
    variance = "order_variance_ratio.tier0"
    assert several[variance] == pytest.approx(one[variance], rel=0.05)


def test_a_shop_pays_for_all_its_goods(played):
    state = played.model.state
    kept = (
        np.array(state.accounts.cash[:200])
        - np.array(played.model.recorder.opening_net_money)[:200]
    )
    sold = np.array(state.totals.sold[: 200 * GOODS]).reshape(-1, GOODS).sum(axis=1)
    money = played.model.asked.grain.money
    paid = np.array(state.accounts.purchases[:200])
    assert np.array_equal(kept, 2 * sold * money - paid)
