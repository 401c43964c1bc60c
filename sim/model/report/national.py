"""The outcomes of the country and of its provinces: one list of families, walked for both."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from sim.engine.tables.state import State
from sim.model.report.areas import Areas, ByArea, its_provinces, the_country
from sim.model.report.families.adopters import incomes_of_adopters
from sim.model.report.families.chain_shares import chain_shares
from sim.model.report.families.incomes import incomes, profits
from sim.model.report.families.livelihoods import channels, inequality, premium, sources
from sim.model.report.families.marketplace import marketplace, physical_online_share
from sim.model.report.families.net_jobs import net_jobs
from sim.model.report.families.owners import owners_living
from sim.model.report.families.platform import platform_share
from sim.model.report.families.produce_online import produce_sales
from sim.model.report.families.relief import relief
from sim.model.report.families.shops import of_chains, of_customers, of_money
from sim.model.report.families.tiers import tiers
from sim.model.report.flow_tables import Table
from sim.model.report.recorder import Recorder
from sim.outcomes.declared import declared_unit
from sim.outcomes.of_country import COUNTRY


class Family(NamedTuple):
    """Outcomes that are told together; `sim/model/report/families` says how to add one."""

    values: Callable[[Recorder, State, Areas], dict[str, ByArea]]
    of_provinces: bool = True  # and not of the country alone
    everywhere: bool = True  # a province where it is unknown is told of, too


FAMILIES = (  # in the order of both tables
    Family(of_customers),
    Family(of_money),
    Family(platform_share),
    Family(of_chains),
    Family(chain_shares, of_provinces=False),
    Family(incomes),
    Family(incomes_of_adopters, of_provinces=False),
    Family(owners_living),
    Family(profits),
    Family(tiers, of_provinces=False),
    Family(marketplace),
    Family(net_jobs),
    Family(physical_online_share, of_provinces=False),
    Family(produce_sales, everywhere=False),
    Family(channels),
    Family(premium),
    Family(sources),
    Family(inequality),
    Family(relief),
)


def outcomes(recorder: Recorder, state: State) -> dict[str, float]:
    """The outcomes of the country."""
    country = the_country(state)
    return {
        name: float(value)
        for family in FAMILIES
        for name, (value,) in family.values(recorder, state, country).items()
    }


def outcomes_by_province(recorder: Recorder, state: State) -> Table:
    """The outcomes of every province, a row each."""
    rows = list(_rows(recorder, state))
    columns = zip(*rows, strict=True) if rows else ((), (), (), ())
    names = ("province", "outcome", "value", "unit")
    return {name: list(column) for name, column in zip(names, columns, strict=True)}


def _rows(recorder: Recorder, state: State) -> Iterator[tuple[str, str, float, str]]:
    """Province by province: name, outcome, value and unit."""
    provinces = its_provinces(state)
    told = [
        (name, values.tolist(), declared_unit(name, COUNTRY), family.everywhere)
        for family in FAMILIES
        if family.of_provinces
        for name, values in family.values(recorder, state, provinces).items()
    ]
    for place, province in enumerate(state.province_names):
        for name, values, unit, everywhere in told:
            if everywhere or not np.isnan(values[place]):
                yield province, name, values[place], unit
