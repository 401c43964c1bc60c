"""What a unit costs from the wholesaler and from its producer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.sourcing import direct_unit_cost, wholesale_unit_cost

PRICE = st.floats(0.01, 1000)
MOQ = st.integers(0, 10_000)
DEMAND = st.floats(0.01, 100)
INTEREST = st.floats(0, 0.001)


@given(PRICE, st.integers(0, 90), INTEREST)
def test_credit_is_worth_its_interest(price, days, interest):
    cost = wholesale_unit_cost(price, days, interest)
    assert cost == pytest.approx(price - price * days * interest)


@given(PRICE, st.floats(0, 0.5), st.floats(0, 50), DEMAND, INTEREST)
def test_without_a_smallest_order_a_unit_costs_what_lands(price, fee, freight, demand, interest):
    cost = direct_unit_cost(price, fee, freight, 0, demand, interest, 0)
    assert cost == pytest.approx(price + price * fee + freight)


@given(PRICE, st.floats(0, 0.5), st.floats(0, 50), MOQ, DEMAND, INTEREST, st.integers(0, 60))
def test_everything_that_is_worse_costs_more(price, fee, freight, moq, demand, interest, life):
    def cost(price=price, fee=fee, freight=freight, moq=moq, demand=demand, interest=interest):
        return direct_unit_cost(price, fee, freight, moq, demand, interest, life)

    here = cost() * (1 - 1e-9)
    assert cost(price=price * 2) >= here
    assert cost(fee=fee + 0.1) >= here
    assert cost(freight=freight + 1) >= here
    assert cost(moq=moq * 2) >= here
    assert cost(demand=demand / 2) >= here
    assert cost(interest=interest + 1e-4) >= here


def test_what_spoils_is_paid_for_by_what_sells():
    """20 units at one a day, 5 days of life: a quarter is sold, so each sold unit costs four."""
    assert direct_unit_cost(3.0, 0.0, 0.0, 20, 1.0, 0.0, 5) == pytest.approx(12.0)


def test_no_sales_no_direct_order():
    assert direct_unit_cost(1.0, 0.0, 0.0, 1, 0.0, 0.0, 0) > 1e20


def test_money_is_tied_up_for_half_the_days_that_an_order_lasts():
    """10 units at one a day: 5 days at 1 % on a landed cost of 4 + 0.4 + 0.6."""
    for keeps in (0, 10, 20):  # it keeps, or sells before it is too old
        assert direct_unit_cost(4.0, 0.1, 0.6, 10, 1.0, 0.01, keeps) == pytest.approx(5.25)


def test_what_lives_a_day_is_lost_on_the_second():
    assert direct_unit_cost(3.0, 0.0, 0.0, 2, 1.0, 0.0, 1) == pytest.approx(6.0)
