"""Incomes are over the firms that were there, by hand: who has left earns nothing and is nobody."""

import numpy as np
import pytest

from sim.model.report.families.incomes import earners
from sim.model.report.firms_there import KINDS, firms_there, wholesalers_there
from tests.worlds import eventful


@pytest.fixture
def model():
    return eventful()


@pytest.fixture
def opening(model):
    return model.recorder.opening_open


def of_level(state, level, province):
    rows = state.keepers_at(level)
    return rows.start + np.flatnonzero(
        (np.asarray(state.keepers.province[rows]) == province)
        & (np.asarray(state.keepers.open[rows]) == 1)
    )


def test_at_the_opening_there_are_those_that_are_represented(model, opening):
    for kind, there in firms_there(model.state, opening).items():
        np.testing.assert_allclose(there, model.state.represented[kind], err_msg=kind)
    tiers = wholesalers_there(model.state, opening)
    assert len(tiers) == model.state.roles.makers - 1
    brokers = model.state.represented["broker"]
    np.testing.assert_allclose(
        np.sum(tiers, axis=0) + brokers, model.state.represented["middleman"]
    )


def test_who_leaves_is_there_no_more_and_who_comes_is(model, opening):
    state, real = model.state, model.state.represented["shop_owner"]
    there = of_level(state, 0, 1)
    state.keepers.open[there[0]] = 0
    left = firms_there(state, opening)["shop_owner"]
    assert left[1] == pytest.approx(real[1] * (1 - 1 / len(there)))
    assert left[0] == pytest.approx(real[0])
    state.keepers.open[there[0]] = 1
    without = opening.copy()
    without[there[0]] = 0  # who is there now has come since
    more = firms_there(state, without)["shop_owner"]
    assert more[1] == pytest.approx(real[1] * len(there) / (len(there) - 1))


def test_tiers_are_told_apart(model, opening):
    state = model.state
    (last,) = of_level(state, 1, 1)
    state.keepers.open[last] = 0
    tier1, tier2, *_ = wholesalers_there(state, opening)
    assert tier1.tolist() == pytest.approx([state.represented["tier1"][0], 0.0])
    assert tier2 == pytest.approx(state.represented["tier2"])


def test_the_first_of_a_province_stands_for_one(model, opening):
    (last,) = of_level(model.state, 1, 1)
    without = opening.copy()
    without[last] = 0
    assert wholesalers_there(model.state, without)[0][1] == 1.0


def test_a_last_middleman_of_whom_a_part_has_left_is_that_part(model, opening):
    state, accounts = model.state, model.state.accounts
    first = of_level(state, 2, 0)
    accounts.usual_cost[first], accounts.fixed_cost[first] = 1000, 300
    left = wholesalers_there(state, opening)[1]
    assert left[0] == pytest.approx(0.3 * state.represented["tier2"][0])


def test_what_a_maker_pays_does_not_tell_its_size(model, opening):
    accounts, makers = model.state.accounts, model.state.keepers_at(model.state.roles.makers)
    accounts.fixed_cost[makers] = accounts.usual_cost[makers] // 2
    there = firms_there(model.state, opening)["manufacturer"]
    np.testing.assert_allclose(there, model.state.represented["manufacturer"])


def test_incomes_are_over_the_mean_of_the_days(model):
    """Twelve days of March and twenty of April, with half of the firms in April."""
    recorder, state = model.recorder, model.state
    all_of_them = firms_there(state, recorder.opening_open)
    half = {kind: there / 2 for kind, there in all_of_them.items()}
    recorder.firms = [all_of_them, half]
    people = earners(recorder, state)
    for kind in KINDS:
        np.testing.assert_allclose(people[kind], all_of_them[kind] * (12 + 20 / 2) / 32)
    np.testing.assert_allclose(people["farmer"], state.represented["farmer"])


def test_the_months_are_noted(model):
    model.run()
    assert len(model.recorder.firms) == 2
    again = eventful()
    again.recorder.recall(model.recorder.memory())
    for kind in KINDS:
        np.testing.assert_array_equal(again.recorder.firms[1][kind], model.recorder.firms[1][kind])
