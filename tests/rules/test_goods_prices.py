"""Pricing rules against what they are meant to bring about."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.goods_prices import (
    adapted_markup_factor,
    competitive_price,
    cost_of_arrivals,
    goods_price,
    mean_cost,
    monopoly_price,
    usual_elasticity,
)
from sim.scenario import GoodsPricing

COSTS = st.floats(0.01, 1000)
MARKUPS = st.floats(0, 3)
VOLUMES = st.just(0.0) | st.floats(1e-6, 1000)


def price(rule, landed, markup=0.2, factor=1.0, choke=10.0):
    return goods_price(int(rule), landed, markup, factor, choke)


@given(COSTS, MARKUPS, st.floats(0, 1))
def test_cost_plus_knows_its_cost_and_nothing_else(landed, markup, factor):
    found = price(GoodsPricing.COST_PLUS, landed, markup, factor)
    assert found == pytest.approx(landed * (1 + markup))


@given(COSTS, MARKUPS)
def test_adaptive_markup_is_cost_plus_at_the_usual_volume(landed, markup):
    usual = price(GoodsPricing.ADAPTIVE_MARKUP, landed, markup, 1.0)
    assert usual == pytest.approx(price(GoodsPricing.COST_PLUS, landed, markup=markup))


@given(COSTS, COSTS, st.floats(0.02, 1))
def test_a_shop_that_sees_its_usual_customers_passes_every_cost_on(landed, opening, markup):
    found = competitive_price(landed, opening, markup, usual_elasticity(markup))
    assert found == pytest.approx(landed * (1 + markup))


@given(COSTS, COSTS, MARKUPS, st.floats(0, 60))
def test_nobody_asks_more_than_people_are_used_to(landed, opening, markup, elasticity):
    found = competitive_price(landed, opening, markup, elasticity)
    going = max(landed, opening) * (1 + markup)
    assert landed <= found <= going
    if elasticity <= 1.0:
        assert found == going
    else:
        assert found == pytest.approx(min(going, landed * elasticity / (elasticity - 1)))


def test_the_best_price_earns_most_of_customers_who_answer_so():
    """Profit (p - 3) p^-5 is highest at 3.75."""
    found = competitive_price(3.0, 3.0, 0.4, 5.0)
    grid = np.linspace(3.0, 4.2, 2001)
    profit = (grid - 3.0) * grid**-5.0
    assert found == pytest.approx(3.75)
    assert (found - 3.0) * found**-5.0 >= profit.max() * (1 - 1e-9)


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


def test_a_squeezed_markup_is_a_part_of_the_usual_one():
    found = price(GoodsPricing.ADAPTIVE_MARKUP, 10.0, markup=0.2, factor=0.5)
    assert found == pytest.approx(11.0)


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


def test_what_is_in_store_costs_what_was_paid_for_it_on_average():
    assert mean_cost(0, 9.0, 5, 2.0) == 2.0
    assert mean_cost(10, 1.0, 30, 2.0) == 1.75
    assert mean_cost(0, 9.0, 0, 2.0) == 9.0  # a lot of which a stall has kept all
