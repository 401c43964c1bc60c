"""Farmers, their plots and the markets for produce at the opening."""

import numpy as np

from sim.engine.randomness import Stream, uniforms
from sim.engine.tables.columns import allocate
from sim.engine.tables.farm import Crops, Farmers, Households, Lots, Plots
from sim.engine.tables.firms import Accounts, Keepers
from sim.engine.tables.goods import Products
from sim.engine.tables.online import BUYERS_A_PROVINCE
from sim.engine.tables.shelves import Shelves
from sim.engine.tables.state import FarmState
from sim.engine.year import DAYS_A_YEAR, MONTHS_A_YEAR
from sim.rules.stock_by_age import lost_on_the_way
from sim.scenario import Scenario
from sim.world.arrays import Floats, Ints
from sim.world.farms.registry import open_registry
from sim.world.farms.stalls import open_bazaar, open_stalls
from sim.world.farms.stores import (
    broker_money,
    fill_stores,
    gathered_by_brokers,
)
from sim.world.farms.wet_markets import fill_markets
from sim.world.opening.nation import Nation
from sim.world.supply.suppliers import rank_at_wholesaler

VEGETABLES, FRUIT = "vegetables", "fruit"


def fill_crops(scenario: Scenario, nation: Nation, products: Products) -> Crops:
    """Seasons, losses and prices of the kinds of produce."""
    catalogue, farm = nation.miniature.catalogue, scenario.farm
    days = range(int(nation.miniature.lanes.days.max()) + 1)
    crops = allocate(Crops, len(catalogue), arrives=(len(catalogue), len(days)))
    crops.season_first[:] = catalogue.season_first - 1
    crops.season_days[:] = catalogue.season_days
    crops.life[:] = catalogue.shelf_life
    crops.transit_loss[:] = catalogue.loss_per_transit_day
    crops.arrives[:] = [
        [1.0 - lost_on_the_way(loss, day) for day in days] for loss in crops.transit_loss.tolist()
    ]
    crops.elasticity[:] = catalogue.elasticity
    crops.gate_price[:] = products.maker_price
    crops.on_sale[:] = catalogue.days_on_sale(scenario.market.storage_share)
    category = np.array(catalogue.categories)[catalogue.category]
    crops.loss[:] = np.select(
        [category == VEGETABLES, category == FRUIT],
        [farm.loss_vegetables, farm.loss_fruit],
        farm.loss_staples,
    )
    return crops


def harvests_a_year(crops: Crops, interval: int) -> Ints:
    """[product, day of the interval] days of a year on which such a plot is harvested."""
    days = np.arange(DAYS_A_YEAR)
    first, length = crops.season_first[:, None], crops.season_days[:, None]
    in_season = (days - first) % DAYS_A_YEAR < length
    counts = np.zeros((len(crops.life), interval), np.int32)
    for phase in range(interval):
        counts[:, phase] = in_season[:, days % interval == phase].sum(axis=1)
    return counts


def fill_plots(
    scenario: Scenario, seed: int, nation: Nation, crops: Crops
) -> tuple[Plots, np.ndarray, Ints]:
    """The plots by day of the interval and province.

    Also where those begin (day, province + 1), and the harvests of each plot in a year.
    A plot is harvested on a day of the interval that its season has; its year's output is divided
    among the harvests of that day.
    """
    mini, interval = nation.miniature, scenario.farm.harvest_interval_days
    source = mini.plots
    luck = uniforms(seed, Stream.CROPS, 1000, np.arange(len(source)))
    counts = harvests_a_year(crops, interval)
    usable = counts > 0
    choices = usable.sum(axis=1)
    nth = (luck * choices[source.product]).astype(np.int64)
    order_of_days = np.argsort(~usable, axis=1, kind="stable")  # usable days first
    phase = order_of_days[source.product, nth]
    order = np.argsort(phase, kind="stable")
    plots = allocate(Plots, len(source))
    plots.farmer[:] = source.farmer[order]
    plots.product[:] = source.product[order]
    first_broker_shelf = nation.first_shelf[scenario.roles.brokers]
    plots.broker[:] = first_broker_shelf + mini.brokers.of_plot[order]
    harvests = counts[source.product, phase]
    plots.lot[:] = (source.kg_per_year / harvests)[order] * scenario.grain.goods
    provinces = len(mini.country)
    group = phase[order] * provinces + source.province[order]
    bounds = np.arange(interval)[:, None] * provinces + np.arange(provinces + 1)
    return plots, np.searchsorted(group, bounds), harvests[order]


