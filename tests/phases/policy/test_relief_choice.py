"""Whom offices take for poor, by hand and by least squares, and what they learn of records."""

from dataclasses import dataclass

import numpy as np
import pytest

from sim.engine.randomness import Stream
from sim.engine.tables.columns import allocate, as_this_process_runs
from sim.engine.tables.relief import Registry
from sim.phases.policy.relief_choice import (
    Office,
    Recording,
    count_the_poor,
    expect_by_land,
    first_people,
    households_of,
    judged,
    learn_noise,
    luck_of,
    register,
    write_records,
)
from sim.rules.relief import chance_below, need_met
from sim.scenario.groups import ReliefChoice

LINE = 1000.0
EXACT = Recording(0.0, 0.0, 0.0, 0.0)


def office(choice=ReliefChoice.BY_DATA, **changes):
    return Office(int(choice), LINE, 0.1)._replace(**changes)


def known(records, data, **columns):
    """Households of a person each with equal land, by what a village and offices know of them."""
    registry = as_this_process_runs(allocate(Registry, len(records)))
    registry.record[:], registry.data[:] = records, data
    registry.known[:] = registry.matched[:] = 1
    registry.persons[:] = registry.land[:] = 1.0
    for name, values in columns.items():
        getattr(registry, name)[:] = values
    return registry


def taken_for_poor(registry, choice, people, where=None, among=None):
    places = np.zeros(len(registry.land), np.int32) if where is None else where
    among = np.ones(len(registry.land), bool) if among is None else among
    households = households_of(places, (3, 17)[: places.max() + 1])
    who = register(registry, office(choice), households, 1, 2017, among, people)
    assert np.array_equal(np.flatnonzero(registry.poor), np.sort(who))
    return who.tolist()


def test_two_records_show_which_of_them_errs():
    """Villages tell four of seven incomes wrongly, by a factor of 2.5 up and down; offices none.

    The errors have nothing to do with incomes, so that what both records share is what offices
    have: their own noise is found to be 0, and they are believed.
    """
    incomes = np.array([800.0, 500.0, 4000.0, 6000.0, 1500.0, 3000.0, 900.0])
    registry = known(incomes * [2.5, 0.4, 2.5, 0.4, 1.0, 1.0, 1.0], incomes)
    people = count_the_poor(registry, LINE, incomes, np.ones(7, bool))
    assert people == 3.0
    assert sorted(taken_for_poor(registry, ReliefChoice.BY_QUOTA, people)) == [1, 4, 6]
    assert sorted(taken_for_poor(registry, ReliefChoice.BY_DATA, people)) == [0, 1, 6]


def test_a_quota_takes_the_same_share_of_each_province_wherever_the_poor_live():
    where = np.array([0, 0, 0, 0, 1, 1, 1, 1], np.int32)
    records = np.array([300.0, 400.0, 500.0, 600.0, 700.0, 5000.0, 6000.0, 7000.0])
    registry = known(records, records)
    assert sorted(taken_for_poor(registry, ReliefChoice.BY_QUOTA, 4.0, where)) == [0, 1, 4, 5]
    assert sorted(taken_for_poor(registry, ReliefChoice.BY_DATA, 4.0, where)) == [0, 1, 2, 3]
    turn = taken_for_poor(registry, ReliefChoice.BY_QUOTA, 4.0, where)
    assert turn == [0, 4, 1, 5]  # a short budget helps the first of each


def test_a_lot_knows_nobody():
    records = np.arange(1.0, 9.0)
    drawn = set()
    for year in range(40):
        registry = known(records, records)
        households = households_of(np.zeros(8, np.int32), (3,))
        who = register(
            registry, office(ReliefChoice.AT_RANDOM), households, 1, year, np.ones(8, bool), 1.0
        )
        drawn |= set(who.tolist())
    assert drawn == set(range(8))


@pytest.mark.parametrize("choice", ReliefChoice)
def test_who_was_helped_or_cannot_be_reached_is_not_registered(choice):
    records = np.array([100.0, 200.0, 300.0, 400.0, 5000.0])
    registry = known(records, records)
    registry.helped[0] = 2016
    among = np.array([True, False, True, True, True])
    assert sorted(taken_for_poor(registry, choice, 3.0, among=among)) == [2, 3, 4]


def test_a_village_without_a_record_registers_nobody_there_and_data_may():
    registry = known([0.0, 900.0, 3000.0, 3000.0], [0.0, 900.0, 200.0, 3000.0])
    registry.known[[0, 2]], registry.matched[0] = 0, 0
    assert sorted(taken_for_poor(registry, ReliefChoice.BY_QUOTA, 2.0)) == [1, 3]
    assert sorted(taken_for_poor(registry, ReliefChoice.BY_DATA, 2.0)) == [1, 2]


