"""Who of those newly online begins to sell: in proportion to what it pays, and to who shows how."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.online_newcomers import (
    chance_to_begin,
    mixed,
    parcels_reach,
    with_experience,
    worth_of_selling,
)

share = st.floats(0.0, 1.0)


def test_days_on_the_way_keep_some_from_selling_as_they_keep_buyers_from_buying():
    assert parcels_reach(3.0, 3.0, 0.1) == 1.0
    assert parcels_reach(5.0, 3.0, 0.1) == pytest.approx(math.exp(-0.2))


def test_learning_costs_less_the_more_there_are_whom_one_can_ask():
    alone, among_some = (worth_of_selling(2000.0, 100.0, sell, 500.0) for sell in (0.0, 0.5))
    assert alone == pytest.approx(1900 / 500)
    assert among_some == pytest.approx(1950 / 500)
    assert worth_of_selling(2000.0, 100.0, 1.0, 500.0) == 4.0
    assert worth_of_selling(-5.0, 100.0, 0.5, 500.0) == 0.0


def test_who_earns_less_elsewhere_begins_sooner():
    in_town = worth_of_selling(2000.0, 0.0, 0.5, 2000.0)
    on_the_land = worth_of_selling(2000.0, 0.0, 0.5, 600.0)
    assert on_the_land / in_town == pytest.approx(2000 / 600)


def test_the_chance_is_that_of_bass_in_proportion_to_the_gain():
    assert chance_to_begin(0.02, 0.03, 0.0, 1.0) == pytest.approx(0.02)
    assert chance_to_begin(0.02, 0.03, 0.5, 2.0) == pytest.approx(2.0 * 0.035)
    assert chance_to_begin(0.02, 0.03, 0.5, 0.0) == 0.0
    assert chance_to_begin(0.9, 0.9, 1.0, 5.0) == 1.0


@given(share, share, st.floats(0.0, 5.0))
def test_a_mean_lies_between_those_who_were_there_and_those_who_come(old, new, more):
    mean = mixed(old, new, more)
    assert mean == pytest.approx((old + more * new) / (1 + more))
    assert min(old, new) - 1e-12 <= mean <= max(old, new) + 1e-12


def test_the_new_list_as_much_as_others_in_time():
    listed = 0.2
    for _ in range(12):
        listed = with_experience(listed, 0.1)
    assert listed == pytest.approx(1.0 - 0.8 * 0.9**12)
    assert with_experience(1.0, 0.1) == 1.0
