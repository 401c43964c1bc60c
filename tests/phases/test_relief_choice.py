"""What county offices record, expect and choose, by hand and by least squares."""

from dataclasses import dataclass

import numpy as np
import pytest

from sim.engine.columns import allocate, as_this_process_runs
from sim.engine.randomness import Stream
from sim.engine.relief_tables import Registry
from sim.phases.relief_choice import (
    Office,
    expect_by_land,
    households_of,
    in_turn,
    luck_of,
    predicted_needs,
    write_records,
)
from sim.rules.relief import need_met
from sim.scenario.groups import ReliefChoice


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
    registry = as_this_process_runs(allocate(Registry, count))
    registry.land[:] = np.exp(luck.normal(size=count))
    registry.persons[:] = 1.0
    other = np.exp(luck.normal(6.5, 0.9, size=count))
    income = (other + 400.0 * registry.land).astype(np.int64)
    return County(registry, income, np.repeat([0, 1], [count // 3, count - count // 3]))


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


HERE = np.array([0, 0, 0, 1, 1])


def five(**columns):
    """Five households of two provinces, all on record and poor."""
    registry = as_this_process_runs(allocate(Registry, 5))
    registry.known[:] = registry.poor[:] = 1
    registry.persons[:] = registry.land[:] = 1.0
    for name, values in columns.items():
        getattr(registry, name)[:] = values
    return registry


def office(choice=ReliefChoice.BY_DATA, **changes):
    usual = Office(int(choice), line=1000.0, noise=0.0, missing=0.0, training_yield=0.1)
    return usual._replace(**changes)


def test_households_are_numbered_in_their_province():
    households = households_of(np.array([0, 0, 2, 2, 2], np.int32), (4, 9, 11))
    assert households.number.tolist() == [0, 1, 0, 1, 2]
    assert households.rows == (4, 9, 11)


def test_luck_is_of_the_place_and_not_of_which_others_are_chosen():
    both = luck_of(households_of(HERE, (3, 17)), 1, Stream.RELIEF, 0)
    alone = luck_of(households_of(HERE[:2], (17,)), 1, Stream.RELIEF, 0)
    assert np.array_equal(both[3:], alone)
    assert len(np.unique(both)) == 5
    other = [luck_of(households_of(HERE, (3, 17)), 1, Stream.RELIEF, 1),
             luck_of(households_of(HERE, (3, 17)), 2, Stream.RELIEF, 0),
             luck_of(households_of(HERE, (3, 17)), 1, Stream.RECORDS, 0)]  # fmt: skip
    assert not any((each == both).any() for each in other)


def test_records_err_by_their_noise_and_have_their_gaps():
    incomes = np.full(4000, 10**6)
    registry = as_this_process_runs(allocate(Registry, 4000))
    registry.persons[:] = np.where(np.arange(4000) % 2, 1.0, 3.0)
    where = np.repeat([0, 1], 2000)
    terms = office(noise=0.2, missing=0.25, line=5e5)
    logs = []
    for year in (2017, 2018):
        write_records(registry, terms, households_of(where, (3, 17)), 1, year, incomes)
        known = np.asarray(registry.known) == 1
        assert abs(known.mean() - 0.75) < 5 * np.sqrt(0.75 * 0.25 / 4000)
        assert not np.asarray(registry.record)[~known].any()
        below = np.asarray(registry.record) < 5e5 * np.asarray(registry.persons)
        assert np.array_equal(np.asarray(registry.poor) == 1, known & below)
        assert 0.3 < np.asarray(registry.poor).mean() < 0.45  # most of the half with the high line
        logs.append(np.log(np.asarray(registry.record)[known] / 1e6))
        assert abs(logs[-1].mean()) < 5 * 0.2 / np.sqrt(known.sum())
        assert abs(logs[-1].std() - 0.2) < 5 * 0.2 / np.sqrt(2 * known.sum())
    assert not np.isin(logs[0], logs[1]).any()


def test_who_has_just_the_line_is_not_poor():
    registry = five()
    households = households_of(HERE, (3, 17))
    write_records(registry, office(), households, 1, 2017, np.array([999, 1000, 1001, 0, 2000]))
    assert registry.record.tolist() == [999, 1000, 1001, 0, 2000]
    assert registry.poor.tolist() == [1, 0, 0, 1, 0]


def test_income_is_expected_by_land_with_least_squares():
    luck = np.random.default_rng(2)
    registry = as_this_process_runs(allocate(Registry, 60))
    where = np.repeat([0, 1, 2, 3], [20, 20, 10, 10])
    registry.land[:] = luck.uniform(0.5, 3.0, 60)
    registry.record[:] = 700.0 + 300.0 * registry.land + luck.normal(0, 50, 60)
    registry.record[20:40] = 5000.0 - 800.0 * registry.land[20:40]  # land seems to cost something
    registry.land[40:50] = 2.0  # all have the same
    registry.known[:50] = 1
    registry.known[7] = 0
    intercept, slope = np.full(4, 9.0), np.full(4, 9.0)
    expect_by_land(registry, where, intercept, slope)
    known = np.asarray(registry.known[:20]) == 1
    by, at = np.polyfit(registry.land[:20][known], registry.record[:20][known], 1)
    assert (intercept[0], slope[0]) == pytest.approx((at, by))
    for place, rows in ((1, slice(20, 40)), (2, slice(40, 50))):
        assert slope[place] == 0.0
        assert intercept[place] == pytest.approx(registry.record[rows].mean())
    assert (intercept[3], slope[3]) == (0.0, 0.0)


def test_need_weighs_a_record_by_how_far_true_incomes_are_apart():
    """Of logs around land's line, variance 0.3^2 is noise; the rest is true."""
    luck = np.random.default_rng(4)
    registry = as_this_process_runs(allocate(Registry, 80))
    where = np.repeat([0, 1], 40)
    registry.land[:] = luck.uniform(0.5, 3.0, 80)
    spread = np.repeat([0.8, 0.02], 40)  # in the second province the noise alone explains more
    records = (700.0 + 300.0 * registry.land) * np.exp(spread * luck.normal(size=80))
    registry.record[:], registry.known[:] = records, np.arange(80) % 9 != 4
    registry.record[registry.known == 0] = 0.0
    registry.persons[:] = luck.uniform(0.5, 2.0, 80)
    found = predicted_needs(registry, office(noise=0.3), households_of(where, (3, 17)))
    for place in (0, 1):
        here = where == place
        known = here & (np.asarray(registry.known) == 1)
        by, at = np.polyfit(registry.land[known], registry.record[known], 1)
        of_land = by * np.asarray(registry.land)
        apart = np.log(registry.record[known] / (at + of_land)[known])
        true = max((apart**2).mean() - 0.09, 0.0)
        assert (true > 0.0) == (place == 0)
        trust = true / (true + 0.09)
        for who in np.flatnonzero(known):
            logs = np.log([registry.record[who], at + of_land[who]])
            income = np.exp(trust * logs[0] + (1.0 - trust) * logs[1])
            line = 1000.0 * registry.persons[who]
            need = need_met(line, income, 0.3 * np.sqrt(trust), 0.1 * of_land[who])
            assert found[who] == pytest.approx(need, rel=1e-6, abs=1e-6)
    assert found.max() > 50.0


def test_data_choose_by_need_and_luck_decides_between_equals():
    """Exact records: the gap to the line, but no more than training brings, a tenth of land's."""
    land = [1.0, 2.0, 3.0, 1.0, 1.0]
    registry = five(land=land, record=[400.0, 700.0, 990.0, 500.0, 500.0])
    households = households_of(HERE, (3, 17))
    needs = predicted_needs(registry, office(), households)
    slope = 295.0  # of the first three
    assert needs == pytest.approx([0.1 * slope, 0.2 * slope, 10.0, 0.0, 0.0])
    assert in_turn(registry, office(), households, 1, 2017).tolist() == [1, 0, 2]
    registry.helped[1], registry.poor[0] = 2016, 0
    assert in_turn(registry, office(), households, 1, 2017).tolist() == [2]
    equal = five(land=[1.0, 1.0, 0.5, 0.2, 1.5], record=[500.0, 500.0, 250.0, 100.0, 750.0])
    where = households_of(np.zeros(5, int), (3,))
    orders = {tuple(in_turn(equal, office(), where, 1, year)) for year in range(2016, 2040)}
    assert {order[0] for order in orders} == {4}  # who has most land gains most
    assert {order[1:] for order in orders} == {(0, 1, 2, 3), (1, 0, 2, 3)}


@pytest.mark.parametrize("choice", [ReliefChoice.AT_RANDOM, ReliefChoice.BY_QUOTA])
def test_lots_are_drawn_anew_each_year_among_the_poor_who_were_not_helped(choice):
    registry = five()
    registry.poor[2], registry.helped[3] = 0, 2016
    households = households_of(HERE, (3, 17))
    turns = {tuple(in_turn(registry, office(choice), households, 1, y)) for y in range(40)}
    assert {tuple(sorted(turn)) for turn in turns} == {(0, 1, 4)}
    # One of two, then the only one of the other province, or all three in any order.
    assert len(turns) == (6 if choice == ReliefChoice.AT_RANDOM else 2)
    if choice == ReliefChoice.BY_QUOTA:
        assert {turn[1] for turn in turns} == {4}
