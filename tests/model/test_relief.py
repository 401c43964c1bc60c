"""Targeted relief: its budget, its records, whom it helps, and what that changes."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.engine.columns import allocate
from sim.engine.ledger import Flow, Sector
from sim.engine.relief_tables import Registry
from sim.engine.state import columns_of
from sim.phases.relief import income_so_far
from sim.phases.relief_choice import Office, households_of, in_turn, write_records
from sim.rules.relief import likely_income, likely_shortfall, need_met, trust_in_record
from sim.scenario import read_scenario
from sim.scenario.groups import ReliefChoice
from tests.worlds import eventful

GOVERNMENT, FARMERS = Sector.GOVERNMENT, Sector.FARMERS
NAMES = [choice.name.lower() for choice in ReliefChoice]
ON = "levers.targeted_relief={level: 1, from: 2017-01-01}"


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


@dataclass
class County:
    """Households of two provinces with known incomes, and nothing else."""

    registry: Registry
    income: np.ndarray
    province: np.ndarray

    def chosen(self, choice, noise=0.3, missing=0.1, line=1000.0, seed=1):
        office = Office(int(choice), line, noise, missing, 0.1)
        households = households_of(self.province, (3, 17))
        write_records(self.registry, office, households, seed, 2017, self.income)
        return in_turn(self.registry, office, households, seed, 2017)


def county(count=600, seed=5):
    luck = np.random.default_rng(seed)
    registry = allocate(Registry, count)
    registry.land[:] = np.exp(luck.normal(size=count))
    registry.persons[:] = 1.0
    other = np.exp(luck.normal(6.5, 0.9, size=count))
    income = (other + 400.0 * registry.land).astype(np.int64)
    return County(registry, income, np.repeat([0, 1], [count // 3, count - count // 3]))


@pytest.fixture(scope="module")
def spent_by():
    """A run of each choice, with a budget that some of the poor get nothing of."""
    return {name: country(ON, "relief.budget=6", f"relief.choice={name}").run() for name in NAMES}


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
    budget = 6 * model.asked.grain.money * np.asarray(registry.persons).sum()
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
    model = until(country(ON, f"relief.choice={choice.name.lower()}", "relief.budget=6"), 366)
    state, settings = model.state, model.state.online.rules.relief
    farm = state.farm
    who = helped(model)
    assert len(who) > 0
    households = households_of(farm.farmers.province, state.province_rows)
    luck = np.random.default_rng(1)
    for column in (farm.farmers.sales, farm.farmers.other, farm.farmers.costs, farm.farmers.cash):
        column[:] = luck.permutation(np.asarray(column))
    farm.farmers.monthly[:] = 0
    farm.registry.earned[:] = luck.permutation(np.asarray(farm.registry.earned))
    farm.registry.helped[:] = 0
    turn = in_turn(farm.registry, settings.office, households, 1, 2017)
    assert set(turn[: len(who)]) == set(who)


def test_it_is_last_years_income_that_is_recorded_without_noise():
    exact = ("relief.record_noise=0", "relief.record_missing=0")
    model = until(country(ON, *exact), 365)
    income = income_so_far(model.state.farm.farmers)
    model.step()
    change = income_so_far(model.state.farm.farmers) - income  # of 31 December
    registry = model.state.farm.registry
    assert np.array_equal(registry.record, income + change)
    assert np.array_equal(registry.earned, income + change)
    line = model.asked.farm.poverty_line * model.asked.grain.money
    poor = registry.record < line * np.asarray(registry.persons)
    assert np.array_equal(np.asarray(registry.poor) == 1, poor)


def test_without_noise_data_make_no_inclusion_error():
    exact = ("relief.record_noise=0", "relief.record_missing=0")
    told = country(ON, *exact).run().outcomes()
    assert told["relief.beneficiaries"].value > 0
    assert told["relief.inclusion_error"].value == 0.0


def test_data_find_who_needs_help_and_gains_by_it():
    """By true incomes, help meets more need than by lots drawn or by quota; noise lowers that."""
    households = county()
    gap = np.maximum(1000 - households.income, 0)
    met = np.minimum(gap, 0.1 * 400 * np.asarray(households.registry.land))

    def mean(choice, noise):
        runs = (households.chosen(choice, noise=noise, seed=seed)[:60] for seed in range(20))
        return np.mean([met[who].mean() for who in runs])

    exact, noisy = (mean(ReliefChoice.BY_DATA, noise) for noise in (0.0, 0.3))
    assert exact > noisy
    for choice in (ReliefChoice.AT_RANDOM, ReliefChoice.BY_QUOTA):
        assert noisy > 1.3 * mean(choice, 0.3)


def test_a_quota_helps_the_same_share_of_each_provinces_registered():
    households = county()
    turn = households.chosen(ReliefChoice.BY_QUOTA)
    poor = np.asarray(households.registry.poor) == 1
    assert sorted(turn) == np.flatnonzero(poor).tolist()
    for count in (20, 50, 101):
        first = turn[:count]
        for place in (0, 1):
            mine = (households.province[first] == place).sum()
            registered = (poor & (households.province == place)).sum()
            assert abs(mine - count * registered / poor.sum()) <= 1.0


def test_a_missing_record_is_never_chosen():
    households = county()
    for choice in ReliefChoice:
        turn = households.chosen(choice, missing=0.4)
        known = np.asarray(households.registry.known)
        assert 0.5 < known.mean() < 0.7
        assert known[turn].all()
    assert len(households.chosen(ReliefChoice.AT_RANDOM, missing=1.0)) == 0


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
    some = until(country(lever, "relief.budget=1000", "relief.choice=at_random"), 366)
    every = until(country(ON, "relief.budget=1000", "relief.choice=at_random"), 366)
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


money = st.floats(1, 1e9)


@given(money, money, st.floats(0, 3), st.floats(0.01, 3))
def test_a_likely_income_lies_between_record_and_what_land_tells(record, expected, noise, spread):
    likely = likely_income(record, expected, trust_in_record(noise, spread))
    low, high = sorted((record, expected))
    assert low * (1 - 1e-9) <= likely <= high * (1 + 1e-9)
    assert likely_income(record, expected, trust_in_record(0.0, spread)) == pytest.approx(record)


@pytest.mark.parametrize("line, income, error", [(1000, 800, 0.3), (1000, 1500, 0.6), (5, 6, 0.1)])
def test_a_likely_shortfall_is_the_mean_of_what_may_lack(line, income, error):
    chance = (np.arange(200_000) + 0.5) / 200_000
    may_have = stats.lognorm(error, scale=income).ppf(chance)
    lacks = np.maximum(line - may_have, 0.0).mean()
    assert likely_shortfall(line, income, error) == pytest.approx(lacks, rel=1e-3)


@given(money, money, st.floats(0, 2), st.floats(0, 1e6))
def test_need_is_met_up_to_the_gap(line, income, error, gain):
    met = need_met(line, income, error, gain)
    assert 0.0 <= met <= gain * (1 + 1e-9) + 1e-9 * line
    assert met <= likely_shortfall(line, income, error) * (1 + 1e-9)
    if error == 0.0:
        assert met == pytest.approx(min(max(line - income, 0.0), gain), abs=1e-9 * line)
