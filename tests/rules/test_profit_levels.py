"""Levels by profit against an independent search over the exact chain of a shelf."""

import itertools
import math

import numpy as np
import pytest
from scipy import stats

from sim.rules.profit_levels import (
    cost_of_keeping,
    days_at_risk,
    most_profitable_level,
    next_room_price,
    room_worth_its_rent,
)
from tests.shelf_chain import Shelf, best_profit, highest, long_run, profit

FOR_EVER = 1e6
# The rounds of the country: a week's or a month's half, and fast ones; lots of a unit to a dozen.
GRID = [
    Shelf(mean, ratio, review, lead, lot, gain, 0.0005, room)
    for mean, ratio, (review, lead), lot, gain, room in itertools.product(
        (0.1, 0.3, 1.0, 3.0),
        (1.0, 2.0),
        ((1, 1), (2, 1), (2, 2), (7, 1), (7, 2)),
        (1, 6, 12),
        (0.65, 2.6),
        (0.002, 0.01, 0.03),
    )
]
FAST = GRID[::23]


def level_of(shelf):
    """What the rule keeps."""
    keeping = cost_of_keeping(shelf.room, 1.0, 0.0, shelf.holding, shelf.review)
    days = days_at_risk(0, shelf.lead, shelf.review, keeping / shelf.gain)
    worths = np.empty(shelf.lot)
    level, _ = most_profitable_level(
        shelf.mean, shelf.mean * shelf.variance_to_mean, days, FOR_EVER, shelf.review, shelf.lot,
        shelf.gain, keeping, 0.0, worths,
    )  # fmt: skip
    return level


def earns(shelf):
    """What the rule earns, of the most that any level does; 1 where nothing pays, and it knows."""
    most, found = best_profit(shelf), profit(shelf, min(level_of(shelf), highest(shelf)))
    return found / most if most > 1e-9 else 1.0 + found


@pytest.mark.parametrize("shelf", FAST, ids=str)
def test_the_rule_earns_nearly_all_that_can_be_earned(shelf):
    assert earns(shelf) >= 0.98


@pytest.mark.slow
def test_it_does_so_over_the_whole_grid():
    earned = np.array([earns(shelf) for shelf in GRID])
    # All but three slow shelves whose round is as short as their lead time.
    assert (earned < 0.98).sum() <= 3
    assert earned.min() >= 0.93
    # And of all that the grid could earn together.
    best = np.array([best_profit(shelf) for shelf in GRID])
    assert earned @ best >= 0.995 * best.sum()


FASTER = [shelf for shelf in GRID if shelf.review == 7 and shelf.lot == 6][::5]


@pytest.mark.parametrize("shelf", FASTER, ids=str)
def test_with_the_best_policy_neither_a_shorter_round_nor_a_smaller_lot_costs_profit(shelf):
    most = best_profit(shelf)
    assert best_profit(shelf._replace(review=2)) >= most - 1e-9
    assert best_profit(shelf._replace(lot=1)) >= most - 1e-9
    # Nor with the rule, up to what it leaves on the table.
    for faster in (shelf._replace(review=2), shelf._replace(lot=1)):
        assert profit(faster, level_of(faster)) >= profit(shelf, level_of(shelf)) - 0.02 * most


@pytest.mark.parametrize("shelf", FASTER, ids=str)
def test_at_equal_mean_stock_neither_costs_service(shelf):
    levels = range(1, highest(shelf) + 1)
    usual = [long_run(shelf, level) for level in levels]
    stock, sales = [run.stock for run in usual], [run.sales for run in usual]
    for faster in (shelf._replace(review=2), shelf._replace(lot=1)):
        runs = [long_run(faster, level) for level in levels]
        for run in runs:
            # Where nine of ten are served: with less, a lot above the level hides the shortage.
            if run.sales >= 0.9 * shelf.mean and stock[0] <= run.stock <= stock[-1]:
                assert run.sales >= np.interp(run.stock, stock, sales) - 1e-3 * shelf.mean


def test_goods_of_a_day_are_kept_as_the_newsvendor_keeps_them():
    # Asked for on one day, thrown away on its evening: the critical ratio of Arrow and others.
    gain, cost, mean = 3.0, 2.0, 9.0
    level, _ = most_profitable_level(
        mean, mean, 1.0, 1.0, 1, 1, gain, 0.0, cost, np.empty(1)
    )  # fmt: skip
    assert level == int(stats.poisson(mean).ppf(gain / (gain + cost)))


def test_what_spoils_later_costs_less():
    kept = [
        most_profitable_level(1.0, 2.0, 3.0, life, 2, 1, 1.0, 0.01, 2.0, np.empty(1))[0]
        for life in (2.0, 4.0, 8.0, FOR_EVER)
    ]
    assert kept == sorted(kept)
    assert kept[0] < kept[-1]


def test_a_large_shelf_is_kept_as_the_normal_law_says():
    mean, days, gain, keeping = 400.0, 8.0, 1.0, 0.05
    level, _ = most_profitable_level(
        mean, 2 * mean, days, FOR_EVER, 7, 1, gain, keeping, 0.0, np.empty(1)
    )
    spread = math.sqrt(2 * mean * days)
    assert level == pytest.approx(mean * days + stats.norm.isf(keeping) * spread, abs=2.0)


def test_the_fall_says_how_levels_answer_the_price_of_room():
    worths, keeping = np.empty(1), 0.10
    shelf = (40.0, 80.0, 8.0, FOR_EVER, 7, 1, 1.0)
    level, fall = most_profitable_level(*shelf, keeping, 0.0, worths)
    dearer, _ = most_profitable_level(*shelf, keeping + 0.02, 0.0, worths)
    assert level - dearer == pytest.approx(0.02 / fall, rel=0.25)


def test_nothing_is_kept_that_does_not_pay_for_its_room():
    assert (
        most_profitable_level(0.1, 0.1, 8.0, FOR_EVER, 7, 12, 0.65, 0.2, 0.0, np.empty(12))[0] == 0
    )
    assert most_profitable_level(0.0, 0.0, 8.0, FOR_EVER, 7, 1, 1.0, 0.0, 0.0, np.empty(1))[0] == 0


def test_the_price_of_room_rises_while_too_little_fits():
    assert next_room_price(2.0, 10.0, 10.0, 1.0) == 2.0
    assert next_room_price(2.0, 11.0, 10.0, 1.0) == pytest.approx(2.0 * math.exp(0.5))
    assert next_room_price(2.0, 99.0, 10.0, 1.0) == pytest.approx(2.0 * math.e)  # not too far
    assert next_room_price(2.0, 1.0, 10.0, 100.0) < 2.0


def test_room_is_worth_its_rent_where_the_rule_for_its_price_would_ask_just_that():
    """Of twice its rent: with so many cases the next price of room would be the rent."""
    wanted = room_worth_its_rent(2.0, 1.0, 10.0, 3.0)
    assert wanted == pytest.approx(10.0 + 6.0 * math.log(2.0))
    assert next_room_price(2.0, 10.0, wanted, 3.0) == pytest.approx(1.0)
    assert room_worth_its_rent(1.0, 1.0, 10.0, 3.0) == 10.0
    assert room_worth_its_rent(99.0, 1.0, 10.0, 3.0) == 10.0 + 297.0  # not too far
    assert room_worth_its_rent(0.5, 1e9, 1.0, 30.0) == 0.0
