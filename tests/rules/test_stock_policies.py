"""Order policies against what a search over all possible orders finds."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.stock_policies import (
    KEEPS,
    affordable,
    counted_as_owed,
    cover_days,
    level_from_forecast,
    level_that_keeps,
    lot_to_share,
    order_quantity,
    surplus,
    whole_lots,
)
from sim.scenario import Policy

POSITIONS = st.integers(-60, 120)
LEVELS = st.integers(-40, 480).map(lambda quarters: quarters / 4)
LOTS = st.integers(1, 25)
SMALLEST = st.integers(0, 60)


def fewest(enough, lot, moq):
    """The smallest order in whole lots, at least `moq`, that is enough."""
    return next(q for q in range(0, 10_000, lot) if q >= max(moq, 1) and enough(q))


@pytest.mark.parametrize(
    ("due", "stock", "capacity", "owed", "lost"),
    [(5, 9, 99, 5, 5), (5, 3, 99, 5, 3), (5, 9, 2, 5, 2), (0, 3, 2, 0, 0), (-4, 3, 99, -4, -4)],
)
def test_what_is_lost_is_not_owed(due, stock, capacity, owed, lost):
    assert counted_as_owed(due, stock, capacity, True) == owed
    assert counted_as_owed(due, stock, capacity, False) == lost


@given(st.integers(-1000, 1000), LOTS, SMALLEST)
def test_whole_lots_are_the_fewest_that_cover(wanted, lot, moq):
    order = whole_lots(wanted, lot, moq)
    if wanted <= 0:
        assert order == 0
    else:
        assert order % lot == 0
        assert order >= max(wanted, moq) > order - lot


@given(st.integers(0, 5), st.integers(1, 9), st.integers(1, 14), st.integers(0, 30))
def test_a_level_covers_the_days_until_the_next_order_can_be_sold(delay, lead, review, evening):
    """Played day by day: days that tonight's position must serve before the next order helps."""
    next_on_the_shelf = evening + review + delay + lead
    served_from_position = range(evening + 1, next_on_the_shelf)
    assert cover_days(delay, lead, review) == len(served_from_position)


@given(POSITIONS, LEVELS, LOTS, SMALLEST)
def test_order_up_to_reaches_the_level_and_no_further_than_it_must(position, level, lot, moq):
    order = order_quantity(int(Policy.ORDER_UP_TO), position, level, 0.0, lot, moq)
    if position >= level:
        assert order == 0
    else:
        assert order == fewest(lambda q: position + q >= level, lot, moq)


@given(POSITIONS, LEVELS, LOTS, SMALLEST)
def test_reorder_point_orders_when_at_or_below_it(position, point, lot, moq):
    order = order_quantity(int(Policy.REORDER_POINT), position, 0.0, point, lot, moq)
    if position > point:
        assert order == 0
    else:
        assert order == fewest(lambda q: position + q > point, lot, moq)


@given(POSITIONS, LEVELS, st.integers(0, 200), LOTS, SMALLEST)
def test_min_max_waits_for_s_and_then_goes_up_to_its_level(position, least, above, lot, moq):
    level = least + above
    order = order_quantity(int(Policy.MIN_MAX), position, level, least, lot, moq)
    if position > least or position >= level:
        assert order == 0
    else:
        assert order == fewest(lambda q: position + q >= level, lot, moq)


@given(st.floats(0, 50), st.floats(0, 400), st.integers(1, 30), st.floats(0, 3), st.floats(0, 9))
def test_safety_stock_grows_with_the_root_of_the_days(forecast, variance, days, factor, facing):
    level = level_from_forecast(forecast, variance, float(days), factor, facing)
    assert level >= facing
    safety = level_from_forecast(0.0, variance, float(days), factor, 0.0)
    assert safety == pytest.approx(
        math.sqrt(days) * level_from_forecast(0.0, variance, 1.0, factor, 0.0), rel=1e-9
    )
    assert level == pytest.approx(max(facing, forecast * days + safety), rel=1e-9)


def test_a_forecast_variance_below_zero_is_none():
    assert level_from_forecast(2.0, -1e-9, 3.0, 1.5, 0.0) == 6.0


@given(st.floats(0, 500), st.floats(0, 50), st.integers(0, 90), st.integers(1, 7), st.floats(0, 9))
def test_a_level_is_cut_to_what_sells_in_time_but_not_below_the_facing(
    level, forecast, days_left, hands, facing
):
    cut = level_that_keeps(level, forecast, days_left, hands, facing)
    assert cut <= level
    in_time = hands * cut <= forecast * days_left * (1 + 1e-12)
    assert cut in (level, facing) or in_time
    if level <= forecast * days_left / hands:
        assert cut == level


@pytest.mark.parametrize(
    ("cover", "credit_days", "fresh_days", "days"),
    [(8, 30, KEEPS, 30), (8, 0, KEEPS, 8), (8, 30, 21, 21), (8, 0, 21, 21), (8, 30, 3, 3)],
)
@pytest.mark.parametrize("forecast", [0.3, 2.5, 40.0])
def test_a_lot_is_shared_where_it_would_not_sell_in_good_time(
    forecast, cover, credit_days, fresh_days, days
):
    for lot in (1, 7, 1000):
        shared = lot_to_share(lot, forecast, cover, credit_days, fresh_days)
        assert shared == min(lot, math.ceil(forecast * days - 1e-9))


def test_the_least_of_a_lot_is_a_grain():
    assert lot_to_share(12, 0.0, 8, 30, KEEPS) == lot_to_share(12, 5.0, 8, 30, 0) == 1


@given(st.integers(1, 365), st.integers(1, 7))
def test_all_hands_that_goods_pass_share_their_days_evenly(life, hands):
    left, held = float(life), []
    for behind in range(hands, 0, -1):
        held.append(level_that_keeps(1e9, 1.0, left, behind, 0.0))
        left -= held[-1]
    assert held == pytest.approx([life / hands] * hands)


@given(st.integers(1, 500), st.integers(1, 8_000), st.integers(0, 2_000_000), LOTS)
def test_affordable_is_as_many_lots_as_the_money_pays_for(lots, quarters, money, lot):
    wanted, price = lots * lot, quarters / 4  # a price that binary holds exactly
    bought = affordable(wanted, price, money, lot)
    assert bought % lot == 0
    assert 0 <= bought <= wanted
    assert bought * price <= money
    assert bought == wanted or (bought + lot) * price > money


def test_what_money_just_pays_for_is_bought_whole():
    assert affordable(7, 3.0, 21, 5) == 7
    assert affordable(7, 3.0, 20, 5) == 5


@given(POSITIONS, LEVELS, LOTS)
def test_surplus_is_what_can_go_back_without_falling_below_the_level(position, level, lot):
    back = surplus(position, level, lot)
    assert back % lot == 0
    assert back == 0 or position - back >= level
    assert position - back - lot < level


@given(position=st.integers(-50, 50))
def test_a_fixed_quantity_looks_at_nothing(position):
    assert order_quantity(int(Policy.FIXED_QUANTITY), position, 5.0, -3.0, 7, 0) == 7
