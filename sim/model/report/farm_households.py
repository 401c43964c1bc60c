"""A tenth of all farm households, one by one: the same ones in every run of a seed.

So the same household is seen with a lever and without it. The tenth are those whom luck lets go
online first, so that nearly all who sell online by themselves are among them; luck has nothing to
do with land, income or what a household grows.
"""

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State
from sim.model.report.families.livelihoods import online_sales
from sim.model.report.flow_tables import Table
from sim.model.report.recorder import Recorder
from sim.world.farms.stalls import luck_of_households

PART = 0.1  # of all households


def in_the_tenth(state: State, seed: int) -> NDArray[np.int64]:
    """Rows of the households that are looked at."""
    assert state.farm is not None
    counts = np.bincount(state.farm.farmers.province, minlength=len(state.province_names))
    luck = luck_of_households(seed, state.province_rows, counts.tolist())
    return np.flatnonzero(np.concatenate(luck) < PART)


def farm_households(recorder: Recorder, state: State, seed: int) -> Table | None:
    """Income and state of each, for its size; None where no income of a year is known."""
    farm, found = state.farm, recorder.incomes.last_year()
    if farm is None or found is None:
        return None
    scenario, farmers, registry = recorder.scenario, farm.farmers, farm.registry
    rows, money = in_the_tenth(state, seed), scenario.grain.money
    size = np.asarray(farmers.size)
    income = found.money / found.years / money / size
    helped, spent = np.zeros((2, len(size)))
    if len(registry.helped):  # where there is relief
        helped[:], spent[:] = registry.helped, registry.spent
    line = scenario.farm.poverty_line * scenario.population.household_persons
    names = np.array(state.province_names)
    return {
        "province": names[np.asarray(farmers.province)[rows]].tolist(),
        "size": np.round(size[rows], 6).tolist(),
        "income_rmb_per_year": np.round(income[rows]).astype(np.int64).tolist(),
        "poor": (income < line)[rows].astype(np.int64).tolist(),
        "sells_online": (online_sales(farm) > 0)[rows].astype(np.int64).tolist(),
        "helped": (helped > 0)[rows].astype(np.int64).tolist(),
        "relief_rmb": np.round((spent / money / size)[rows]).astype(np.int64).tolist(),
    }
