"""Pricing rules against what they are meant to bring about."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.goods_prices import (
    adapted_markup_factor,
    cost_of_arrivals,
    goods_price,
    monopoly_price,
)
from sim.scenario import GoodsPricing

COSTS = st.floats(0.01, 1000)
MARKUPS = st.floats(0, 3)
VOLUMES = st.just(0.0) | st.floats(1e-6, 1000)


def price(rule, landed, opening=1.0, pass_through=1.0, markup=0.2, factor=1.0, choke=10.0):
    return goods_price(int(rule), landed, opening, pass_through, markup, factor, choke)


@given(COSTS, COSTS, MARKUPS, st.floats(0, 1), st.floats(0, 1))
def test_cost_plus_knows_its_cost_and_nothing_else(landed, opening, markup, factor, pass_through):
    found = price(GoodsPricing.COST_PLUS, landed, opening, pass_through, markup, factor)
    assert found == pytest.approx(landed * (1 + markup))


@given(COSTS, COSTS, MARKUPS, st.floats(0, 1))
def test_adaptive_markup_is_cost_plus_at_the_usual_volume_and_full_pass_through(
    landed, opening, markup, pass_through
):
    usual = price(GoodsPricing.ADAPTIVE_MARKUP, landed, opening, 1.0, markup, 1.0)
    assert usual == pytest.approx(price(GoodsPricing.COST_PLUS, landed, markup=markup))
    still = price(GoodsPricing.ADAPTIVE_MARKUP, opening, opening, pass_through, markup, 1.0)
    assert still == pytest.approx(opening * (1 + markup))
    part = price(GoodsPricing.ADAPTIVE_MARKUP, landed, opening, pass_through, markup, 1.0)
    low, high = sorted((still, usual))
    assert low * (1 - 1e-9) <= part <= high * (1 + 1e-9)


@given(VOLUMES, VOLUMES, st.floats(0, 3), st.floats(0, 1))
def test_lost_volume_squeezes_a_markup_down_to_its_floor(volume, reference, response, floor):
    factor = adapted_markup_factor(volume, reference, response, floor)
    assert min(floor, 1.0) <= factor <= 1.0
    if volume >= reference or response == 0:
        assert factor == 1.0
    elif volume > 0:
        assert factor == pytest.approx(max(floor, (volume / reference) ** response))
        less = adapted_markup_factor(volume / 2, reference, response, floor)
        assert less <= factor


@given(COSTS, st.floats(0, 0.9))
def test_what_arrives_bears_the_cost_of_what_was_sent(landed, lost):
    assert cost_of_arrivals(landed, lost, 1.0) * (1 - lost) == pytest.approx(landed)
    assert cost_of_arrivals(landed, lost, 0.0) == landed
    part = cost_of_arrivals(landed, lost, 0.5)
    assert landed <= part <= cost_of_arrivals(landed, lost, 1.0)


def test_a_firm_without_sales_or_memory_keeps_its_usual_markup():
    assert adapted_markup_factor(0.0, 5.0, 0.5, 0.4) == 1.0
    assert adapted_markup_factor(5.0, 0.0, 0.5, 0.4) == 1.0


def test_a_squeezed_markup_is_on_the_cost_that_is_passed_on():
    """Of a rise from 8 to 10 a half is passed on; on 9 come half of 20 %."""
    found = price(GoodsPricing.ADAPTIVE_MARKUP, 10.0, 8.0, 0.5, markup=0.2, factor=0.5)
    assert found == pytest.approx(9.9)


@given(st.floats(0, 100), st.floats(0.1, 200))
def test_a_monopolist_s_price_earns_most_on_linear_demand(landed, choke):
    found = monopoly_price(landed, choke)
    if choke <= landed:
        assert found == landed
        return
    grid = np.linspace(landed, choke, 2001)
    profit = (grid - landed) * (choke - grid)
    assert (found - landed) * (choke - found) >= profit.max() * (1 - 1e-9)


@pytest.mark.parametrize("sellers", [1, 2, 3, 4])
def test_successive_monopolists_halve_what_is_left_each(sellers):
    """Spengler 1950: n sellers in a row leave 1 / 2^n of the distance to the choke price."""
    cost, choke = 3.0, 11.0
    found = cost
    for _ in range(sellers):
        found = price(GoodsPricing.SUCCESSIVE_MONOPOLY, found, choke=choke)
    assert found == pytest.approx(choke - (choke - cost) / 2**sellers)
