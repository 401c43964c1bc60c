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
from sim.phases.shops import customers
from sim.scenario import Scenario
from sim.world.online.merchants import years_at_start


class OnlineByDay(NamedTuple):
    """Of these, those that compiled parts of the day take."""

    demand: demand.Settings
    stall_orders: stall_orders.Settings
    counters: counters.Settings
    searches: searches.Settings
    dispatch: packing.Settings


class OnlineRules(NamedTuple):
    """One group of settings for each part of the marketplace."""

    demand: demand.Settings
    stall_orders: stall_orders.Settings
    stall_joining: stall_joining.Settings
    counters: counters.Settings
    searches: searches.Settings
    pick_up: pick_up.Settings
    shop_customers: customers.Settings
    dispatch: packing.Settings
    entry: entry.Settings
    newcomers: newcomers.Settings
    logistics: logistics.Settings

    @property
    def by_day(self) -> OnlineByDay:
        """What compiled parts of the day take."""
        return OnlineByDay(*(getattr(self, name) for name in OnlineByDay._fields))


def online_rules_of(scenario: Scenario, state: State) -> OnlineRules:
    """The settings of a scenario."""
    season = online_season(scenario)
    table = demand.table_of_orders()
    return OnlineRules(
        demand=demand.settings_of(scenario, table, years_at_start(scenario), season),
        stall_orders=stall_orders.settings_of(scenario, table, season),
        stall_joining=stall_joining.settings_of(scenario),
        counters=counters.settings_of(scenario, table, season),
        searches=searches.settings_of(scenario, table),
        pick_up=pick_up.settings_of(scenario),
        shop_customers=customers.settings_of(scenario),
        dispatch=packing.settings_of(scenario, season),
        entry=entry.settings_of(scenario),
        newcomers=newcomers.settings_of(scenario),
        logistics=logistics.settings_of(scenario, state.province_names),
    )
