"""Sellers in a row: the engine against Spengler's answer, and that answer against a search."""

import pytest
from scipy.optimize import minimize_scalar

from sim.evidence.answers.successive_monopoly import successive_monopoly
from sim.evidence.theories.prices import FLOAT32
from tests.textbook.playing import assert_agrees


@pytest.mark.parametrize("sellers", [1, 2, 3, 4])
@pytest.mark.parametrize(
    ("intercept", "slope", "cost"), [(120, 10, 4), (90.5, 0.73, 17.3), (5000, 800, 0.4)]
)
def test_sellers_in_a_row(intercept, slope, cost, sellers):
    played = assert_agrees(
        "successive_monopoly",
        population__levels=sellers,
        demand__intercept=intercept,
        demand__slope=slope,
        price__producer_cost=cost,
    )
    answer = successive_monopoly(intercept, slope, cost, sellers)
    for tier, price in enumerate(answer.prices):
        assert played.outcomes[f"price.tier{tier}"] == pytest.approx(price, rel=FLOAT32)
    # Half a thousandth of a unit, and what a price of 32 bits moves.
    quantity = played.outcomes["sales.tier0"]
    assert abs(quantity - answer.quantity) <= 0.0005 + slope * answer.prices[0] * FLOAT32


@pytest.mark.parametrize(
    "sets",
    [
        {"population__shops": 7, "stock__order_delay_days": 2, "stock__lead_time_days": 3},
        {"calendar__warmup_days": 0},
        {"credit__days": 20},
        {"freight__per_kg": 0.6, "population__levels": 4},
        {"freight__per_kg": 0.6, "population__levels": 1},
    ],
)
def test_shops_delays_credit_warm_up_and_freight(sets):
    assert_agrees("successive_monopoly", **sets)


def test_one_firm_above_many_shops_sells_to_all_of_them():
    sets = {"population__shops": 6, "population__shops_per_supplier": 3, "population__levels": 2}
    played = assert_agrees("successive_monopoly", **sets)
    assert played.outcomes["sales.tier1"] == pytest.approx(3 * played.outcomes["sales.tier0"])


def test_nobody_buys_what_costs_more_than_anybody_would_pay():
    played = assert_agrees("successive_monopoly", price__producer_cost=13)
    assert played.outcomes["sales.tier0"] == 0
    assert played.outcomes["price.tier0"] == 13
    assert played.outcomes["waste_share.tier0"] == 0


@pytest.mark.parametrize("freight", [0.0, 1.5])
@pytest.mark.parametrize(("intercept", "slope", "cost"), [(120, 10, 4), (33, 0.7, 9)])
def test_the_answer_is_what_a_search_from_the_shop_up_finds(intercept, slope, cost, freight):
    """Three sellers: each maximises its profit, knowing what those after it will do."""

    def best(profit, low, high):
        return minimize_scalar(lambda p: -profit(p), bounds=(low, high), method="bounded").x

    choke = intercept / slope

    def shop(paid):
        return best(lambda p: (p - paid) * (intercept - slope * p), paid, choke)

    def wholesaler(paid):
        return best(lambda p: (p - paid) * (intercept - slope * shop(p)), paid, choke)

    maker = best(
        lambda p: (p - cost) * (intercept - slope * shop(wholesaler(p + freight))),
        cost,
        choke - freight,
    )
    answer = successive_monopoly(intercept, slope, cost, 3, freight)
    middle = wholesaler(maker + freight)
    assert answer.prices == pytest.approx((shop(middle), middle, maker), rel=1e-4)
    quantity = intercept - slope * answer.prices[0]
    assert answer.quantity == pytest.approx(quantity)
    costs = (answer.prices[1], answer.prices[2] + freight, cost)
    assert answer.profits == pytest.approx(
        [quantity * (p - paid) for p, paid in zip(answer.prices, costs, strict=True)]
    )
