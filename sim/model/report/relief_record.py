"""What relief reports: its cost, whom it reached by mistake, whom it missed, and who got on."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State
from sim.model.report.livelihoods import IncomeRecorder
from sim.scenario import Scenario

ByProvince = NDArray[np.float64]
MILLION = 1e6
UNITS = {
    "relief.cost": "RMB",
    "relief.beneficiaries": "households",
    "relief.inclusion_error": "share",
    "relief.exclusion_error": "share",
    "relief.beneficiary_income": "RMB/year",
    "relief.poverty_fall_per_million": "persons/1e6 RMB",
}


def by_province(
    recorder: IncomeRecorder, scenario: Scenario, state: State, whole: bool
) -> dict[str, ByProvince]:
    """The outcomes of every province; whole: of the country instead, an entry each.

    Nothing where there is no relief. True incomes count here, and no record of them:

    inclusion error   people helped who were not below the line in the year before their help
    exclusion error   people below the line in the year before help began who were never helped
    beneficiary_income  a head, in the last whole year
    poverty_fall_per_million  people helped who were below the line in the year before their help,
                      less those of them who are in the last whole year; by what all help cost
    """
    farm = state.farm
    if farm is None or len(farm.registry.land) == 0:
        return {}
    registry, money = farm.registry, scenario.grain.money
    province = np.asarray(farm.farmers.province)
    group = np.zeros_like(province) if whole else province
    groups = 1 if whole else len(state.province_names)
    people, helped = np.asarray(registry.persons), np.asarray(registry.helped)

    def summed(values: NDArray[Any]) -> ByProvince:
        return np.bincount(group, values, groups)

    def ratio(part: ByProvince, all_of_it: ByProvince) -> ByProvince:
        nothing = np.full(groups, np.nan)
        result: ByProvince = np.divide(part, all_of_it, nothing, where=all_of_it > 0.0)
        return result

    is_helped = helped > 0
    cost = summed(np.asarray(registry.spent)) / money * scenario.scale
    result = dict.fromkeys(UNITS, np.full(groups, np.nan))
    result |= {
        "relief.cost": cost,
        "relief.beneficiaries": summed(is_helped * people)
        / scenario.population.household_persons
        * scenario.scale,
    }
    last = recorder.last_year()
    if last is None or not is_helped.any():
        return result
    line = scenario.farm.poverty_line * money * people
    poor_before, poor_at_first = np.zeros(len(people), bool), np.zeros(len(people), bool)
    first = int(helped[is_helped].min())
    for year in np.unique(helped[is_helped]).tolist():
        earned = recorder.marks[f"{year}-01-01"] - recorder.marks[f"{year - 1}-01-01"]
        poor_before[helped == year] = (earned < line)[helped == year]
        if year == first:
            poor_at_first = earned < line
    poor_now = last[0] < line
    of_helped = summed(people * is_helped)
    fall = summed(people * is_helped * (poor_before.astype(float) - poor_now))
    return result | {
        "relief.inclusion_error": ratio(summed(people * (is_helped & ~poor_before)), of_helped),
        "relief.exclusion_error": ratio(
            summed(people * (poor_at_first & ~is_helped)), summed(people * poor_at_first)
        ),
        "relief.beneficiary_income": ratio(summed(last[0] * is_helped) / money, of_helped),
        "relief.poverty_fall_per_million": ratio(fall * scenario.scale, cost / MILLION),
    }
