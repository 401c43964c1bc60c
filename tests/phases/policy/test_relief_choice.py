"""Whom offices take for poor, by hand."""

import numpy as np
import pytest

from sim.phases.policy.relief_choice import first_people, register
from sim.phases.policy.relief_evidence import judged
from sim.phases.policy.relief_records import Recording, count_the_poor, households_of
from sim.scenario.groups import ReliefChoice
from tests.phases.policy.county import LINE, county, known, office

EXACT = Recording(0.0, 0.0, 0.0, 0.0)


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


def test_help_goes_first_where_data_expect_it_to_meet_most_need():
    """Exact records: the gap to the line, but no more than training brings, a tenth of land's."""
    where, land = np.array([0, 0, 0, 1, 1], np.int32), np.array([1.0, 2.0, 3.0, 1.0, 1.0])
    records = np.array([400.0, 700.0, 990.0, 5000.0, 6000.0])
    registry = known(records, records, land=land)
    assert taken_for_poor(registry, ReliefChoice.BY_DATA, 3.0, where) == [1, 0, 2]
    needs = judged(registry, office(), households_of(where, (3, 17))).need
    assert needs[:3] == pytest.approx([29.5, 59.0, 10.0], abs=0.01)  # a land brings 295
