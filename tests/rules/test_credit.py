"""Payments never exceed what is due or what there is."""

from hypothesis import given
from hypothesis import strategies as st

from sim.rules.credit import days_in_arrears, drawings, payment

MONEY = st.integers(0, 10**15)


@given(MONEY, st.integers(-(10**15), 10**15), MONEY)
def test_a_payment_stays_within_the_debt_the_cash_and_the_overdraft(due, cash, overdraft):
    paid = payment(due, cash, overdraft)
    assert 0 <= paid <= due
    assert paid == due or cash - paid <= -overdraft
    assert paid == 0 or cash - paid >= -overdraft


@given(st.integers(0, 5000), st.sampled_from([0, 1]) | MONEY)
def test_arrears_are_counted_until_they_are_paid(days, arrears):
    assert days_in_arrears(days, arrears) == (days + 1 if arrears else 0)


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**12), st.floats(0, 1))
def test_an_owner_takes_no_more_than_the_firm_can_spare(cash, working_cash, share):
    taken = drawings(cash, working_cash, share)
    assert 0 <= taken <= max(cash - working_cash, 0)
    assert drawings(cash, working_cash, 0.0) == 0
