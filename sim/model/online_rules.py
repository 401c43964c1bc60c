"""The settings of the marketplace, apart from those that every turn of the shops hands over."""

from typing import NamedTuple

from sim.engine.state import State
from sim.model.online_season import online_season
from sim.phases import (
    counters,
    online_demand,
    online_entry,
    online_logistics,
    online_newcomers,
    online_packing,
    pick_up,
    relief,
    searches,
    shop_customers,
    stall_joining,
    stall_orders,
)
from sim.scenario import Scenario
from sim.world.merchants import years_at_start


class ByDay(NamedTuple):
    """What the first turn of the day needs."""

    demand: online_demand.Settings
    stall_orders: stall_orders.Settings
    counters: counters.Settings


class OnlineRules:
    """One group of settings for each part of the marketplace."""

    def __init__(self, scenario: Scenario, state: State) -> None:
        season = online_season(scenario)
        table = online_demand.table_of_orders()
        years = years_at_start(scenario)
        self.demand = online_demand.settings_of(scenario, table, years, season)
        self.stall_orders = stall_orders.settings_of(scenario, table, season)
        self.stall_joining = stall_joining.settings_of(scenario)
        self.counters = counters.settings_of(scenario, table, season)
        self.by_day = ByDay(self.demand, self.stall_orders, self.counters)
        self.searches = searches.settings_of(scenario, table)
        self.pick_up = pick_up.settings_of(scenario)
        self.shop_customers = shop_customers.settings_of(scenario)
        self.dispatch = online_packing.settings_of(scenario, season)
        self.entry = online_entry.settings_of(scenario)
        self.newcomers = online_newcomers.settings_of(scenario)
        self.logistics = online_logistics.settings_of(scenario, state.province_names)
        self.relief = relief.settings_of(scenario)
