"""Makers fit their lines and their costs, by hand."""

import numpy as np
import pytest

from sim.model.calendar import today_of
from sim.phases import adoption
from sim.phases.supply.capacity import LINES, fit_lines, reset_lines
from tests.phases.alone import country, rows_of, with_rules


def months(number, spare=0.2, closes=0.5, follows=0.1, there=1, review=1):
    """A maker whose orders have fallen to a third, so many months later."""
    model = country()
    with_rules(
        model, "adoption", spare_capacity=spare, capacity_adjustment=closes,
        cost_adjustment=follows,
    )  # fmt: skip
    state = model.state
    maker = int(state.levels.first_keeper[state.n_levels - 1])
    state.keepers.open[maker] = there
    rows = rows_of(model, maker)
    source = np.asarray(state.terms.supplier[rows])
    state.shelves.capacity[source] = 360
    state.shelves.forecast[rows] = 100.0
    state.terms.review[rows] = review
    price = np.asarray(state.products.maker_price)[np.asarray(state.shelves.product[rows])]
    state.accounts.fixed_cost[maker] = 1_000_000
    state.accounts.upkeep[maker] = 1_000_000 / (360 * price.sum())
    for _ in range(number):
        reset_lines(state.tables, model.rules.adoption, maker, maker + 1)
    return state, maker, rows, source


def test_capacity_goes_half_the_way_to_what_is_ordered_and_costs_after_it():
    state, maker, _, source = months(1)
    assert (np.asarray(state.shelves.capacity)[source] == 240).all()  # of 360, to 120
    # The lines would cost two thirds now; a tenth of the gap is closed.
    gap = 1_000_000 * (1.0 - 240 / 360)
    assert state.accounts.fixed_cost[maker] == pytest.approx(1_000_000 - 0.1 * gap, abs=2)


def test_buyers_forget_that_makers_and_farmers_had_nothing():
    model = country()
    with_rules(model, "adoption", service_smoothing=0.25)
    state = model.state
    state.shelves.service[:] = 0.2
    fit_lines(state, model.rules, today_of(model.asked, 1, 10))
    service, roles = np.asarray(state.shelves.service), state.roles
    for level in range(roles.levels):
        expected = 0.4 if level in (roles.makers, roles.platform) else 0.2
        assert service[state.shelves_at(level)] == pytest.approx(expected)


def test_a_plant_makes_in_a_round_what_is_ordered_in_a_round():
    state, _, _, source = months(1, review=5)
    assert (np.asarray(state.shelves.capacity)[source] == 480).all()  # of 360, to 600


def test_where_there_is_no_maker_nothing_changes():
    state, maker, _, source = months(1, there=0)
    assert state.accounts.fixed_cost[maker] == 1_000_000
    assert (np.asarray(state.shelves.capacity)[source] == 360).all()


def test_in_the_long_run_costs_are_of_what_a_maker_can_make():
    state, maker, _, source = months(100)
    capacity = np.asarray(state.shelves.capacity)[source]
    assert abs(capacity - 120).max() <= 1
    assert state.accounts.fixed_cost[maker] == pytest.approx(1e6 * capacity[0] / 360, rel=0.01)


def test_at_the_opening_costs_are_a_share_of_the_margin_on_what_it_is_built_for():
    model = country()
    state, asked = model.state, model.asked
    first, end = (int(k) for k in state.levels.first_keeper[state.n_levels - 1 :][:2])
    for maker in range(first, end):
        rows = rows_of(model, maker)
        capacity = np.asarray(state.shelves.capacity)[np.asarray(state.terms.supplier[rows])]
        price = np.asarray(state.products.maker_price)[np.asarray(state.shelves.product[rows])]
        markup, spare = asked.price.manufacturer_markup, 1.0 + asked.stock.spare_capacity
        share = asked.cost.manufacturer_share * markup / (1.0 + markup) / spare
        fixed = int(state.accounts.fixed_cost[maker])
        # Lines are rounded up to whole grains.
        assert share * ((capacity - 1) * price).sum() - 1 <= fixed
        assert fixed <= share * (capacity * price).sum() + 1
        worth = float((capacity * price).sum())
        assert state.accounts.upkeep[maker] * worth == pytest.approx(fixed)


def test_adoption_has_makers_do_it_on_the_first_of_a_month():
    assert LINES in adoption.PHASE.steps
    model = country()
    today = today_of(model.asked, 1, 40)
    due = [LINES.when(model.state, model.rules, today._replace(first_of_month=k)) for k in (0, 1)]
    assert due == [False, True]
