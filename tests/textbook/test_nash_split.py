"""Farmers who sell to brokers or at the market: the engine against Nash's split."""

import pytest
from scipy.optimize import minimize_scalar

from sim.evidence.answers.nash_split import nash_split
from tests.textbook.playing import assert_agrees, play


@pytest.mark.parametrize(
    "sets",
    [
        {},
        {"price__farmer_power": 0},
        {"price__farmer_power": 1},
        {"farm__choice_scale": 0.002},
        {"farm__choice_scale": 1},
        # No surplus: brokers get one lot in eleven, and it takes three years to tell.
        {"farm__haul_per_kg": 0, "farm__price_risk": 0, "calendar__end": "2002-12-16"},
        {"price__broker_markup": 0.02, "population__brokers": 7, "population__farmers": 210},
        {"market__demand_intercept": 2600, "freight__per_kg": 1.2},
        {"farm__harvest_interval_days": 7, "farm__supply_intercept": 500},
    ],
)
@pytest.mark.parametrize("seed", [1, 2])
def test_what_farmers_and_brokers_earn(seed, sets):
    assert_agrees("nash_split", seed, **sets)


def test_a_better_way_to_the_market_is_worth_something_even_to_who_sells_to_a_broker():
    near, far = (
        play("nash_split", farm__haul_per_kg=haul, farm__choice_scale=0.002).outcomes
        for haul in (0.5, 0.7)
    )
    assert near["brokered_share"] == far["brokered_share"] == 1.0
    a_unit = (near["income.farmer"] - far["income.farmer"]) * 361 * 1000 / (12 * 2000)
    assert a_unit == pytest.approx(0.2 * 2 / 3, rel=1e-3)  # of 0.2 less haulage, less his power


@pytest.mark.parametrize("power", [0.1, 0.5, 0.9])
@pytest.mark.parametrize(("worth", "outside"), [(5.0, 4.4), (3.0, 0.0)])
def test_the_answer_maximises_the_product_of_gains(power, worth, outside):
    def loss(offer):
        return -((offer - outside) ** power) * (worth - offer) ** (1 - power)

    best = minimize_scalar(loss, bounds=(outside, worth), method="bounded")
    assert nash_split(worth, outside, power, 0.1).offer == pytest.approx(best.x, abs=1e-4)


def test_without_a_surplus_the_broker_offers_what_it_is_worth_to_him():
    split = nash_split(3.0, 4.0, 0.5, 0.5)
    assert split.offer == 3.0
    assert 0.0 < split.taken < 0.5
