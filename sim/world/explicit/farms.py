"""Farmers given outright: a textbook case in which some grow one crop for one market.

All plots are harvested on the last day of a season. Without brokers everything goes to the market,
whose price clears it. Where there are brokers the market is far larger than the harvest: it takes
all that they or the farmers bring at one price.
"""

import numpy as np

from sim.engine.tables.columns import allocate
from sim.engine.tables.farm import Crops, Farmers, Households, Lots, Markets, Plots
from sim.engine.tables.relief import Registry
from sim.engine.tables.state import FarmState
from sim.engine.year import DAYS_A_YEAR
from sim.rules.linear_curves import clearing_price, supplied_at
from sim.rules.seasons import LAST_DAYS
from sim.scenario import Scenario
from sim.world.farms.stalls import no_stalls


def open_farms(scenario: Scenario, first_broker: int) -> FarmState | None:
    """The farmers, their plots and their market; None where there are none.

    first_broker  shelf of the first broker; those of the others follow
    """
    farm, grain = scenario.farm, scenario.grain
    count, interval = scenario.population.farmers, farm.harvest_interval_days
    if count == 0:
        return None
    crops = allocate(Crops, 1, arrives=(1, scenario.stock.lead_time_days[0] + 1))
    crops.arrives[:] = 1.0
    crops.elasticity[:] = -np.inf
    crops.season_days[:] = DAYS_A_YEAR
    crops.life[:] = max(interval, LAST_DAYS + 1)
    crops.on_sale[:] = DAYS_A_YEAR
    crops.loss[:] = farm.loss_staples
    plots = allocate(Plots, count)
    plots.farmer[:] = np.arange(count)
    brokers = scenario.population.brokers
    plots.broker[:] = first_broker + np.arange(count) % brokers if brokers else -1
    # Farmers share evenly in what is planted, which counts in units of harvest.
    plots.lot[:] = grain.goods / count
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(Markets._fields, (1, 1))
    shapes |= {"destination": (1, 1, 1)} | dict.fromkeys(("has_direct", "spared"), (1,))
    markets = allocate(Markets, 1, **shapes)
    markets.grown[:] = 1
    markets.to_market[:] = 1.0
    markets.yields[:] = 1.0
    markets.spared[:] = 1.0
    markets.platform_shelf[:] = -1
    markets.expected[:] = farm.expected_price * grain.money / grain.goods
    planted = supplied_at(farm.expected_price, farm.supply_intercept, farm.supply_slope)
    markets.planted[:] = planted
    price = clearing_price(planted, scenario.market.demand_intercept, scenario.market.demand_slope)
    markets.base_price[:] = price * grain.money / grain.goods
    markets.price[:] = markets.base_price
    markets.usual[:] = planted * grain.goods
    markets.taken_smooth[:] = markets.usual
    sellers, stalls, bazaar = no_stalls()
    farmers = allocate(Farmers, count)
    farmers.size[:] = 1.0
    return FarmState(
        farmers=farmers,
        households=allocate(Households, 1),
        plots=plots,
        lots=allocate(Lots, 1, lines=(1,)),
        markets=markets,
        crops=crops,
        sellers=sellers,
        stalls=stalls,
        bazaar=bazaar,
        registry=allocate(Registry, 0),
        first_plot=np.array([[0, 0]] * (interval - 1) + [[0, count]], np.int64),
        grown=np.zeros(1, np.int32),
        wholesale_shelf=np.full((1, 1), -1, np.int32),
    )
