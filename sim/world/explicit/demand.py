"""What the keepers of a chain given outright are asked for, and expect."""

import numpy as np

from sim.engine.tables.shelves import Shelves
from sim.rules.linear_curves import demanded_at
from sim.scenario import DemandLaw, Scenario
from sim.world.arrays import Floats
from sim.world.explicit.chain import Chain
from sim.world.explicit.prices import posted_by_place


def moments_of_demand(scenario: Scenario, price: float) -> tuple[float, float]:
    """Mean and variance of a day's demand at a shop that asks a price, in units."""
    demand = scenario.demand
    if demand.law == DemandLaw.SERIES:
        return float(np.mean(demand.series)), float(np.var(demand.series))
    if demand.law == DemandLaw.LINEAR:
        return float(demanded_at(price, demand.intercept, demand.slope)), 0.0
    if demand.law == DemandLaw.CHANCES:
        units, chances = np.arange(len(demand.chances)), np.array(demand.chances)
        mean = float(units @ chances)
        return mean, float((units - mean) ** 2 @ chances)
    if demand.law == DemandLaw.UNIFORM:
        grains = (demand.highest - demand.lowest) * scenario.grain.goods + 1.0
        variance_in_grains = (grains**2 - 1.0) / 12.0
        middle = (demand.lowest + demand.highest) / 2.0
        return middle, variance_in_grains / scenario.grain.goods**2
    variance = {
        DemandLaw.POISSON: demand.mean,
        DemandLaw.NEGATIVE_BINOMIAL: demand.mean * demand.variance_to_mean,
        DemandLaw.NORMAL: demand.sd**2,
        DemandLaw.LOGNORMAL: demand.sd**2,
        DemandLaw.STEP: 0.0,
    }
    return demand.mean, variance[demand.law]


def moments_by_place(scenario: Scenario, chain: Chain) -> Floats:
    """(provinces, 2): mean and variance of a day's demand at a shop, in units."""
    posted = posted_by_place(scenario, chain).tolist()
    return np.array([moments_of_demand(scenario, price) for price in posted])


def expect(scenario: Scenario, chain: Chain, shelves: Shelves) -> None:
    """Forecasts at the opening: a shop's of its place, a firm's of the shops that it serves."""
    moments, goods = moments_by_place(scenario, chain), scenario.grain.goods
    everywhere = moments.mean(axis=0)[:, np.newaxis]
    mean, variance = np.where(chain.level == 0, moments[chain.province].T, everywhere)
    shelves.log_mean[:] = np.log(scenario.demand.mean)
    shelves.forecast[:] = mean * goods * chain.serves * chain.there
    shelves.variance[:] = variance * goods**2 * chain.serves * chain.there
