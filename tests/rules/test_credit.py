"""Who gets credit for what; payments never exceed what is due or what there is."""

from hypothesis import given
from hypothesis import strategies as st

from sim.rules.credit import (
    credit_left,
    days_in_arrears,
    drawings,
    gives_credit,
    payment,
    within_means,
)

MONEY = st.integers(0, 10**15)
FEW = st.integers(0, 60)


def test_only_the_usual_supplier_gives_credit_and_for_no_direct_order():
    assert gives_credit(seller=7, direct=0, upstream=7, credit_days=30)
    assert not gives_credit(seller=8, direct=0, upstream=7, credit_days=30)
    assert not gives_credit(seller=7, direct=1, upstream=7, credit_days=30)
    assert not gives_credit(seller=7, direct=0, upstream=7, credit_days=0)


def test_credit_ends_at_its_limit_and_with_the_first_arrears():
    assert credit_left(100, 30, 0) == 70
    assert credit_left(100, 130, 0) == 0
    assert credit_left(100, 30, 1) == 0


@given(FEW, FEW, st.integers(0, 9), st.integers(0, 300), st.integers(0, 300), st.integers(1, 12))
def test_means_cover_the_most_lots_that_can_be_paid(lots, price, freight, credit, cash, lot):
    """By trial: what goods cost above the credit, and their carriage, comes out of the cash."""

    def paid_at_once(grains):
        return max(grains * price - credit, 0) + grains * freight

    best = max(n for n in range(lots + 1) if paid_at_once(n * lot) <= cash)
    assert within_means(lots * lot, price, freight, credit, cash, lot) == best * lot


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
