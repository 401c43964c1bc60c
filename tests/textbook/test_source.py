"""The engine against chains whose source has a capacity, or takes a random time."""

import pytest

from tests.textbook.playing import assert_agrees


@pytest.mark.parametrize("name", ["capacity", "random_lead_time"])
def test_the_cases_as_shipped(name):
    assert_agrees(name)


@pytest.mark.parametrize(
    ("capacity", "levels", "mean", "leads", "delays", "ratio"),
    [
        (3, [9], 2.5, [1], [0], 1.0),
        (4, [6], 2.0, [2], [1], 1.6),
        (6, [8, 12], 5.0, [1, 2], [0, 0], 1.0),
        (9, [14, 10, 16], 5.0, [2, 1, 2], [0, 1, 0], 2.0),
    ],
)
def test_what_a_source_with_a_capacity_owes(capacity, levels, mean, leads, delays, ratio):
    assert_agrees(
        "capacity",
        population__levels=len(levels),
        demand__law="poisson" if ratio == 1.0 else "negative_binomial",
        demand__variance_to_mean=ratio,
        demand__mean=mean,
        stock__order_up_to=levels,
        stock__lead_time_days=leads,
        stock__order_delay_days=delays,
        stock__source_capacity=capacity,
        sharp=0.08,
    )


@pytest.mark.parametrize(
    ("chances", "levels", "mean", "leads", "delays"),
    [
        ([], [12], 3.0, [1], [0]),
        ([0.5, 0.0, 0.5], [10], 2.0, [2], [1]),
        ([0.2, 0.8], [9, 20], 4.0, [1, 3], [0, 0]),
    ],
)
def test_orders_that_overtake_each_other(chances, levels, mean, leads, delays):
    longest = len(chances) - 1 if chances else 2
    assert_agrees(
        "random_lead_time",
        population__levels=len(levels),
        demand__mean=mean,
        stock__order_up_to=levels,
        stock__lead_time_days=leads,
        stock__order_delay_days=delays,
        stock__lead_time_spread_days=[0] * (len(levels) - 1) + [longest],
        stock__lead_time_chances=chances,
        sharp=0.08,
    )
