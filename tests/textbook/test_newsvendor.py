"""The engine against the newsvendor's day: goods of one selling day, ordered overnight."""

import pytest

from tests.textbook.answers.newsvendor import best_quantity, day
from tests.textbook.playing import assert_near, play


def vend(quantity, mean=20.0, cost=2.0, markup=1.5, salvage=0.5, ratio=1.0, seed=1):
    exact = day(quantity, mean, cost * (1 + markup), cost, salvage, ratio)
    played = play(
        "newsvendor",
        seed,
        demand__law="poisson" if ratio == 1.0 else "negative_binomial",
        demand__variance_to_mean=ratio,
        demand__mean=mean,
        stock__order_up_to=quantity,
        stock__salvage_value=salvage,
        price__producer_cost=cost,
        price__markup=markup,
    )
    return played, exact


@pytest.mark.parametrize(
    ("quantity", "mean", "cost", "markup", "salvage", "ratio"),
    [
        (22, 20.0, 2.0, 1.5, 0.5, 1.0),
        (26, 20.0, 3.0, 2.0, 0.0, 3.0),
        (2, 0.6, 1.0, 3.0, 0.25, 1.5),
        (70, 60.0, 4.0, 0.25, 3.9, 2.0),
        (3, 9.0, 1.0, 0.5, 0.0, 1.0),
    ],
)
def test_a_day_of_papers(quantity, mean, cost, markup, salvage, ratio):
    played, exact = vend(quantity, mean, cost, markup, salvage, ratio)
    assert_near(
        played,
        {
            "fill_rate.tier0": exact.fill_rate,
            "waste_share.tier0": exact.waste_share,
            "days_without_stockout.tier0": exact.share_days_served,
            "profit.tier0": exact.profit,
        },
    )
    assert played.outcomes["end_stock.tier0"] == 0
    assert played.outcomes["price.tier0"] == pytest.approx(cost * (1 + markup), rel=1e-6)


def test_the_shipped_quantity_is_the_best_one_and_earns_most():
    assert best_quantity(20.0, 5.0, 2.0, 0.5) == 22
    profits = {quantity: vend(quantity)[0].outcomes["profit.tier0"] for quantity in (19, 22, 25)}
    assert max(profits, key=profits.get) == 22  # the same customers come on all three


def test_no_papers_no_trade():
    outcomes = vend(0)[0].outcomes
    assert outcomes["fill_rate.tier0"] == outcomes["profit.tier0"] == 0
