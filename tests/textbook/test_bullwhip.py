"""The engine against Chen, Drezner, Ryan and Simchi-Levi: how much more orders vary than demand."""

import pytest

from tests.textbook.playing import assert_agrees


@pytest.mark.parametrize("name", ["bullwhip_own", "bullwhip_shared"])
def test_the_cases_as_shipped(name):
    assert_agrees(name)


@pytest.mark.parametrize("name", ["bullwhip_own", "bullwhip_shared"])
@pytest.mark.parametrize(
    ("window", "leads", "delays", "safety", "sd"),
    [
        ([3, 8, 5], [1, 3, 2], [0, 0, 0], 0, 10),
        ([6, 6], [2, 1], [1, 2], 0, 25),
        ([5, 5], [2, 2], [0, 0], 1.5, 10),
        ([10], [4], [1], 2, 40),
    ],
)
def test_other_chains(name, window, leads, delays, safety, sd):
    assert_agrees(
        name,
        population__levels=len(window),
        demand__sd=sd,
        stock__window_days=window,
        stock__lead_time_days=leads,
        stock__order_delay_days=delays,
        stock__safety_factor=safety,
    )


def test_the_bound_holds_with_equality_for_a_shop():
    for window, lead in ((4, 1), (7, 3)):
        ratio = 1 + 2 * lead / window + 2 * lead**2 / window**2
        played = assert_agrees(
            "bullwhip_own",
            population__levels=1,
            stock__window_days=window,
            stock__lead_time_days=lead,
        )
        assert played.outcomes["order_variance_ratio.tier0"] == pytest.approx(ratio, rel=0.02)


@pytest.mark.parametrize("weight", [0.1, 0.4])
def test_exponential_smoothing(weight):
    assert_agrees(
        "bullwhip_own", stock__forecast="exponential_smoothing", stock__smoothing=weight, sharp=0.05
    )


def test_levels_below_zero_do_not_bend_orders():
    """Customers who bring back about as much as they take: forecasts, and levels, are negative."""
    assert_agrees("bullwhip_own", population__levels=2, demand__mean=5)
