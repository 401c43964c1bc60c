"""Nothing collapses where a parameter is at an end of its range: people make do."""

import pytest

from sim.model import TradeModel
from sim.scenario import Scenario, read_scenario
from sim.scenario.catalogue import PARAMETERS
from sim.scenario.documents import read_document
from sim.scenario.folders import base_file

LOW, HIGH = 0, 1
# The ends that leave most customers unserved, or owners least.
WORST = (
    ("credit.limit_days", LOW),
    ("credit.days", HIGH),
    ("stock.review_period_days", LOW),
    ("stock.review_period_days", HIGH),
    ("stock.lot_cases", HIGH),
    ("stock.safety_factor", LOW),
    ("stock.lead_time_days", HIGH),
    ("stock.lead_time_spread_days", HIGH),
    ("stock.room_price", HIGH),
    ("demand.variance_to_mean", HIGH),
    ("demand.produce_per_shop", LOW),
    ("cost.shop_share", HIGH),
)
COARSE = ("scale=20000", "calendar.end=2016-12-31")
MOST_UNSERVED = 0.33  # a round of 30 days for all firms: makers have a few orders a month


@pytest.fixture(scope="module")
def coarse() -> Scenario:
    return read_scenario("base", sets=COARSE)


def end_of(key: str, end: int) -> float | int:
    """One end of the range of a parameter in base.yaml."""
    record = read_document(base_file(), "base.yaml").records[key]
    assert record.plausible
    return PARAMETERS[key].entry(record.plausible[end])


def assert_people_make_do(scenario: Scenario) -> None:
    """Shops have what customers want, most of the time, and owners earn something by it."""
    outcomes = TradeModel(scenario).run().outcomes()
    unserved, income = outcomes["stockout_rate.goods"][0], outcomes["income.shop_owner"][0]
    assert unserved < MOST_UNSERVED
    assert income > 0.0


@pytest.mark.slow
@pytest.mark.parametrize(("key", "end"), WORST)
def test_an_end_of_a_range(coarse, key, end):
    assert_people_make_do(coarse.with_values({key: end_of(key, end)}))


@pytest.mark.slow
@pytest.mark.parametrize(
    "values",
    [
        {"stock.review_period_days": [30, 2, 2, 2, 2, 1]},
        {"stock.lot_cases": [20, 1, 2, 5, 10, 0]},
        {"stock.level_rule": "forecast", "stock.safety_factor": 0.5},
        {"credit.limit_days": 0, "stock.review_period_days": [30, 2, 2, 2, 2, 1]},
    ],
    ids=str,
)
def test_a_way_of_shops_alone(coarse, values):
    assert_people_make_do(coarse.with_values(values))
