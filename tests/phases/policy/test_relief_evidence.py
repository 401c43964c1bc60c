"""What offices learn of records, and of incomes by them, by hand and by least squares."""

import numpy as np
import pytest

from sim.phases.policy.relief_evidence import Office, expect_by_land, judged, learn_noise
from sim.phases.policy.relief_records import Recording, write_records
from sim.rules.relief import chance_below, need_met
from tests.phases.policy.county import LINE, county, known, office


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
