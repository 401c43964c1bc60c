"""Prices of produce: Nash's bargain, the outside option, and markets that take more for less."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.produce_prices import (
    asked_of_wholesalers,
    broker_offer,
    expected_receipts,
    farmers_outside_option,
    market_price,
    share_of_processors,
    split,
    worth_of_offering,
)
from sim.scenario import ProducePricing

MONEY = st.floats(0, 100)
SHARE = st.integers(0, 100).map(lambda percent: percent / 100)


@given(MONEY, MONEY, SHARE)
def test_a_bargain_is_nash_s(outside, value, power):
    agreed = split(outside, value, power)
    if value <= outside:
        assert agreed == value
        return
    grid = np.linspace(outside, value, 1001)
    product = (grid - outside) ** power * (value - grid) ** (1 - power)
    mine = max(agreed - outside, 0) ** power * max(value - agreed, 0) ** (1 - power)
    assert mine >= product.max() * (1 - 1e-6)


@given(MONEY, st.floats(0, 0.5), MONEY, st.floats(0, 0.5))
def test_the_outside_option_is_what_the_market_leaves(price, fee, haul, risk):
    left = price - price * fee - price * risk - haul
    net = farmers_outside_option(price, fee, haul, risk)
    assert net == pytest.approx(left if left > 0 else 0.0, abs=1e-9)


@given(
    st.sampled_from(list(ProducePricing)), MONEY, st.floats(0, 2), st.floats(0.1, 1), MONEY, SHARE
)
def test_a_broker_never_offers_more_than_he_can_resell_for(
    rule, resale, markup, factor, outside, power
):
    offer = broker_offer(int(rule), resale, markup, factor, outside, power)
    assert 0 <= offer <= resale * (1 + 1e-12)


@given(MONEY, st.floats(0, 2), MONEY, SHARE)
def test_market_power_runs_from_cost_plus_to_the_outside_option(resale, markup, outside, power):
    def offer(rule, power):
        return broker_offer(int(rule), resale, markup, 1.0, outside, power)

    cost_plus = offer(ProducePricing.COST_PLUS, power)
    monopoly = offer(ProducePricing.SUCCESSIVE_MONOPOLY, power)
    assert offer(ProducePricing.BARGAINING, 1.0) == pytest.approx(cost_plus)
    assert offer(ProducePricing.BARGAINING, 0.0) == pytest.approx(monopoly)
    assert offer(ProducePricing.ADAPTIVE_MARKUP, power) == pytest.approx(cost_plus)
    assert monopoly * (1 - 1e-9) <= offer(ProducePricing.BARGAINING, power) <= cost_plus + 1e-9


@given(st.floats(0.1, 50), st.floats(1, 1e6), st.floats(0.01, 100), st.floats(-4, -0.2))
def test_wet_markets_take_more_for_less(base, usual, ratio, elasticity):
    found = market_price(base, usual * ratio, usual, elasticity, 0.0, 1e12)
    assert market_price(base, usual, usual, elasticity, 0.0, 1e12) == pytest.approx(base)
    assert usual * (found / base) ** elasticity == pytest.approx(usual * ratio, rel=1e-6)


@given(st.floats(0.1, 50), st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0.3, 0.9))
def test_a_price_stays_between_processors_and_ceiling(base, taken, usual, floor):
    found = market_price(base, taken, usual, -0.8, floor, 1.5)
    assert base * floor * (1 - 1e-12) <= found <= base * 1.5 * (1 + 1e-12)


@given(
    st.floats(0.1, 50),
    st.floats(1, 1e6),
    st.floats(0.01, 100),
    st.floats(-4, -0.2),
    st.floats(0.3, 0.9),
)
def test_processors_take_what_people_do_not_at_the_floor(base, usual, ratio, elasticity, floor):
    taken = usual * ratio
    share = share_of_processors(taken, usual, elasticity, floor)
    at_floor = usual * floor**elasticity  # what people take at that price
    assert taken * (1.0 - share) == pytest.approx(min(taken, at_floor), rel=1e-9)
    price = market_price(base, taken, usual, elasticity, floor, 1e12)
    if share > 1e-9:
        assert price == pytest.approx(base * floor)


@pytest.mark.parametrize(
    ("taken", "usual", "floor", "share"),
    [(0.0, 5.0, 0.5, 0.0), (5.0, 0.0, 0.5, 1.0), (5.0, 1.0, 0.0, 0.0)],
)
def test_without_arrivals_people_or_floor(taken, usual, floor, share):
    assert share_of_processors(taken, usual, -0.8, floor) == share


@pytest.mark.parametrize(
    ("ordered", "offered", "worth"),
    [
        (0.0, 0.0, 9.0),  # 10 less a tenth for packing: nobody has tried
        (0.9, 0.99, 9.0),  # of less than a grain nobody knows any more
        (5.0, 5.0, 9.0),
        (8.0, 5.0, 9.0),  # of what waited before
        (2.0, 4.0, 8.0),  # two are packed for one that is ordered
        (1.0, 10.0, 0.0),
        (0.0, 4.0, -np.inf),
    ],
)
def test_a_farmer_packs_all_that_he_offers(ordered, offered, worth):
    assert worth_of_offering(10.0, 0.1, ordered, offered) == pytest.approx(worth)


@given(
    st.floats(0.01, 1), st.floats(0.1, 50), st.floats(0.1, 50), st.floats(0, 0.5), st.floats(1, 1e6)
)
def test_to_offer_beats_the_market_where_it_pays_on_average(share, ask, market, effort, offered):
    tries = share * ask + (1.0 - share) * market - effort * ask
    worth = worth_of_offering(ask, effort, share * offered, offered)
    assert (worth - market) * share == pytest.approx(tries - market, abs=1e-9)


@pytest.mark.parametrize(
    ("rule", "rich", "poor"),
    [
        (ProducePricing.COST_PLUS, 10.0, 10.0),  # 12 over 1.2
        (ProducePricing.ADAPTIVE_MARKUP, 12 / 1.1, 12 / 1.1),
        (ProducePricing.BARGAINING, 5.5, 10.0),  # 4 and a quarter of 6; no surplus, no bargain
        (ProducePricing.SUCCESSIVE_MONOPOLY, 4.0, 10.0),
    ],
)
def test_what_a_broker_offers_under_each_rule(rule, rich, poor):
    for outside, expected in ((4.0, rich), (15.0, poor)):
        offer = broker_offer(int(rule), 12.0, 0.2, 0.5, outside, 0.25)
        assert offer == pytest.approx(expected)
    assert broker_offer(int(rule), -5.0, 0.2, 0.5, 4.0, 0.25) == 0.0


def test_a_broker_asks_of_wholesalers_no_less_than_he_could_have_elsewhere():
    assert asked_of_wholesalers(6.0, 4.0) == 6.0
    assert asked_of_wholesalers(4.0, 6.0) == 6.0


@pytest.mark.parametrize(
    ("traded", "bought", "receipts"),
    [(0, 10, 4.0), (5, 10, 5.0), (10, 10, 6.0), (20, 10, 6.0), (3, 0, 4.0)],
)
def test_a_broker_expects_what_wholesalers_pay_for_the_part_that_they_take(
    traded, bought, receipts
):
    """Wet markets leave him 4 a grain, wholesalers pay 6."""
    assert expected_receipts(4.0, 6.0, traded, bought) == pytest.approx(receipts)
