"""A tenth of the households, one by one: the same ones whatever a scenario does."""

from datetime import date

import numpy as np
import pytest

from sim.model.report.farm_households import farm_households, in_the_tenth
from tests.worlds import eventful

SIZE = "population.minimum_farmers=600"


def looked_at(model):
    recorder, state = model.recorder, model.state
    recorder.incomes.begin(state.farm, date(2016, 1, 1))
    state.farm.farmers.other[:] += (1000 * np.asarray(state.farm.farmers.size)).astype(int)
    recorder.incomes.day_ends(state.farm, date(2017, 1, 1), last=True)
    return farm_households(recorder, state, model.run_seed)


def test_a_tenth_is_the_same_in_every_scenario_and_begins_online_first():
    off, on = eventful(SIZE), eventful(SIZE, "levers.online_selling=historical")
    rows = in_the_tenth(on.state, on.run_seed)
    assert np.array_equal(rows, in_the_tenth(off.state, off.run_seed))
    assert 0.05 < len(rows) / len(on.state.farm.farmers.province) < 0.15
    sellers = on.state.farm.sellers
    luck = np.asarray(sellers.luck)
    assert np.array_equal(np.isin(sellers.farmer, rows), luck < 0.1)


def test_income_is_that_of_a_household_of_usual_size():
    model = eventful(SIZE, "levers.online_selling=historical")
    state, money = model.state, model.asked.grain.money
    sellers = state.farm.sellers
    rows = in_the_tenth(state, model.run_seed)
    mine = int(np.flatnonzero(np.isin(sellers.farmer, rows))[0])
    sellers.online[mine] = 5
    table = looked_at(model)
    size = np.asarray(state.farm.farmers.size)[rows]
    assert size.max() < 1.0
    assert table["size"] == pytest.approx(size, abs=1e-6)
    expected = 1000.0 / money / (366 / 365.25)
    assert np.abs(np.array(table["income_rmb_per_year"]) - expected).max() <= 1.0
    assert set(table["poor"]) == {1}
    assert np.flatnonzero(table["sells_online"]).tolist() == [
        int(np.searchsorted(rows, int(sellers.farmer[mine])))
    ]
    assert not any(table["helped"]) and not any(table["relief_rmb"])
    assert set(table["province"]) <= set(state.province_names)


def test_without_a_year_there_is_nothing_to_tell():
    model = eventful(SIZE)
    assert farm_households(model.recorder, model.state, model.run_seed) is None
