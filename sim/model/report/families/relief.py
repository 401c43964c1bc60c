"""What relief reports: its cost, whom it reached by mistake, whom it missed, and who got on."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State
from sim.model.report.areas import Areas, ByArea
from sim.model.report.ratios import ratio
from sim.model.report.recorder import Recorder

MILLION = 1e6
OF_INCOMES = (  # unknown where no year of incomes is
    "relief.inclusion_error",
    "relief.exclusion_error",
    "relief.beneficiary_income",
    "relief.poverty_fall_per_million",
)


def relief(recorder: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """What it cost and whom it reached, by true incomes and no record of them; where there is any.

    inclusion error   people helped who were not below the line in the year before their help
    exclusion error   people below the line in the year before help began who were never helped
    beneficiary_income  a head, in the last whole year
    poverty_fall_per_million  people helped who were below the line in the year before their help,
                      less those of them who are in the last whole year; by what all help cost
    """
    farm, scenario = state.farm, recorder.scenario
    if farm is None or len(farm.registry.land) == 0:
        return {}
    registry, money = farm.registry, scenario.grain.money
    province = np.asarray(farm.farmers.province)
    people, helped = np.asarray(registry.persons), np.asarray(registry.helped)

    def summed(values: NDArray[Any]) -> ByArea:
        return areas.add_rows(province, values)

    is_helped = helped > 0
    cost = summed(np.asarray(registry.spent)) / money * scenario.scale
    households = summed(is_helped * people) / scenario.population.household_persons
    result = {"relief.cost": cost, "relief.beneficiaries": households * scenario.scale}
    last = recorder.incomes.last_year()
    if last is None or not is_helped.any():
        return result | dict.fromkeys(OF_INCOMES, areas.unknown())
    line = scenario.farm.poverty_line * money * people
    poor_before, poor_at_first = poor_when_helped(recorder, helped, line)
    poor_now = last.money < line
    of_helped = summed(people * is_helped)
    fall = summed(people * is_helped * (poor_before.astype(float) - poor_now))
    missed, poor = people * (poor_at_first & ~is_helped), people * poor_at_first
    return result | {
        "relief.inclusion_error": ratio(summed(people * (is_helped & ~poor_before)), of_helped),
        "relief.exclusion_error": ratio(summed(missed), summed(poor)),
        "relief.beneficiary_income": ratio(summed(last.money * is_helped) / money, of_helped),
        "relief.poverty_fall_per_million": ratio(fall * scenario.scale, cost / MILLION),
    }


def poor_when_helped(
    recorder: Recorder, helped: NDArray[np.int32], line: NDArray[np.float64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Who of each household's year of help was below the line the year before; who of the first.

    helped  year in which help for a household began, or 0
    line    money a year below which it is poor
    """
    marks = recorder.incomes.marks
    poor_before, poor_at_first = np.zeros((2, len(helped)), bool)
    years = np.unique(helped[helped > 0]).tolist()
    for year in years:
        earned = marks[f"{year}-01-01"] - marks[f"{year - 1}-01-01"]
        poor_before[helped == year] = (earned < line)[helped == year]
        if year == years[0]:
            poor_at_first = earned < line
    return poor_before, poor_at_first
