"""What farm households live on: channels, sources, inequality and poverty, by province."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.farm import Farmers
from sim.engine.tables.state import FarmState, State
from sim.scenario import Scenario

ByProvince = NDArray[np.float64]
SOURCES = ("wages", "transfers", "property")  # of income besides farming
UNITS = {
    "online_farmers_share": "share",
    "several_channels_share": "share",
    "channels_used": "1",
    "farm_income_share.farming": "share",
    "farm_income_share.wages": "share",
    "farm_income_share.transfers": "share",
    "farm_income_share.property": "share",
    "farm_sales_share.online": "share",
    "farm_sales_share.shops": "share",
    "farm_sales_share.brokers": "share",
    "farm_sales_share.markets": "share",
    "online_premium": "share",
    "gini": "1",
    "poverty_rate": "share",
}


def income_of(farmers: Farmers) -> NDArray[np.int64]:
    """Money that each household has earned since counting began."""
    income: NDArray[np.int64] = np.asarray(farmers.sales - farmers.costs + farmers.other)
    return income


class IncomeRecorder:
    """Notes what every household has earned, at New Year and at the end of the run."""

    def __init__(self) -> None:
        self.marks: dict[str, NDArray[np.int64]] = {}

    def begin(self, farm: FarmState | None, first: date) -> None:
        """Counting begins on this day."""
        if farm is not None:
            self.marks = {first.isoformat(): income_of(farm.farmers)}

    def day_ends(self, farm: FarmState | None, morning: date, last: bool) -> None:
        """Note the income before a morning, if it is New Year's or the run has ended."""
        if farm is not None and (last or (morning.month, morning.day) == (1, 1)):
            self.marks[morning.isoformat()] = income_of(farm.farmers)

    def memory(self) -> dict[str, NDArray[Any]]:
        """All that it has noted, by name; `recall` takes it back."""
        return {f"income.{day}": income for day, income in self.marks.items()}

    def recall(self, memory: Mapping[str, NDArray[Any]]) -> None:
        """Go on with what another recorder of the same run had noted."""
        own = [name for name in memory if name.startswith("income.")]
        self.marks = {name.removeprefix("income."): memory[name] for name in own}

    def last_year(self) -> tuple[NDArray[np.int64], float] | None:
        """What each household earned in the last whole calendar year, or in all; and its years."""
        days = sorted(date.fromisoformat(day) for day in self.marks)
        if len(days) < 2:
            return None
        new_years = [day for day in days if (day.month, day.day) == (1, 1)]
        first, end = (new_years if len(new_years) > 1 else [days[0], days[-1]])[-2:]
        earned = self.marks[end.isoformat()] - self.marks[first.isoformat()]
        return earned, (end - first).days / 365.25


def gini(income: NDArray[np.float64], persons: NDArray[np.float64]) -> float:
    """Gini coefficient of income a head, people counted; losses count as below zero.

    income, persons  float64 (households,)
    """
    order = np.argsort(income / persons)
    earned = np.concatenate([[0.0], np.cumsum(income[order])])
    people = np.concatenate([[0.0], np.cumsum(persons[order])])
    if earned[-1] <= 0.0:
        return float("nan")
    below = np.sum((earned[1:] + earned[:-1]) * np.diff(people)) / (earned[-1] * people[-1])
    return float(1.0 - below)


def channels_used(farm: FarmState) -> NDArray[np.int64]:
    """Of each household: trade in produce (brokers, markets), shops directly, online."""
    online = online_sales(farm)
    farmers = farm.farmers
    trade = np.asarray(farmers.sales - farmers.direct) - online
    used = (trade > 0).astype(np.int64) + np.asarray(farmers.direct > 0) + (online > 0)
    result: NDArray[np.int64] = used
    return result


def online_sales(farm: FarmState) -> NDArray[np.int64]:
    """Money that each household has sold online for since counting began."""
    sold = np.zeros(len(farm.farmers.sales), np.int64)
    sold[np.asarray(farm.sellers.farmer)] = farm.sellers.online
    return sold


def other_income(farm: FarmState) -> dict[str, NDArray[np.float64]]:
    """Money that each household got besides farming since counting began, by source.

    Households of a province get the three in the proportions of its households; relief is among
    them.
    """
    households, province = farm.households, np.asarray(farm.farmers.province)
    parts = {name: np.asarray(getattr(households, name), float) for name in SOURCES}
    usual = np.sum(list(parts.values()), axis=0)
    return {
        name: np.asarray(farm.farmers.other) * (part / np.where(usual > 0.0, usual, 1.0))[province]
        for name, part in parts.items()
    }


def by_province(
    recorder: IncomeRecorder, scenario: Scenario, state: State, whole: bool
) -> dict[str, ByProvince]:
    """The outcomes of every province; whole: of the country instead, an entry each.

    A household that a floor has made smaller counts for fewer people.
    """
    farm = state.farm
    assert farm is not None
    farmers, places = farm.farmers, len(state.province_names)
    province = np.asarray(farmers.province)
    people = np.asarray(farmers.size) * scenario.population.household_persons
    group = np.zeros_like(province) if whole else province
    groups = 1 if whole else places

    def summed(values: NDArray[Any]) -> ByProvince:
        return np.bincount(group, values, groups)

    def share(part: NDArray[Any], all_of_it: NDArray[Any]) -> ByProvince:
        below = summed(all_of_it)
        nothing = np.full(groups, np.nan)
        result: ByProvince = np.divide(summed(part), below, nothing, where=below > 0.0)
        return result

    member = np.zeros(len(province))
    member[np.asarray(farm.sellers.farmer)] = farm.sellers.member
    online, sales = online_sales(farm), np.asarray(farmers.sales)
    direct, brokered = np.asarray(farmers.direct), np.asarray(farmers.brokered)
    kept, forgone = (np.asarray(column).sum(axis=1) for column in farm.bazaar[-2:])
    if whole:
        kept, forgone = kept.sum(keepdims=True), forgone.sum(keepdims=True)
    premium = np.divide(kept, forgone, np.full(groups, np.nan), where=forgone > 0)
    result = {
        "online_farmers_share": share(member * people, people),
        "several_channels_share": share((channels_used(farm) > 1) * people, people),
        "channels_used": share(channels_used(farm) * people, people),
        "farm_sales_share.online": share(online, sales),
        "farm_sales_share.shops": share(direct, sales),
        "farm_sales_share.brokers": share(brokered, sales),
        "farm_sales_share.markets": share(sales - online - direct - brokered, sales),
        "online_premium": premium - 1.0,
    }
    income = income_of(farmers)
    sources = {"farming": income - np.asarray(farmers.other), **other_income(farm)}
    for name, of_source in sources.items():
        result[f"farm_income_share.{name}"] = share(of_source, income)
    unknown = np.full(groups, np.nan)
    result |= {"gini": unknown, "poverty_rate": unknown}
    found = recorder.last_year()
    if found is not None:
        earned = found[0] / found[1] / scenario.grain.money
        result["poverty_rate"] = share(
            (earned / people < scenario.farm.poverty_line) * people, people
        )
        result["gini"] = np.array(
            [gini(earned[group == place], people[group == place]) for place in range(groups)]
        )
    return result
