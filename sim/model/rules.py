"""The settings of every phase of a scenario, in the form that compiled code takes."""

from typing import Any, NamedTuple

from sim.engine.machine.handles import Settings, placed
from sim.engine.tables.state import State
from sim.model.calendar import counted_days, turns_of_plots
from sim.model.online_rules import OnlineRules, online_rules_of
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
    spoilage,
)
from sim.phases.entry import incomes
from sim.phases.farm import produce_market
from sim.phases.policy import relief
from sim.phases.shops import neighbours, tastes
from sim.phases.supply import brokerage
from sim.scenario import Scenario


class Rules(NamedTuple):
    """One group of settings a phase, or a part of it."""

    demand: demand.Settings
    sales: sales.Settings
    spoilage: spoilage.Settings
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
    relief: relief.Settings
    online: OnlineRules | None  # none without a marketplace


def rules_of(scenario: Scenario, state: State) -> Rules:
    """The settings of a scenario."""
    days, table = counted_days(scenario), demand.table_of(scenario)
    return Rules(
        demand=demand.settings_of(scenario, table, days),
        sales=sales.settings_of(scenario),
        spoilage=spoilage.settings_of(scenario),
        forecasting=forecasting.settings_of(scenario),
        ordering=ordering.settings_of(scenario),
        shipping=shipping.settings_of(scenario),
        brokerage=brokerage.settings_of(scenario),
        harvest=harvest.settings_of(scenario, turns_of_plots(scenario)),
        market=market.settings_of(scenario),
        produce_market=produce_market.settings_of(scenario),
        tastes=tastes.settings_of(scenario, state.province_rows),
        neighbours=neighbours.settings_of(scenario),
        accounting=accounting.settings_of(scenario),
        adoption=adoption.settings_of(scenario),
        entry=incomes.settings_of(scenario),
        relief=relief.settings_of(scenario),
        online=None if state.online is None else online_rules_of(scenario, state),
    )


def for_compiled_code(rules: Rules, state: State) -> tuple[Any, ...]:
    """The groups that compiled parts take, in the order of `Settings`; what Python does has more.

    Those of the marketplace are left out where a state has none.
    """
    online = placed(rules.online.by_day) if rules.online and state.online is not None else None
    return tuple(online if name == "online" else getattr(rules, name) for name in Settings.FIELDS)