def test_the_register_holds_the_people_whom_the_survey_counts_to_the_nearest_household():
    persons = np.array([3.0, 1.0, 2.0, 5.0])
    turn, every = np.array([2, 0, 3, 1]), np.ones(4, bool)
    for people, expected in ((0.9, []), (1.1, [2]), (3.4, [2]), (3.6, [2, 0]), (50, [2, 0, 3, 1])):
        assert first_people(turn, every, persons, people).tolist() == expected
    assert first_people(turn, every & (persons < 3), persons, 50).tolist() == [2, 1]
    registry = known([1.0] * 4, [1.0] * 4, persons=persons)
    incomes = np.array([2999, 1000, 1999, 5000])
    assert count_the_poor(registry, LINE, incomes, every) == 5.0
    assert count_the_poor(registry, LINE, incomes, np.array([False, True, True, True])) == 2.0


@dataclass
class County:
    """Households of two provinces with known incomes, and nothing else."""

    registry: Registry
    income: np.ndarray
    province: np.ndarray

    def households(self):
        return households_of(self.province, (3, 17))

    def errors(self, choice, recording, seed):
        """Part of those on the register who are not poor."""
        households, every = self.households(), np.ones(len(self.income), bool)
        write_records(self.registry, recording, households, seed, 2017, self.income)
        people = count_the_poor(self.registry, LINE, self.income, every)
        who = register(self.registry, office(choice), households, seed, 2017, every, people)
        return (self.income[who] >= LINE * self.registry.persons[who]).mean()


