"""The engine against the cost of orders, stock, debts and lost sales, and the best levels."""

from datetime import date, timedelta
from itertools import product

import pytest

from sim.evidence.answers.order_policies import min_max, owing
from sim.evidence.theories import THEORIES
from tests.textbook.playing import assert_agrees, play, scenario_with

# Zheng and Federgruen (1991): mean, s*, S*, cost; 64 an order, 1 a unit kept, 9 a unit owed.
PUBLISHED = [(10, 6, 40, 35.022), (15, 10, 49, 42.698), (20, 14, 62, 49.173), (25, 19, 56, 54.262)]


def renewal_cost(point, level, mean):
    exact = owing(min_max(point, level), level, mean, lag=1)
    return exact.mean_end_stock + 9 * exact.mean_backlog + 64 * exact.orders


@pytest.mark.parametrize("name", ["eoq", "s_s_cost", "lost_sale_cost"])
def test_the_cases_as_shipped(name):
    assert_agrees(name)


@pytest.mark.parametrize(("mean", "point", "level", "cost"), PUBLISHED)
def test_published_costs(mean, point, level, cost):
    assert renewal_cost(point, level, float(mean)) == pytest.approx(cost, abs=6e-4)


def test_all_neighbours_of_the_best_levels_cost_more():
    best = renewal_cost(6, 40, 10.0)
    steps = [step for step in product((-1, 0, 1), repeat=2) if any(step)]
    assert all(renewal_cost(6 + low, 40 + high, 10.0) > best for low, high in steps)


@pytest.mark.parametrize(("point", "level"), [(2, 40), (10, 40), (6, 28), (6, 55)])
def test_the_engine_pays_more_at_other_levels(point, level):
    other = assert_agrees("s_s_cost", stock__reorder_point=point, stock__order_up_to=level)
    assert other.outcomes["cost.tier0"] > play("s_s_cost").outcomes["cost.tier0"]


def last_day(rounds, days):
    """The last of so many rounds of so many days from the first of January 2000 on."""
    return date(2000, 1, 1) + timedelta(days=rounds * days - 1)


@pytest.mark.parametrize(
    ("days", "order_cost", "holding", "demand"),
    [(6, 45, 0.1, 20), (8, 45, 0.1, 20), (6, 7, 0.5, 5), (1, 3, 0.2, 4)],
)
def test_orders_for_a_demand_that_never_changes(days, order_cost, holding, demand):
    played = assert_agrees(
        "eoq",
        stock__lot_size=days * demand,
        stock__order_cost=order_cost,
        stock__holding_cost=holding,
        demand__mean=demand,
        calendar__end=last_day(5, days),
        calendar__warmup_days=100,
    )
    by_hand = order_cost / days + holding * (days - 1) * demand / 2
    assert played.outcomes["cost.tier0"] == pytest.approx(by_hand)


def test_the_shipped_lot_is_the_cheapest_of_whole_days():
    def cost(days):
        scenario = scenario_with("eoq", stock__lot_size=20 * days, calendar__end=last_day(5, days))
        return THEORIES["eoq"].expected(scenario)["cost.tier0"]

    costs = {days: cost(days) for days in range(2, 15)}
    assert min(costs, key=costs.get) == 7
    assert pytest.approx((2 * 45 * 20 / 0.1) ** 0.5, abs=10) == 20 * 7


def test_a_lost_sale_costs_and_so_does_an_order_of_each_tier():
    """A wholesaler who loses what he lacks: his losses and orders are his own."""
    played = play(
        "serial_chain",
        population__shops=40,
        population__levels=2,
        demand__mean=3,
        stock__unfilled="lost",
        stock__order_up_to="[8, 7]",
        stock__lead_time_days="[1, 2]",
        stock__order_delay_days=0,
        stock__initial=0,
        stock__initial_pipeline=0,
        stock__holding_cost="[0.5, 0.25]",
        stock__backlog_cost=0,
        stock__order_cost="[2, 3]",
        stock__lost_sale_cost="[7, 4]",
    )
    found, totals = played.outcomes, played.model.state.totals
    rows = played.model.state.levels.first_keeper
    for tier, (holding, order, lost) in enumerate(((0.5, 2, 7), (0.25, 3, 4))):
        firms = slice(int(rows[tier]), int(rows[tier + 1]))
        missed = (totals.demanded[firms] - totals.served[firms]).sum()
        missed = missed / 40 / played.model.recorder.days
        assert missed > 0.01
        by_hand = holding * found[f"end_stock.tier{tier}"] + order * found[f"orders.tier{tier}"]
        assert found[f"cost.tier{tier}"] == pytest.approx(by_hand + lost * missed)
    days = played.model.recorder.days
    in_all = 40 * days * (found["cost.tier0"] + found["cost.tier1"])
    assert found["total_cost"] == pytest.approx(in_all)
