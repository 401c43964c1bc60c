"""Logit choices of farmers and the pace at which brokers sell."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.channels import channel_shares, logit_weight, net_at_market, release

NET = st.floats(0, 20)
SCALE = st.floats(0.05, 5)


@given(NET, NET, NET, SCALE)
def test_shares_are_the_logit_s(broker, market, direct, scale):
    first, second = channel_shares(broker, market, direct, 1, scale)
    parts = first, second - first, 1 - second
    weights = [math.exp((net - 20) / scale) for net in (broker, market, direct)]
    for part, weight in zip(parts, weights, strict=True):
        assert part == pytest.approx(weight / sum(weights), abs=1e-9)


@given(NET, NET, NET, SCALE, st.floats(-5, 5))
def test_a_common_gain_changes_no_choice(broker, market, direct, scale, more):
    here = channel_shares(broker, market, direct, 1, scale)
    there = channel_shares(broker + more, market + more, direct + more, 1, scale)
    assert here == pytest.approx(there, abs=1e-9)


@given(NET, NET, NET, SCALE)
def test_without_a_platform_nobody_sells_on_it(broker, market, direct, scale):
    first, second = channel_shares(broker, market, direct, 0, scale)
    assert second == 1.0
    assert 0 <= first <= 1


def test_a_channel_that_is_far_better_takes_all_without_overflow():
    assert channel_shares(1.0, 2.0, 1000.0, 1, 0.5) == pytest.approx((0.0, 0.0))
    assert channel_shares(1.0, 1000.0, 2.0, 1, 0.5) == pytest.approx((0.0, 1.0))
    assert channel_shares(1.0, 1.0, 1000.0, 0, 0.5) == pytest.approx((0.5, 1.0))


def test_with_little_taste_the_best_channel_takes_all():
    assert channel_shares(3.0, 2.0, 1.0, 1, 0.01)[0] == pytest.approx(1.0)
    assert logit_weight(2.0, 2.0, 0.1) == 1.0


@given(st.integers(0, 10_000), st.floats(0, 400))
def test_a_broker_sells_out_in_time(stock, days):
    left, evenings = stock, 0
    while left > 0:
        gone = release(left, days - evenings)
        assert 1 <= gone <= left
        left -= gone
        evenings += 1
    assert evenings <= max(1, math.ceil(days))


def test_freight_is_paid_of_what_is_lost_as_well():
    assert net_at_market(4.0, 0.75, 0.5) == 4.0 * 0.75 - 0.5
