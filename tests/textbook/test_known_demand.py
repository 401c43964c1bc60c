"""What each tier spends and earns a day: the engine against a chain at rest."""

import pytest

from tests.textbook.playing import assert_agrees


def test_the_numbers_that_the_scenario_tells():
    outcomes = assert_agrees("known_demand").outcomes
    assert outcomes["profit.tier0"] == pytest.approx(4 * 1.8 - 0.01)
    assert outcomes["profit.tier1"] == pytest.approx(8 - 0.3)
    assert outcomes["total_cost"] == pytest.approx(90 * (4 * 0.01 + 2 * 0.3))


@pytest.mark.parametrize(
    "sets",
    [
        {"population__shops": 1, "population__shops_per_supplier": 1},
        {
            "population__shops": 6,
            "population__shops_per_supplier": 3,
            "stock__order_up_to": [9, 20],
        },
        {"stock__order_delay_days": [1, 0], "stock__order_up_to": [6, 18]},
        {"stock__order_delay_days": [1, 2], "stock__order_up_to": [20, 50]},
        {"stock__lead_time_days": [1, 4], "stock__order_up_to": [2.5, 30]},
        {"demand__step_mean": 2.345, "stock__holding_cost": [0.3, 1.7]},
        {"freight__per_kg": 0.35, "price__markup": [0.1, 0.5]},
        {"credit__days": [25, 0], "calendar__end": "2000-01-07"},
        {"stock__initial": [30, 7], "stock__initial_pipeline": [1, 2]},
        {"calendar__warmup_days": 9, "calendar__end": "2000-12-31"},
        {
            "population__levels": 4,
            "population__shops_per_supplier": 1,
            "stock__order_up_to": [6, 10, 4, 9],
            "stock__order_delay_days": [0, 1, 0, 1],
            "stock__lead_time_days": [1, 2, 1, 3],
            "stock__holding_cost": [0.4, 0.3, 0.2, 0.1],
            "stock__backlog_cost": [4, 3, 2, 1],
            "price__markup": [0.25, 0.1, 0.1, 0.05],
            "freight__per_kg": 0.1,
        },
    ],
)
def test_other_chains(sets):
    assert_agrees("known_demand", **sets)
