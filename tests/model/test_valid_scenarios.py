"""Whatever the reader takes for valid runs: no crash, no breach, no share beyond its bounds."""

import math

import pytest
from hypothesis import given, settings

from sim.model import TradeModel
from sim.scenario import ScenarioErrors
from tests.model.random_scenarios import countries, textbook_cases

MOST = 12  # parameters at once that are not as the scenario has them
# Shares of something that can be left, or passed: a change, a margin over something, a part of
# what may be negative, and what is drawn against a budget that it meets on average.
BEYOND_ONE = (
    "online_sales_growth",
    "online_spending_growth",
    "online_spending_share",
    "delivery_gain",
    "online_premium",
    "farm_income_share.",
    "profit_share.",
    "profit_after_wages_share.",
    "shops_change",
    "shop_margin_share.",
    "farm_gate_share.",
    "cost_of_goods_share",
)


def holds(scenario) -> None:
    """Run it; the model itself looks into its books every day, and raises BreachError.

    Orders that swell beyond what can be counted are told the user.
    """
    model = TradeModel(scenario)
    try:
        model.play(model.days_total)
    except ScenarioErrors as told:
        assert "that can be counted" in str(told)
        return
    model.tables()
    for name, (value, unit) in model.outcomes().items():
        assert not math.isinf(value), name
        if unit == "share" and not name.startswith(BEYOND_ONE) and not math.isnan(value):
            assert -1e-9 <= value <= 1 + 1e-9, f"{name} is {value}"


@settings(max_examples=4)
@given(countries(MOST))
def test_some_countries(scenario):
    holds(scenario)


@settings(max_examples=12)
@given(textbook_cases(MOST))
def test_some_textbook_cases(scenario):
    holds(scenario)


@pytest.mark.slow
@settings(max_examples=80)
@given(countries(MOST))
def test_many_countries(scenario):
    holds(scenario)


@pytest.mark.slow
@settings(max_examples=150)
@given(textbook_cases(MOST))
def test_many_textbook_cases(scenario):
    holds(scenario)
