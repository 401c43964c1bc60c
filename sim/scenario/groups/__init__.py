"""The groups of parameters, each a NamedTuple in a file of its own; `Groups` has them all."""

from dataclasses import dataclass

from sim.scenario.groups.analytics import Analytics
from sim.scenario.groups.assortment import Assortment
from sim.scenario.groups.calendar import Calendar
from sim.scenario.groups.cost import Cost
from sim.scenario.groups.credit import Credit
from sim.scenario.groups.demand import Demand, DemandLaw
from sim.scenario.groups.direct import Direct, Warehouse
from sim.scenario.groups.entry import Entry
from sim.scenario.groups.farm import Farm
from sim.scenario.groups.fast import Fast
from sim.scenario.groups.freight import Freight
from sim.scenario.groups.grain import Grain
from sim.scenario.groups.jobs import Jobs
from sim.scenario.groups.levers import Lever, Levers
from sim.scenario.groups.market import Market
from sim.scenario.groups.marketplace import Marketplace
from sim.scenario.groups.new_retail import NewRetail
from sim.scenario.groups.online import Online
from sim.scenario.groups.platform import Platform
from sim.scenario.groups.population import Population, PopulationKind
from sim.scenario.groups.price import GoodsPricing, Price, ProducePricing
from sim.scenario.groups.relief import Relief, ReliefChoice
from sim.scenario.groups.shocks import Shock, Shocks
from sim.scenario.groups.sourcing import Sourcing
from sim.scenario.groups.stalls import Stalls
from sim.scenario.groups.stock import Stock
from sim.scenario.groups.stock_choices import (
    DemandSignal,
    ForecastMethod,
    Issue,
    LevelRule,
    Policy,
    Returns,
    Unfilled,
)

__all__ = [
    "Analytics",
    "Assortment",
    "Calendar",
    "Cost",
    "Credit",
    "Demand",
    "DemandLaw",
    "DemandSignal",
    "Direct",
    "Entry",
    "Farm",
    "Fast",
    "ForecastMethod",
    "Freight",
    "GoodsPricing",
    "Grain",
    "Groups",
    "Issue",
    "Jobs",
    "LevelRule",
    "Lever",
    "Levers",
    "Market",
    "Marketplace",
    "NewRetail",
    "Online",
    "Platform",
    "Policy",
    "Population",
    "PopulationKind",
    "Price",
    "ProducePricing",
    "Relief",
    "ReliefChoice",
    "Returns",
    "Shock",
    "Shocks",
    "Sourcing",
    "Stalls",
    "Stock",
    "Unfilled",
    "Warehouse",
]


@dataclass(frozen=True)
class Groups:
    """Every group under its name, in the order in which they are told."""

    calendar: Calendar
    grain: Grain
    population: Population
    demand: Demand
    stock: Stock
    price: Price
    credit: Credit
    cost: Cost
    freight: Freight
    sourcing: Sourcing
    direct: Direct
    fast: Fast
    analytics: Analytics
    assortment: Assortment
    platform: Platform
    entry: Entry
    farm: Farm
    market: Market
    online: Online
    marketplace: Marketplace
    stalls: Stalls
    relief: Relief
    jobs: Jobs
    new_retail: NewRetail
    levers: Levers
    shocks: Shocks
