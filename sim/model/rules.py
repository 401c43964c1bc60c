"""The settings of every phase of a scenario, in the form that compiled code takes."""

from typing import NamedTuple

from sim.engine.tables.state import State
from sim.model.calendar import counted_days
from sim.phases import (
    accounting,
    adoption,
    demand,
    forecasting,
    harvest,
    market,
    ordering,
    sales,
    shipping,
)
from sim.phases.entry import incomes
from sim.phases.farm import produce_market
from sim.phases.shops import neighbours, tastes
from sim.phases.supply import brokerage
from sim.scenario import Scenario


class Rules(NamedTuple):
    """One group of settings a phase."""

    demand: demand.Settings
    sales: sales.Settings
    salvage: float  # money a grain of spoiled goods
    forecasting: forecasting.Settings
    ordering: ordering.Settings
    shipping: shipping.Settings
    brokerage: brokerage.Settings
    harvest: harvest.Settings
    market: market.Settings
    produce_market: produce_market.Settings
    tastes: tastes.Settings
    neighbours: neighbours.Settings
    accounting: accounting.Settings
    adoption: adoption.Settings
    entry: incomes.Settings


def rules_of(scenario: Scenario, state: State) -> Rules:
    """The settings of a scenario."""
    grain = scenario.grain
    return Rules(
        demand.settings_of(scenario, demand.table_of(scenario), counted_days(scenario)),
        sales.settings_of(scenario),
        scenario.stock.salvage_value * grain.money / grain.goods,
        forecasting.settings_of(scenario),
        ordering.settings_of(scenario),
        shipping.settings_of(scenario, state.source_level),
        brokerage.settings_of(scenario),
        harvest.settings_of(scenario),
        market.settings_of(scenario),
        produce_market.settings_of(scenario),
        tastes.settings_of(scenario, state.province_rows),
        neighbours.settings_of(scenario),
        accounting.settings_of(scenario),
        adoption.settings_of(scenario),
        incomes.settings_of(scenario),
    )
