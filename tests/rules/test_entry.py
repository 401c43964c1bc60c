"""Who gains by opening a firm, and who by closing it."""

import numpy as np
import pytest
from scipy.stats import norm

from sim.rules.entry import (
    capital_days,
    firms_next_month,
    firms_that_pay,
    option_elsewhere,
    pay_that_keeps,
    profit_after_costs,
    share_of_entrant,
)
from sim.scenario.groups.credit import Credit

OWNERS = (np.arange(100_000) + 0.5) / 100_000


def test_profit_is_the_margin_less_interest_and_costs():
    # 1000 a day, of which 80 stay; 60 days of it, 60,000, cost 12 a day.
    assert profit_after_costs(1000.0, 0.08, 60.0, 0.0002, 50.0) == pytest.approx(18.0)
    assert profit_after_costs(0.0, 0.08, 60.0, 0.0002, 50.0) == -50.0


@pytest.mark.parametrize(
    ("customers", "firms", "each"), [(12, 2, 4), (13, 2, 4), (1, 1, 0), (5, 0, 5)]
)
def test_an_entrant_gets_an_even_share_rounded_down(customers, firms, each):
    assert share_of_entrant(customers, firms) == each


def test_a_firm_ties_up_its_cash_and_what_it_lends_to_the_level_below():
    credit = Credit._make([None] * len(Credit._fields))
    credit = credit._replace(cash_days=(5.0, 10.0, 20.0), days=(30, 15, 0))
    assert capital_days(credit) == (5.0, 40.0, 35.0)


@pytest.mark.parametrize("spread", [0.2, 0.5])
@pytest.mark.parametrize("room", [0.03, 0.4, 1.0, 40.0])
def test_at_the_opening_nobody_moves(spread, room):
    """Owners could earn less elsewhere, would-be owners more."""
    for inside in (True, False):
        option = option_elsewhere(OWNERS, np.full(len(OWNERS), inside), room, spread)
        owners = np.full(len(OWNERS), inside)
        wanted = pay_that_keeps(np.full(len(OWNERS), 100.0), option, owners, 0.0)
        assert (wanted <= 100.0).all() if inside else (wanted >= 100.0).all()


def test_moving_has_to_be_worth_it():
    """Who could have just what he has stays for a twentieth less, and comes for as much more."""
    usual, option = np.full(2, 100.0), np.ones(2)
    wanted = pay_that_keeps(usual, option, np.array([True, False]), 0.05)
    assert wanted.tolist() == [95.0, 105.0]


def test_nobody_stays_for_a_loss():
    assert pay_that_keeps(np.array([-100.0]), np.array([0.5]), np.array([True]), 0.0) == 0.0


@pytest.mark.parametrize("change", [-0.3, -0.05, 0.05, 0.3])
def test_as_many_move_as_the_normal_law_says(change):
    """All people's logs have one normal law about the opening's income, and half have a firm."""
    spread, inside = 0.5, np.full(len(OWNERS), change < 0.0)
    option = option_elsewhere(OWNERS, inside, 1.0, spread)
    wanted = pay_that_keeps(np.ones(len(OWNERS)), option, inside, 0.0)
    moved = (wanted > 1.0 + change) if change < 0.0 else (wanted < 1.0 + change)
    expected = abs(2.0 * norm.cdf(np.log1p(change) / spread) - 1.0)
    assert moved.mean() == pytest.approx(expected, abs=2e-5)


def test_the_nearest_come_first():
    """With room for a tenth of those who might, all of it is taken before the others would move."""
    option = option_elsewhere(OWNERS, np.zeros(len(OWNERS), bool), 0.1, 0.5)
    assert option.max() == pytest.approx(np.exp(0.5 * norm.ppf(0.55)), rel=1e-4)
    assert option.min() == pytest.approx(1.0, rel=1e-4)


@pytest.mark.parametrize(
    ("margin", "firms"),
    [(90.0, 0.9), (100.0, 1.0), (139.0, 1.0), (140.0, 1.0), (210.0, 1.5), (0.0, 0.0), (-5.0, 0.0)],
)
def test_firms_leave_until_the_rest_earn_their_costs_and_come_while_they_earn_a_living(
    margin, firms
):
    """One firm now, with costs of 100 a day, whose owner could have 40 elsewhere."""
    assert firms_that_pay(1.0, margin, 0.0, 100.0, 0.0, 40.0) == pytest.approx(firms)


def test_owners_leave_while_they_could_earn_more_elsewhere():
    assert firms_that_pay(1.0, 120.0, 0.0, 100.0, 20.0, 40.0) == pytest.approx(1.0)
    assert firms_that_pay(1.0, 90.0, 0.0, 100.0, 20.0, 40.0) == pytest.approx(0.75)


def test_who_would_come_pays_interest_and_who_is_there_has_paid():
    assert firms_that_pay(1.0, 210.0, 70.0, 100.0, 0.0, 40.0) == pytest.approx(1.0)
    assert firms_that_pay(3.0, 210.0, 70.0, 100.0, 0.0, 40.0) == pytest.approx(2.1)


@pytest.mark.parametrize("firms", [0.3, 1.0, 2.0, 7.5])
def test_whole_firms_that_leave_one_by_one_come_to_the_same(firms):
    """The rule for many firms, of which each sells as much as another, is this one by ones."""
    margin, fixed, keeps, pay = 500.0, 130.0, 5.0, 20.0
    left = firms_that_pay(firms, margin, 0.0, fixed, keeps, pay)
    assert margin / left >= fixed + keeps or left == pytest.approx(margin / (fixed + keeps))
    more = left + 1e-6
    assert left >= firms or margin / more < fixed + pay
    assert left <= firms or margin / more < fixed + pay


@pytest.mark.parametrize("speed", [0.1, 1.0])
def test_a_part_of_the_gap_closes_in_a_month(speed):
    assert firms_next_month(10.0, 6.0, speed) == pytest.approx(10.0 - 4.0 * speed)
    assert firms_next_month(6.0, 10.0, speed) == pytest.approx(6.0 + 4.0 * speed)
