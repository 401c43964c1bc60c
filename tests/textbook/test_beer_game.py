"""The engine plays Sterman's beer game as the board does, week by week."""

import pytest

from sim.evidence.answers.beer_game import WEEKS, beer_game
from sim.model import TradeModel
from sim.scenario import read_scenario
from tests.textbook.playing import assert_agrees, play


def test_the_benchmark_rule_costs_204():
    played = assert_agrees("beer_game")
    assert played.outcomes["total_cost"] == 204
    costs = [played.outcomes[f"cost.tier{tier}"] * WEEKS for tier in range(4)]
    assert costs == pytest.approx([46, 50, 54, 54], rel=1e-12)


def test_every_tier_orders_week_by_week_what_the_board_says():
    model = TradeModel(read_scenario("textbook/beer_game"))
    exact = beer_game()
    shelves = model.state.shelves
    for week in range(WEEKS):
        before = shelves.on_order[:4] + 0
        arrived = shelves.arriving[week % len(shelves.arriving), :4] + 0
        model.step()
        assert list(shelves.on_order[:4] - before + arrived) == exact.orders[week], f"week {week}"
        assert list(shelves.stock[:4]) == exact.stocks[week], f"week {week}"
        assert list(shelves.backlog[:4]) == exact.backlogs[week], f"week {week}"


@pytest.mark.parametrize(
    ("levels", "standing", "initial", "pipeline", "holding", "backlog"),
    [
        ((32, 32, 32, 24), 0, 12, 4, 0.5, 1.0),
        ((28, 28, 28, 20), 4, 12, 4, 0.5, 2.0),
        ((20, 31, 26, 40), 2, 0, 9, 1.0, 0.25),
        ((0, 5, 0, 60), 0, 30, 0, 0.5, 1.0),
        ((26, 30, 35, 20), 3, [9, 4, 7, 0], [1, 2, 3, 5], [0.5, 0.25, 1.0, 2.0], [1, 3, 2, 0.5]),
    ],
)
def test_other_levels_and_starts(levels, standing, initial, pipeline, holding, backlog):
    assert_agrees(
        "beer_game",
        stock__order_up_to=list(levels),
        stock__standing_order_days=standing,
        stock__initial=initial,
        stock__initial_pipeline=pipeline,
        stock__holding_cost=holding,
        stock__backlog_cost=backlog,
    )


@pytest.mark.parametrize(
    ("delays", "leads", "levels"),
    [
        ((0,), (1,), (9,)),
        ((3, 0), (1, 4), (30, 25)),
        ((0, 1, 2), (2, 1, 3), (17, 22, 31)),
        ((1, 0, 3, 2, 1, 0), (1, 2, 1, 3, 1, 5), (15, 20, 40, 30, 25, 50)),
    ],
)
@pytest.mark.parametrize("grains", [1, 10])
def test_other_chains_and_customers(delays, leads, levels, grains):
    """One to six tiers, other delays, customers who change every week, and tenths of a barrel."""
    pattern = [4, 9, 2, 8, 0, 15, 3, 7, 7, 1, 11]
    assert_agrees(
        "beer_game",
        population__levels=len(levels),
        demand__law="series",
        demand__series=pattern if grains == 1 else [units / 10 for units in pattern],
        stock__order_up_to=list(levels),
        stock__order_delay_days=list(delays),
        stock__lead_time_days=list(leads),
        stock__initial=12,
        stock__initial_pipeline=4,
        stock__holding_cost=0.5,
        stock__backlog_cost=1.0,
        grain__goods=grains,
    )


def test_trade_credit_moves_money_and_no_goods():
    cash, credit = play("beer_game").outcomes, play("beer_game", credit__days=30).outcomes
    for name in ("total_cost", *(f"cost.tier{tier}" for tier in range(4))):
        assert cash[name] == credit[name]


def test_scripted_orders_are_the_first_of_the_run():
    """Four weeks of warm-up are the board's first four; the step comes in the sixth week."""
    whole = play("beer_game", demand__step_day=6)
    late = play(
        "beer_game", calendar__start="2000-01-05", calendar__warmup_days=4, demand__step_day=2
    )
    at_rest = 4 * 4 * 12 * 0.5  # in each of those weeks each of the four has 12 in stock
    assert late.outcomes["total_cost"] == whole.outcomes["total_cost"] - at_rest


def test_scripted_orders_know_no_review_period():
    """All order 4 a week while 4 are asked for: stock stays at 12, whoever would order when."""
    played = play(
        "beer_game",
        calendar__end="2000-01-12",
        demand__step_mean=4,
        stock__standing_order_days=12,
        stock__review_period_days=[1, 3, 5, 2],
    )
    assert [played.outcomes[f"end_stock.tier{tier}"] for tier in range(4)] == [12] * 4


def test_customers_who_are_lost_do_not_wait():
    """Nothing is kept and nothing comes: all of 4, then 8 a week are lost on their day."""
    played = play("beer_game", stock__unfilled="lost", stock__initial=0, stock__initial_pipeline=0,
                  stock__order_up_to=0, stock__standing_order_days=0)  # fmt: skip
    assert played.outcomes["lost_sales_share"] == 1
