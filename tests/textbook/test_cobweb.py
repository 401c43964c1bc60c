"""Farmers who plant for the price that they expect: the engine against Ezekiel's cobweb."""

import json

import numpy as np
import pytest

from sim.evidence.answers.cobweb import cobweb
from sim.experiments import run_scenario
from sim.experiments.results import read_result
from tests.model.invariants import assert_flows_balance, money_in_all
from tests.textbook.playing import assert_agrees, play, scenario_with


@pytest.mark.parametrize("name", ["cobweb", "cobweb_diverging"])
@pytest.mark.parametrize(
    "sets",
    [
        {},
        {"population__farmers": 7},
        {"population__farmers": 1000, "farm__expectation_weight": 0.4},
        {"farm__supply_slope": 2.7, "farm__expected_price": 3.1, "market__demand_slope": 4.3},
        {"farm__harvest_interval_days": 7, "calendar__warmup_days": 17},
        {"farm__harvest_interval_days": 1, "calendar__end": "2000-01-20"},
        {"farm__supply_slope": 0},
        {"farm__expected_price": 60},
        {"farm__supply_intercept": -20, "farm__expected_price": 2},
        {"farm__market_fee": 0.1, "farm__haul_per_kg": 0.3},
        {"population__shops": 3},
    ],
)
def test_price_and_quantity_of_each_season(name, sets):
    assert_agrees(name, **sets)


def test_swings_shrink_or_grow_by_the_ratio_of_the_slopes():
    for name, middle, ratio in (("cobweb", 10.0, 4 / 5), ("cobweb_diverging", 8.0, 6 / 5)):
        swings = np.array(play(name).model.series()["season_price"]) - middle
        assert len(swings) == 12
        assert swings[1:] / swings[:-1] == pytest.approx(np.full(11, -ratio), rel=2e-3)


def test_the_answer_is_the_closed_form():
    """p_t - p* = (1 - w (1 + s1/d1))^t (p_0 - p*), with p_0 the answer to the first expectation."""
    weight, supply, demand = 0.6, (10.0, 4.0), (100.0, 5.0)
    middle = (demand[0] - supply[0]) / (demand[1] + supply[1])
    prices = [season.price for season in cobweb(20, supply, demand, 12.0, weight)]
    factor = 1 - weight * (1 + supply[1] / demand[1])
    closed = middle - 4 / 5 * (12.0 - middle) * factor ** np.arange(20)
    assert prices == pytest.approx(closed)


def test_farmers_earn_what_the_market_pays_and_nothing_is_lost():
    model = play("cobweb", population__farmers=3).model
    series, grain = model.series(), model.asked.grain
    paid = np.dot(series["season_price"], series["season_quantity"])
    assert model.outcomes()["income.farmer"].value * 3 * 360 == pytest.approx(paid)
    assert model.state.farm.farmers.cash.sum() == pytest.approx(paid * grain.money)
    assert money_in_all(model.state) == 0
    assert_flows_balance(model)


def test_series_are_in_the_json_and_in_the_result_folder(tmp_path):
    result = run_scenario(scenario_with("cobweb"))
    written = json.loads(json.dumps(result.as_json()))
    assert set(written["series"]) == {"season_price", "season_quantity"}
    assert written["series"]["season_quantity"][:2] == [58.0, 43.6]
    result.write(tmp_path / "run")
    table = read_result(tmp_path / "run").series
    price = table[table["series"] == "season_price"]["value"].tolist()
    assert price == written["series"]["season_price"]
