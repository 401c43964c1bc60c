"""Sums of a day's orders and demand, tier by tier."""

import numpy as np
import pytest

from sim.model import TradeModel

CHAIN = {
    "population.shops": 7,
    "population.shops_per_supplier": 3,
    "population.goods": 2,
    "calendar.warmup_days": 0,
}


@pytest.fixture(scope="module")
def model():
    played = TradeModel("textbook/serial_chain", 1, **CHAIN)
    played.play(5)
    return played


def test_a_firm_serves_the_shops_of_those_whom_it_serves(model):
    sizes = [tier.size.tolist() for tier in model.recorder.orders.tiers]
    assert sizes[0] == [1] * 14
    assert all(sum(size) == 14 for size in sizes)
    shelves = [len(tier.size) for tier in model.recorder.orders.tiers]
    above = [tier.shelves_above for tier in model.recorder.orders.tiers]
    assert above == [*shelves[1:], 1]


def test_goods_are_kept_apart_on_the_way_up(model):
    for tier in model.recorder.orders.tiers[:-1]:
        assert (tier.above % 2).tolist() == [0, 1] * (len(tier.above) // 2)


def test_a_day_s_moments_are_those_of_its_columns(model):
    today, shelves = model.recorder.orders.days[-1], model.state.shelves
    asked = np.asarray(shelves.demanded)[: model.state.shop_shelves].astype(float)
    for tier, (of_orders, of_demand) in zip(model.recorder.orders.tiers, today, strict=True):
        ordered = shelves.ordered[tier.rows].astype(float)
        for values, found in ((ordered, of_orders), (asked, of_demand)):
            moments = [values.sum(), (values**2).sum(), (tier.size * values).sum()]
            assert found.tolist() == moments
        asked = np.bincount(tier.above, asked, tier.shelves_above)
    assert today[0, 1, 0] > 0
