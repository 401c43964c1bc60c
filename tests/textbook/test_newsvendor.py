"""The engine against the newsvendor's day: goods of one selling day, ordered overnight."""

import pytest

from sim.evidence.answers.newsvendor import best_quantity
from tests.textbook.playing import assert_agrees, play


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
    played = assert_agrees(
        "newsvendor",
        demand__law="poisson" if ratio == 1.0 else "negative_binomial",
        demand__variance_to_mean=ratio,
        demand__mean=mean,
        stock__order_up_to=quantity,
        stock__salvage_value=salvage,
        price__producer_cost=cost,
        price__markup=markup,
    )
    assert played.outcomes["price.tier0"] == pytest.approx(cost * (1 + markup), rel=1e-6)


def vend(quantity):
    return play("newsvendor", stock__order_up_to=quantity).outcomes


def test_the_shipped_quantity_is_the_best_one_and_earns_most():
    assert best_quantity(20.0, 5.0, 2.0, 0.5) == 22
    profits = {quantity: vend(quantity)["profit.tier0"] for quantity in (19, 22, 25)}
    assert max(profits, key=profits.get) == 22  # the same customers come on all three


def test_no_papers_no_trade():
    outcomes = vend(0)
    assert outcomes["fill_rate.tier0"] == outcomes["profit.tier0"] == 0
