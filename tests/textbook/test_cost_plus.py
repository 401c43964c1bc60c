"""The engine's posted prices against the arithmetic of a cost-plus chain."""

import pytest

from sim.evidence.answers.cost_plus import Seller, cost_plus_chain
from sim.evidence.theories.prices import FLOAT32
from tests.textbook.playing import assert_agrees, play


@pytest.mark.parametrize(
    ("cost", "markups", "freight"),
    [
        (4.0, (0.20, 0.10, 0.05, 0.25), 0.2),
        (4.0, (0.20, 0.10), 0.0),
        (4.0, (0.20, 0.10), 0.5),
        (2.5, (0.15, 0.0, 0.30), 1.25),
        (100.0, (0.0, 0.01, 0.02, 0.03, 0.04, 0.5), 7.0),
        (3.0, (0.4,), 0.0),
    ],
)
def test_prices_by_tier(cost, markups, freight):
    assert_agrees(
        "cost_plus_chain",
        population__levels=len(markups),
        price__producer_cost=cost,
        price__markup=list(markups),
        freight__per_kg=freight,
    )


def test_each_seller_earns_its_markup_on_what_it_sells():
    played = assert_agrees("cost_plus_chain")
    prices = [played.outcomes[f"price.tier{tier}"] for tier in range(4)]
    costs = [*prices[1:], 4.0]
    costs[2] += 0.2
    for tier, (price, cost) in enumerate(zip(prices, costs, strict=True)):
        assert played.outcomes[f"profit.tier{tier}"] == pytest.approx(4 * (price - cost), abs=1e-4)


@pytest.mark.parametrize(
    ("cost", "markups", "freight", "part_load", "fee"),
    [
        (4.0, (0.20, 0.10, 0.05, 0.25), 0.2, 2.5, 0.03),
        (4.0, (0.20, 0.10, 0.05, 0.25), 0.2, 1.0, 0.0),
        (4.0, (0.20, 0.10, 0.25), 0.2, 1.0, 0.01),
        (9.0, (0.30, 0.05, 0.05, 0.05, 0.05, 0.10), 0.4, 1.5, 0.08),
    ],
)
def test_skipping_the_tiers_saves_their_markups_and_leaves_the_producer_as_he_was(
    cost, markups, freight, part_load, fee
):
    shop, *middlemen, producer = markups
    sellers = [Seller(markup) for markup in reversed((shop, *middlemen))]
    exact = cost_plus_chain(
        cost,
        producer,
        sellers,
        skipped=range(len(middlemen)),
        direct_freight=freight * part_load,
        platform_fee=fee,
    )
    terms = {
        "population__levels": len(markups),
        "price__producer_cost": cost,
        "price__markup": list(markups),
        "freight__per_kg": freight,
        "freight__small_load_factor": part_load,
        "direct__platform_fee": fee,
        "calendar__start": "2000-02-01",
    }
    before = play("cost_plus_chain", **terms).outcomes
    skipping = "{level: 1, from: 2000-01-15}"  # in the warm-up: prices stand when days count
    after = play("cost_plus_chain", levers__direct_ordering=skipping, **terms).outcomes
    top = f"price.tier{len(markups) - 1}"
    assert after[top] == before[top] == pytest.approx(exact.farm_price, rel=FLOAT32)
    assert after["price.tier0"] == pytest.approx(exact.shop_price, rel=FLOAT32)
    assert after["price.tier0"] < before["price.tier0"]
    assert after["profit.tier1"] == after["sales.tier1"] == 0


def test_a_shop_does_not_skip_the_tiers_when_that_costs_more():
    """Direct: 5 x 1.3 + 0.5 = 7.0 a unit; from the wholesaler 6.006."""
    dear = play("cost_plus_chain", levers__direct_ordering=1, direct__platform_fee=0.3)
    assert dear.outcomes == pytest.approx(play("cost_plus_chain").outcomes, nan_ok=True)


def test_the_price_of_a_tier_is_the_mean_of_what_was_posted():
    """Shops turn to the maker on the eve of day 60 of 90; what they ask follows a day later."""
    before = play("cost_plus_chain").outcomes["price.tier0"]
    mixed = play("cost_plus_chain", levers__direct_ordering="{level: 1, from: 2000-03-01}")
    last = float(mixed.model.state.shelves.price[0]) / mixed.model.asked.grain.money
    assert last < before
    mean = (61 * before + 29 * last) / 90
    assert mixed.outcomes["price.tier0"] == pytest.approx(mean, rel=FLOAT32)


def test_shops_that_order_directly_from_the_first_day_on_count_with_their_tier():
    """What a tier orders is held against the demand of the shops that belong to it."""
    half = play(
        "cost_plus_chain",
        levers__direct_ordering=0.5,
        population__shops=4,
        population__shops_per_supplier=1,
        calendar__warmup_days=0,
    )
    shops, makers = half.model.recorder.orders.tiers[:2]
    assert list(shops.above) == [0, 1, 2, 3]
    assert list(makers.size) == [1, 1, 1, 1]
