"""What brokers and markets begin with: cash, overheads, and what is left of the last harvest."""

from datetime import timedelta

import numpy as np

from sim.engine.tables.farm import Crops, Markets
from sim.engine.tables.firms import Accounts, Keepers
from sim.engine.tables.shelves import Shelves
from sim.engine.units import in_money_a_grain
from sim.engine.year import DAYS_A_YEAR
from sim.rules.channels import channel_shares
from sim.rules.produce_prices import farmers_outside_option
from sim.rules.seasons import days_in_store
from sim.scenario import Scenario
from sim.world.arrays import Floats
from sim.world.country.seasons import day_of_year
from sim.world.opening.nation import Nation


def to_brokers(scenario: Scenario, offer: list[float], price: list[float]) -> list[float]:
    """Share of what farmers sell that brokers buy at opening prices, by product.

    offer, price  of brokers, and of the wholesale market; money a grain
    """
    farm = scenario.farm
    haul = in_money_a_grain(farm.haul_per_kg, scenario.grain)
    shares = []
    for broker, market in zip(offer, price, strict=True):
        outside = farmers_outside_option(market, farm.market_fee, haul, farm.price_risk)
        share, _ = channel_shares(broker, outside, 0.0, False, farm.choice_scale * market)
        shares.append(share)
    return shares


def marketed(scenario: Scenario, nation: Nation, crops: Crops) -> Floats:
    """[province, product] grains a year that farmers can sell."""
    plots = nation.miniature.plots
    provinces, products = len(nation.miniature.country), len(crops.life)
    market = plots.province * products + plots.product
    kilos = np.bincount(market, plots.kg_per_year, provinces * products)
    return kilos.reshape(provinces, products) * sold_of_output(scenario, crops)


def sold_of_output(scenario: Scenario, crops: Crops) -> Floats:
    """[product] grains that farmers sell of a kg that they grow."""
    of_output = (1.0 - scenario.farm.own_use_share) * scenario.grain.goods
    sold: Floats = of_output * (1.0 - np.asarray(crops.loss, float))
    return sold


def gathered_by_brokers(
    scenario: Scenario, nation: Nation, crops: Crops, markets: Markets
) -> Floats:
    """Grains a year that each broker buys of his growers at opening prices."""
    brokers = nation.miniature.brokers
    kilos = np.bincount(brokers.of_plot, nation.miniature.plots.kg_per_year, len(brokers))
    kilos *= sold_of_output(scenario, crops)[brokers.product]
    gathered: Floats = kilos * markets.to_broker[brokers.province, brokers.product]
    return gathered


def left_of_harvest(scenario: Scenario, crops: Crops) -> Floats:
    """[product] share of a year's harvest that is in store at the opening: it is sold evenly."""
    calendar = scenario.calendar
    today = day_of_year(calendar.start - timedelta(calendar.warmup_days)) - 1
    seasons = zip(
        crops.season_first.tolist(), crops.season_days.tolist(), crops.on_sale.tolist(), strict=True
    )
    return np.array(
        [days_in_store(today, first, days, on_sale) / on_sale for first, days, on_sale in seasons]
    )


def broker_money(
    scenario: Scenario,
    nation: Nation,
    keepers: Keepers,
    crops: Crops,
    accounts: Accounts,
    gathered: Floats,
) -> None:
    """A broker's cash and overheads, from what he gathers in a season.

    gathered  grains a year of each
    """
    brokers, rows = nation.miniature.brokers, nation.keepers(scenario.roles.brokers)
    purchases = gathered * crops.gate_price[brokers.product]
    season = crops.season_days[brokers.product]
    cash = purchases * np.minimum(1.0, scenario.credit.broker_cash_days / season)
    accounts.cash[rows] = cash
    accounts.working_cash[rows] = cash
    margin = purchases * scenario.price.broker_markup / DAYS_A_YEAR
    accounts.fixed_cost[rows] = scenario.cost.middleman_share * margin
    keepers.volume[rows] = purchases / DAYS_A_YEAR
    keepers.reference[rows] = purchases / DAYS_A_YEAR
    market = brokers.province * len(crops.life) + brokers.product
    there = np.maximum(np.bincount(market, ~brokers.vacant), 1)
    for column in (accounts.fixed_cost, accounts.working_cash):
        mean = np.bincount(market, column[rows]) / there
        column[rows][brokers.vacant] = mean[market][brokers.vacant]
    accounts.usual_cost[rows] = accounts.fixed_cost[rows]


def fill_stores(
    scenario: Scenario, nation: Nation, crops: Crops, shelves: Shelves, gathered: Floats
) -> None:
    """Brokers have in store what is left of the last harvest.

    gathered  grains a year of each broker
    """
    rows, product = nation.shelves(scenario.roles.brokers), nation.miniature.brokers.product
    shelves.stock[rows] = np.floor(gathered * left_of_harvest(scenario, crops)[product])
