"""Targeted relief: its budget, its records, whom it helps, and what that changes."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from sim.engine.tables.state import columns_of
from sim.phases.policy.relief import income_so_far
from sim.phases.policy.relief_choice import register
from sim.phases.policy.relief_records import count_the_poor, households_of
from sim.scenario import read_scenario
from sim.scenario.groups import ReliefChoice
from tests.worlds import eventful

GOVERNMENT, FARMERS = Sector.GOVERNMENT, Sector.FARMERS
NAMES = [choice.name.lower() for choice in ReliefChoice]
BUDGET = 20  # RMB a head: some of the poor get nothing, and a quota helps others than a lot does
ON = "levers.targeted_relief={level: 1, from: 2017-01-01}"
EXACT = tuple(
    f"relief.{key}=0" for key in ("record_noise", "record_missing", "data_noise", "data_missing")
)


def country(*sets):
    """Two poor provinces and a rich one, from the beginning of 2016 to February 2017."""
    names = "population.provinces=[Gansu, Guizhou, Zhejiang]"
    days = ("calendar.start=2016-01-01", "calendar.end=2017-02-28", "calendar.warmup_days=7")
    off = ("levers.analytics=off", "levers.direct_ordering=off", "levers.fast_replenishment=off")
    return eventful(names, *days, *off, "scale=30000", *sets)


def until(model, days):
    """Run so many days that count."""
    while model.day < days + 7:
        model.step()
    return model


def helped(model):
    return np.flatnonzero(np.asarray(model.state.farm.registry.helped))


@pytest.fixture(scope="module")
def spent_by():
    """A run of each choice."""
    budget = f"relief.budget={BUDGET}"
    return {name: country(ON, budget, f"relief.choice={name}").run() for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_the_budget_is_kept_and_every_yuan_has_two_ends(name, spent_by):
    model = spent_by[name]  # conservation of money is checked on each of its days
    state, registry = model.state, model.state.farm.registry
    flows = np.array(state.ledger.money[Flow.RELIEF])
    to_households = flows[GOVERNMENT, FARMERS]
    to_schools = flows[GOVERNMENT, Sector.OTHER_SELLERS]
    assert flows.sum() == to_households + to_schools == np.asarray(registry.spent).sum()
    assert to_households > 0
    assert to_schools > 0
    budget = BUDGET * model.asked.grain.money * np.asarray(registry.persons).sum()
    committed = np.asarray(registry.spent + registry.allowance).sum()
    one_more = 2300 * model.asked.grain.money
    assert budget - one_more < committed <= budget
    assert np.asarray(registry.allowance).min() >= 0
    assert set(helped(model)) <= set(np.flatnonzero(np.asarray(registry.poor)))
    money = model.asked.grain.money
    cost = model.outcomes()["relief.cost"].value
    assert cost == pytest.approx(flows.sum() / money * model.asked.scale)


def test_the_choices_differ_but_cost_the_same(spent_by):
    chosen = [set(helped(spent_by[name])) for name in NAMES]
    assert len({frozenset(who) for who in chosen}) == len(NAMES)
    costs = [spent_by[name].outcomes()["relief.cost"].value for name in NAMES]
    assert max(costs) < 1.2 * min(costs)


@pytest.mark.parametrize("choice", ReliefChoice)
def test_the_choice_reads_records_and_no_income(choice):
    model = until(country(ON, f"relief.choice={choice.name.lower()}", "relief.budget=1000"), 366)
    state, settings = model.state, model.rules.relief
    farm = state.farm
    who = helped(model)
    assert len(who) > 0
    marks, every = model.recorder.incomes.marks, np.ones(len(farm.registry.land), bool)
    earned = marks["2017-01-01"] - marks["2016-01-01"]
    people = count_the_poor(farm.registry, settings.office.line, earned, every)
    households = households_of(farm.farmers.province, state.province_rows)
    luck = np.random.default_rng(1)
    for column in (farm.farmers.sales, farm.farmers.other, farm.farmers.costs, farm.farmers.cash):
        column[:] = luck.permutation(np.asarray(column))
    farm.farmers.monthly[:] = 0
    farm.registry.earned[:] = luck.permutation(np.asarray(farm.registry.earned))
    farm.registry.helped[:] = 0
    found = register(farm.registry, settings.office, households, 1, 2017, every, people)
    assert set(found) == set(who)


def test_it_is_last_years_income_that_is_recorded_without_noise():
    model = until(country(ON, *EXACT), 365)
    income = income_so_far(model.state.farm.farmers)
    model.step()
    change = income_so_far(model.state.farm.farmers) - income  # of 31 December
    registry = model.state.farm.registry
    assert np.asarray(registry.record) == pytest.approx((income + change) / registry.persons)
    assert np.array_equal(registry.data, registry.record)
    assert np.array_equal(registry.earned, income + change)
    poor = registry.record < model.asked.farm.poverty_line * model.asked.grain.money
    assert np.array_equal(np.asarray(registry.poor) == 1, poor)


def test_without_noise_data_make_no_inclusion_error():
    told = country(ON, *EXACT).run().outcomes()
    assert told["relief.beneficiaries"].value > 0
    assert told["relief.inclusion_error"].value == 0.0
    assert told["relief.exclusion_error"].value == 0.0


def test_at_the_real_budget_errors_are_those_of_the_register():
    """All on it are helped: who is taken for poor decides, and the way of finding them with it."""
    errors = []
    for name in NAMES:
        model = country(ON, f"relief.choice={name}").run()
        registry = model.state.farm.registry
        assert helped(model).tolist() == np.flatnonzero(registry.poor).tolist()
        errors.append(model.outcomes()["relief.exclusion_error"].value)
    by_data, by_quota, at_random = errors
    assert 0.0 < by_data < by_quota < at_random


def test_before_its_day_a_run_is_that_without_it():
    off, on = country(), country(ON)
    for model in (off, on):
        until(model, 365)
    before, after = columns_of(off.state), columns_of(on.state)
    for name in before:
        if not name.startswith("registry."):
            assert np.array_equal(before[name], after[name]), name
    on.step()
    assert len(helped(on)) > 0


def test_turning_it_off_changes_what_it_claims_to():
    # All of the poor, and much for each: so few days show no more.
    much = (ON, "relief.budget=1000", "relief.training_yield=0.5", "relief.freight_share=1")
    on, off = country(*much).run(), country().run()
    told, without = on.outcomes(), off.outcomes()
    assert told["relief.beneficiaries"].value > 0
    assert not any(name.startswith("relief.") for name in without)
    who = helped(on)
    gained = income_so_far(on.state.farm.farmers) - income_so_far(off.state.farm.farmers)
    assert gained[who].sum() > 0
    assert on.state.ledger.money[Flow.RELIEF].sum() > 0


def test_help_goes_where_the_lever_reaches():
    lever = "levers.targeted_relief={level: 0.5, from: 2017-01-01, where: [Gansu]}"
    some = until(country(lever, "relief.budget=1000", *EXACT), 366)
    every = until(country(ON, "relief.budget=1000", *EXACT), 366)
    few, many = set(helped(some)), set(helped(every))
    assert 0 < len(few) < len(many)
    assert few < many  # a level is nested
    gansu = some.state.province_names.index("Gansu")
    assert (np.asarray(some.state.farm.farmers.province)[list(few)] == gansu).all()


def test_the_trained_are_connected_and_draw_more_attention():
    online = "levers.online_selling={level: historical, from: 2017-02-01}"
    model = country(ON, online)
    sellers = model.state.farm.sellers
    skill = np.array(sellers.skill)
    until(model, 366)
    trained = np.isin(np.asarray(sellers.farmer), helped(model))
    assert trained.any()
    assert np.allclose(np.asarray(sellers.skill)[trained], 1.3 * skill[trained])
    assert np.array_equal(np.asarray(sellers.skill)[~trained], skill[~trained])
    assert (np.asarray(sellers.remote)[trained] == 0).all()


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_a_choice(name):
    scenario = read_scenario("relief_" + name)
    assert scenario.relief.choice.name.lower() == name
    assert scenario.levers.targeted_relief.level == 1.0