def county(count=1200, seed=5):
    luck = np.random.default_rng(seed)
    registry = as_this_process_runs(allocate(Registry, count))
    registry.land[:] = np.exp(luck.normal(size=count))
    registry.persons[:] = luck.uniform(1.0, 5.0, count)
    province = np.repeat([0, 1], [count // 3, count - count // 3])
    other = np.exp(luck.normal(6.5, 0.9, size=count)) * np.where(province, 4.0, 1.0)
    income = (np.asarray(registry.persons) * (other + 400.0 * registry.land)).astype(np.int64)
    return County(registry, income, province)


def test_errors_come_from_records_and_from_how_they_are_used():
    """Exact records leave none but by quota, which takes as many where few are poor; noise adds."""
    place = county()
    assert place.errors(ReliefChoice.BY_DATA, EXACT, 1) < 0.01
    assert place.errors(ReliefChoice.BY_QUOTA, EXACT, 1) > 0.1
    noisy = Recording(0.3, 0.1, 0.3, 0.1)

    def mean(choice, recording):
        return np.mean([place.errors(choice, recording, seed) for seed in range(8)])

    found = [mean(choice, noisy) for choice in ReliefChoice]
    assert 0.02 < found[ReliefChoice.BY_DATA] < found[ReliefChoice.BY_QUOTA]
    assert found[ReliefChoice.BY_QUOTA] < found[ReliefChoice.AT_RANDOM]
    worse = mean(ReliefChoice.BY_DATA, noisy._replace(data_noise=1.0, data_missing=0.5))
    assert worse > found[ReliefChoice.BY_DATA]


def test_nobody_is_told_how_records_err_and_two_of_them_show_it():
    place = county(60_000)
    where = place.households().province
    terms = Recording(0.2, 0.1, 0.5, 0.2)
    write_records(place.registry, terms, place.households(), 1, 2017, place.income)
    (intercept, slope, agreement), noises = np.zeros((3, 2)), np.zeros((2, 2))
    expect_by_land(place.registry, where, intercept, slope)
    learn_noise(place.registry, where, 1.0, intercept, slope, agreement, noises)
    for row, noise in zip(noises, (0.2, 0.5), strict=True):
        assert row == pytest.approx(noise, abs=0.015)
    expected = np.log(intercept[where] + slope[where] * np.asarray(place.registry.land))
    apart = np.log(place.income / np.asarray(place.registry.persons)) - expected
    true = [apart[where == k].var() for k in (0, 1)]
    assert agreement == pytest.approx(true, rel=0.03)
    assert not {"noise", "missing"} & set(Office._fields)


HERE = np.array([0, 0, 0, 1, 1])


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


def test_records_err_by_their_noise_and_have_their_gaps_each_by_itself():
    incomes = np.full(4000, 10**6)
    registry = as_this_process_runs(allocate(Registry, 4000))
    registry.persons[:] = np.where(np.arange(4000) % 2, 1.0, 4.0)
    a_head = incomes / np.asarray(registry.persons)
    where = np.repeat([0, 1], 2000)
    logs, gaps = [], []
    for year in (2017, 2018):
        terms, households = Recording(0.2, 0.25, 0.4, 0.5), households_of(where, (3, 17))
        write_records(registry, terms, households, 1, year, incomes)
        for there, record, noise, missing in (
            (registry.known, registry.record, 0.2, 0.25),
            (registry.matched, registry.data, 0.4, 0.5),
        ):
            there, record = np.asarray(there) == 1, np.array(record)
            assert abs(there.mean() + missing - 1.0) < 5 * np.sqrt(missing * (1 - missing) / 4000)
            assert not record[~there].any()
            error = np.where(there, np.log(np.maximum(record, 1.0) / a_head), np.nan)
            assert abs(np.nanmean(error)) < 5 * noise / np.sqrt(there.sum())
            assert abs(np.nanstd(error) - noise) < 5 * noise / np.sqrt(2 * there.sum())
            logs.append(error)
            gaps.append(there)
    for k, one in enumerate(logs):
        for n in range(k):
            both = gaps[k] & gaps[n]
            assert abs(np.corrcoef(one[both], logs[n][both])[0, 1]) < 5 / np.sqrt(both.sum())
            assert abs(np.corrcoef(gaps[k], gaps[n])[0, 1]) < 5 / np.sqrt(4000)


def test_income_is_expected_by_land_with_least_squares_over_both_records():
    luck = np.random.default_rng(2)
    land, where = luck.uniform(0.5, 3.0, 60), np.repeat([0, 1, 2, 3], [20, 20, 10, 10])
    records, data = 700.0 + 300.0 * land + luck.normal(0, 50, (2, 60))
    for column in (records, data):
        column[20:40] = 5000.0 - 800.0 * land[20:40]  # land seems to cost something
    land[40:50] = 2.0  # all have the same
    registry = known(records, data, land=land)
    registry.known[50:] = registry.matched[50:] = 0
    registry.known[7], registry.matched[3] = 0, 0
    intercept, slope = np.full(4, 9.0), np.full(4, 9.0)
    expect_by_land(registry, where, intercept, slope)
    x = np.concatenate([np.delete(land[:20], 7), np.delete(land[:20], 3)])
    y = np.concatenate([np.delete(records[:20], 7), np.delete(data[:20], 3)])
    by, at = np.polyfit(x, y, 1)
    assert (intercept[0], slope[0]) == pytest.approx((at, by))
    for place, rows in ((1, slice(20, 40)), (2, slice(40, 50))):
        assert slope[place] == 0.0
        assert intercept[place] == pytest.approx(np.mean([records[rows], data[rows]]))
    assert (intercept[3], slope[3]) == (0.0, 0.0)


def test_records_and_land_are_weighed_by_their_precision():
    """Three normal estimates of the log of an income; who lacks a record has two, or land alone."""
    place = county(400)
    where, registry = place.households().province, place.registry
    terms = Recording(0.3, 0.2, 0.4, 0.3)
    write_records(registry, terms, place.households(), 1, 2017, place.income)
    chances, incomes, needs = judged(registry, office(), place.households())
    (intercept, slope, agreement), noises = np.zeros((3, 2)), np.zeros((2, 2))
    least = 0.1 * LINE
    expect_by_land(registry, where, intercept, slope)
    learn_noise(registry, where, least, intercept, slope, agreement, noises)
    for who in range(400):
        here, of_land = where[who], slope[where[who]] * registry.land[who]
        values = [np.log(max(intercept[here] + of_land, least))]
        weights = [1.0 / agreement[here]]
        for there, record, noise in (
            (registry.known[who], registry.record[who], noises[0, here]),
            (registry.matched[who], registry.data[who], noises[1, here]),
        ):
            if there:
                values.append(np.log(max(record, least)))
                weights.append(noise**-2)
        income = np.exp(np.average(values, weights=weights))
        error = 1.0 / np.sqrt(sum(weights))
        assert incomes[who] == pytest.approx(income)
        assert chances[who] == pytest.approx(chance_below(LINE, income, error), rel=1e-6)
        need = need_met(LINE, income, error, 0.1 * of_land)
        assert needs[who] == pytest.approx(need, rel=1e-6, abs=1e-6)
    assert needs.max() > 5.0


def test_help_goes_first_where_data_expect_it_to_meet_most_need():
    """Exact records: the gap to the line, but no more than training brings, a tenth of land's."""
    land = np.array([1.0, 2.0, 3.0, 1.0, 1.0])
    records = np.array([400.0, 700.0, 990.0, 5000.0, 6000.0])
    registry = known(records, records, land=land)
    assert taken_for_poor(registry, ReliefChoice.BY_DATA, 3.0, HERE.astype(np.int32)) == [1, 0, 2]
    needs = judged(registry, office(), households_of(HERE, (3, 17))).need
    assert needs[:3] == pytest.approx([29.5, 59.0, 10.0], abs=0.01)  # a land brings 295
