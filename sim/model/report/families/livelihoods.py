"""What farm households live on: channels, sources, inequality and poverty, by province."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import FarmState, State
from sim.model.report.areas import Areas, ByArea
from sim.model.report.income_record import income_of
from sim.model.report.ratios import ratio
from sim.model.report.recorder import Recorder

SOURCES = ("wages", "transfers", "property")  # of income besides farming


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


def channels(recorder: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """Who sells online and by how many channels, people counted; each channel's part of sales."""
    farm = state.farm
    assert farm is not None
    farmers = farm.farmers
    province, people = np.asarray(farmers.province), people_of(recorder, farm)

    def share(part: NDArray[Any], whole: NDArray[Any]) -> ByArea:
        return ratio(areas.add_rows(province, part), areas.add_rows(province, whole))

    member = np.zeros(len(province))
    member[np.asarray(farm.sellers.farmer)] = farm.sellers.member
    used, sales = channels_used(farm), np.asarray(farmers.sales)
    parts = {
        "online": online_sales(farm),
        "shops": np.asarray(farmers.direct),
        "brokers": np.asarray(farmers.brokered),
    }
    parts["markets"] = sales - parts["online"] - parts["shops"] - parts["brokers"]
    return {
        "online_farmers_share": share(member * people, people),
        "several_channels_share": share((used > 1) * people, people),
        "channels_used": share(used * people, people),
        **{f"farm_sales_share.{name}": share(part, sales) for name, part in parts.items()},
    }


def premium(_: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """What farmers keep of online sales, over what others would have paid them."""
    assert state.farm is not None
    bazaar = state.farm.bazaar
    kept, forgone = (
        areas.add(np.asarray(column).sum(axis=1)) for column in (bazaar.kept, bazaar.forgone)
    )
    return {"online_premium": ratio(kept, forgone) - 1.0}


def sources(_: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """Each source's part of farm households' income."""
    farm = state.farm
    assert farm is not None
    province, income = np.asarray(farm.farmers.province), income_of(farm.farmers)
    parts = {"farming": income - np.asarray(farm.farmers.other), **other_income(farm)}
    whole = areas.add_rows(province, income)
    return {
        f"farm_income_share.{name}": ratio(areas.add_rows(province, part), whole)
        for name, part in parts.items()
    }


def inequality(recorder: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """Gini coefficient and poverty of the last whole year, people counted."""
    farm, found = state.farm, recorder.incomes.last_year()
    assert farm is not None
    if found is None:
        return {"gini": areas.unknown(), "poverty_rate": areas.unknown()}
    province, people = np.asarray(farm.farmers.province), people_of(recorder, farm)
    scenario, area = recorder.scenario, areas.of(province)
    earned = found.money / found.years / scenario.grain.money
    poor = areas.add_rows(province, (earned / people < scenario.farm.poverty_line) * people)
    ginis = [gini(earned[area == one], people[area == one]) for one in range(areas.number)]
    return {
        "gini": np.array(ginis),
        "poverty_rate": ratio(poor, areas.add_rows(province, people)),
    }


def people_of(recorder: Recorder, farm: FarmState) -> NDArray[np.float64]:
    """People of each household; one that a floor has made smaller counts for fewer."""
    people: NDArray[np.float64] = np.asarray(farm.farmers.size) * (
        recorder.scenario.population.household_persons
    )
    return people
