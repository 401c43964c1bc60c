"""Who gains by becoming a middleman."""

import pytest

from sim.rules.entry import capital_days, profit_after_costs, share_of_entrant
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