def share_out(total: int, parts: Floats) -> Ints:
    """Whole numbers in proportion to parts that sum to the total exactly."""
    upto = np.round(total * np.cumsum(parts) / parts.sum()).astype(np.int64)
    return np.diff(upto, prepend=0)


def fill_households(scenario: Scenario, nation: Nation) -> tuple[Farmers, Households]:
    """Households with their savings; what those of a province get and spend besides farming."""
    mini, money = nation.miniature, scenario.grain.money
    source = mini.farmers
    households = allocate(Households, len(mini.country))
    households_there = source.usual * money / MONTHS_A_YEAR
    monthly = source.other_income * households_there[:, None]
    for column, name in enumerate(("wages", "transfers", "property")):
        getattr(households, name)[:] = monthly[:, column]
    households.spending[:] = mini.consumers.consumption[:, 1] * source.persons * households_there
    farmers = allocate(Farmers, len(source))
    farmers.province[:] = source.province
    farmers.size[:] = source.real
    usual = sum(getattr(households, name) for name in ("wages", "transfers", "property"))
    farmers.monthly[:] = np.concatenate(
        [
            share_out(int(usual[place]), part)
            for place, part in enumerate(
                np.split(source.other_part * source.weight, source.first_of_province[1:-1])
            )
        ]
    )
    income = mini.consumers.income[:, 1] * source.persons * money
    farmers.cash[:] = source.weight * (scenario.farm.savings_share * income)[source.province]
    return farmers, households


def open_farming(
    scenario: Scenario,
    seed: int,
    nation: Nation,
    keepers: Keepers,
    products: Products,
    accounts: Accounts,
    shelves: Shelves,
    fetched: Floats,
) -> FarmState:
    """Everything of farming on the first day of the warm-up.

    fetched  grains a day of each product that wholesalers fetch for shops
    """
    mini = nation.miniature
    crops = fill_crops(scenario, nation, products)
    plots, first_plot, harvests = fill_plots(scenario, seed, nation, crops)
    sellers, stalls = open_stalls(scenario, seed, mini, plots, crops, harvests)
    bazaar = open_bazaar(scenario, mini, products, BUYERS_A_PROVINCE * len(mini.country))
    farmers, households = fill_households(scenario, nation)
    markets = fill_markets(scenario, nation, crops, products, fetched)
    gathered = gathered_by_brokers(scenario, nation, crops, markets)
    broker_money(scenario, nation, keepers, crops, accounts, gathered)
    fill_stores(scenario, nation, crops, shelves, gathered)
    lots = allocate(Lots, len(plots.farmer) // 2 + 1, lines=(1,))
    rank = rank_at_wholesaler(nation)
    tier_1 = nation.blocks[1].province
    first_firm = np.searchsorted(tier_1, np.arange(len(mini.country)))
    kept = int(nation.blocks[1].shelves[0])
    shelf = nation.first_shelf[1] + first_firm[:, None] * kept + rank[None, :]
    return FarmState(
        farmers=farmers,
        households=households,
        plots=plots,
        lots=lots,
        markets=markets,
        crops=crops,
        sellers=sellers,
        stalls=stalls,
        bazaar=bazaar,
        registry=open_registry(scenario, mini.farmers),
        first_plot=first_plot,
        grown=np.flatnonzero(products.produce).astype(np.int32),
        wholesale_shelf=np.where(rank[None, :] >= 0, shelf, -1).astype(np.int32),
    )
