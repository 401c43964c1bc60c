"""The settings of the marketplace."""

from typing import NamedTuple

from sim.engine.tables.state import State
from sim.model.online_season import online_season
from sim.phases.online import (
    counters,
    demand,
    entry,
    logistics,
    newcomers,
    packing,
    pick_up,
    stall_joining,
    stall_orders,
)
from sim.phases.platform import searches
from sim.phases.policy import relief
from sim.phases.shops import customers
from sim.scenario import Scenario
from sim.world.online.merchants import years_at_start


class ByDay(NamedTuple):
    """Those that compiled parts of the day need."""

    demand: demand.Settings
    stall_orders: stall_orders.Settings
    counters: counters.Settings
    searches: searches.Settings
    dispatch: packing.Settings


class OnlineRules:
    """One group of settings for each part of the marketplace."""

    def __init__(self, scenario: Scenario, state: State) -> None:
        season = online_season(scenario)
        table = demand.table_of_orders()
        years = years_at_start(scenario)
        self.demand = demand.settings_of(scenario, table, years, season)
        self.stall_orders = stall_orders.settings_of(scenario, table, season)
        self.stall_joining = stall_joining.settings_of(scenario)
        self.counters = counters.settings_of(scenario, table, season)
        self.searches = searches.settings_of(scenario, table)
        self.pick_up = pick_up.settings_of(scenario)
        self.shop_customers = customers.settings_of(scenario)
        self.dispatch = packing.settings_of(scenario, season)
        self.by_day = ByDay(
            self.demand, self.stall_orders, self.counters, self.searches, self.dispatch
        )
        self.entry = entry.settings_of(scenario)
        self.newcomers = newcomers.settings_of(scenario)
        self.logistics = logistics.settings_of(scenario, state.province_names)
        self.relief = relief.settings_of(scenario)
