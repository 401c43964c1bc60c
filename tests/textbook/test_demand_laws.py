"""The engine where demand has a law of its own: given by chances, uniform, lognormal, normal."""

import numpy as np
import pytest
from scipy import stats

from sim.evidence.answers.demand import Chances, evenly, over_days, pmf, rounded
from sim.evidence.theories import THEORIES
from tests.textbook.playing import assert_agrees, scenario_with

LUMPY = "[0.6, 0, 0, 0.25, 0, 0.15]"
RARE = "[0.9, 0.02, 0.08]"


@pytest.mark.parametrize("name", ["given_chances", "newsvendor_uniform", "newsvendor_lognormal"])
def test_the_cases_as_shipped(name):
    assert_agrees(name)


@pytest.mark.parametrize("unfilled", ["lost", "backorder"])
@pytest.mark.parametrize(
    ("name", "chances", "sets"),
    [
        ("plain", LUMPY, {"stock__order_up_to": 7, "stock__lead_time_days": 2}),
        ("r_nq", RARE, {"stock__reorder_point": 0, "stock__lot_size": 2}),
        ("r_nq", LUMPY, {"stock__lot_size": 4, "stock__review_period_days": 3}),
        ("s_s", "[0, 0.5, 0.5]", {"stock__order_delay_days": 1, "stock__lead_time_days": 1}),
    ],
)
def test_policies_under_given_chances(name, chances, sets, unfilled):
    assert_agrees(
        name,
        demand__law="chances",
        demand__chances=chances,
        stock__unfilled=unfilled,
        sharp=0.05,
        **sets,
    )


@pytest.mark.parametrize(
    ("law", "grain", "quantity"),
    [
        ({"law": "uniform", "lowest": 0, "highest": 4}, 1, 3),
        ({"law": "uniform", "lowest": 7.5, "highest": 7.6}, 10, 7.6),
        ({"law": "normal", "mean": 30, "sd": 12}, 10, 33.3),
        ({"law": "normal", "mean": 3, "sd": 4}, 1, 5),
        ({"law": "lognormal", "mean": 8, "sd": 2}, 100, 9.25),
        ({"law": "lognormal", "mean": 2, "sd": 6}, 1, 4),
    ],
)
def test_a_newsvendor_under_each_law(law, grain, quantity):
    sets = {f"demand__{key}": value for key, value in law.items()}
    assert_agrees(
        "newsvendor_uniform", grain__goods=grain, stock__order_up_to=quantity, sharp=0.05, **sets
    )


@pytest.mark.parametrize(
    ("name", "at"), [("newsvendor_uniform", 86.7), ("newsvendor_lognormal", 54.4)]
)
def test_the_shipped_quantity_earns_most(name, at):
    def profit(quantity):
        scenario = scenario_with(name, stock__order_up_to=quantity)
        return THEORIES[name].expected(scenario)["profit.tier0"]

    assert scenario_with(name).stock.order_up_to == (at,)
    assert profit(at) > max(profit(at - 0.1), profit(at + 0.1)) - 1e-9
    assert profit(at) > max(profit(at - 3), profit(at + 3))


def test_chances_answer_like_a_law_of_scipy():
    poisson = stats.poisson(3.2)
    given = Chances(pmf(poisson))
    units = np.arange(30)
    for name in ("pmf", "cdf", "sf"):
        assert getattr(given, name)(units) == pytest.approx(getattr(poisson, name)(units))
    assert given.ppf(0.9) == poisson.ppf(0.9)
    week = over_days(0.0, 7, chances=pmf(poisson))
    assert week.pmf(units) == pytest.approx(stats.poisson(7 * 3.2).pmf(units))


def test_laws_are_rounded_to_the_next_grain():
    assert evenly(2, 5).tolist() == [0, 0, 0.25, 0.25, 0.25, 0.25]
    chances, law = rounded(stats.norm(1.0, 2.0)), stats.norm(1.0, 2.0)
    assert chances[0] == pytest.approx(law.cdf(0.5))
    assert chances[3] == pytest.approx(law.cdf(3.5) - law.cdf(2.5))
    assert chances.sum() == pytest.approx(1.0)
