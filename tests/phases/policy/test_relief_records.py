"""Who is who in relief, and what is on record of them."""

import numpy as np

from sim.engine.randomness import Stream
from sim.engine.tables.columns import allocate, as_this_process_runs
from sim.engine.tables.relief import Registry
from sim.phases.policy.relief_records import Recording, households_of, luck_of, write_records

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
