"""Who gains by opening a firm, and who by closing it."""

import pytest

from sim.rules.entry import capital_days, firms_that_pay, profit_after_costs, share_of_entrant
from sim.scenario.groups.credit import Credit


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


@pytest.mark.parametrize(
    ("margin", "firms"),
    [(90.0, 0.9), (100.0, 1.0), (139.0, 1.0), (140.0, 1.0), (210.0, 1.5), (0.0, 0.0), (-5.0, 0.0)],
)
def test_firms_leave_until_the_rest_earn_their_costs_and_come_while_they_earn_a_living(
    margin, firms
):
    """One firm now, with costs of 100 a day, whose owner could have 40 elsewhere."""
    assert firms_that_pay(1.0, margin, 0.0, 100.0, 40.0) == pytest.approx(firms)


def test_who_would_come_pays_interest_and_who_is_there_has_paid():
    assert firms_that_pay(1.0, 210.0, 70.0, 100.0, 40.0) == pytest.approx(1.0)
    assert firms_that_pay(3.0, 210.0, 70.0, 100.0, 40.0) == pytest.approx(2.1)


@pytest.mark.parametrize("firms", [0.3, 1.0, 2.0, 7.5])
def test_whole_firms_that_leave_one_by_one_come_to_the_same(firms):
    """The rule for many firms, of which each sells as much as another, is this one by ones."""
    margin, fixed, pay = 500.0, 130.0, 20.0
    left = firms_that_pay(firms, margin, 0.0, fixed, pay)
    assert margin / left >= fixed or left == pytest.approx(margin / fixed)
    more = left + 1e-6
    assert left >= firms or margin / more < fixed
    assert left <= firms or margin / more < fixed + pay
