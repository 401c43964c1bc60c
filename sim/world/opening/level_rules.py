"""The rules of stock and credit of each level, from a scenario's lists by level."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from sim.engine.tables.columns import allocate
from sim.engine.tables.firms import Levels
from sim.engine.tables.shelves import AMPLE
from sim.scenario import (
    LevelRule,
    PopulationKind,
    Scenario,
    Unfilled,
)
from sim.scenario.groups.roles import roles_of
from sim.world.opening.autoregression import outlooks


def rules_of_levels(scenario: Scenario, keeper_levels: NDArray[np.integer]) -> Levels:
    """The table of levels. A textbook's source owes what it lacks, other roles above lose it."""
    stock, grain = scenario.stock, scenario.grain
    n, count = scenario.n_levels, scenario.roles.levels
    levels = allocate(Levels, count, first_keeper=(count + 1,))
    given = {
        "policy": stock.policy,
        "level_rule": stock.level_rule,
        "safety_factor": safety_factors(scenario),
        "order_days": stock.order_days,
        "order_delay": stock.order_delay_days,
        "unfilled": stock.unfilled,
        "returns": stock.returns,
        "largest": largest_orders(scenario),
        "forecast": stock.forecast,
        "demand_signal": stock.demand_signal,
        "smoothing": stock.smoothing,
        "window": stock.window_days,
        "pooled": stock.pooled_firms,
        "credit_days": scenario.credit.days,
    }
    in_grains = {
        "order_up_to": stock.order_up_to,
        "reorder_point": stock.reorder_point,
        "minimum_facing": stock.minimum_facing,
        "standing_order": stock.initial_pipeline,
    }
    money_a_grain = grain.money / grain.goods
    costs = {"holding_cost": stock.holding_cost, "backlog_cost": stock.backlog_cost}
    for name, values in given.items():
        getattr(levels, name)[:n] = values
    for name, values in in_grains.items():
        getattr(levels, name)[:n] = in_grains_of(values, grain.goods)
    for name, values in costs.items():
        getattr(levels, name)[:n] = np.array(values) * money_a_grain
    if scenario.population.kind == PopulationKind.EXPLICIT:
        levels.unfilled[-1] = Unfilled.BACKORDER
    for level, outlook in enumerate(outlooks(scenario)):
        levels.smoothing[level] = outlook.weight
    levels.first_keeper[:] = np.searchsorted(keeper_levels, np.arange(count + 1))
    return levels


def largest_orders(scenario: Scenario) -> list[int]:
    """Grains that a firm of each level has on order at most, returned ones too.

    What all who order from one textbook firm have on order can be counted by it: shops share
    their suppliers in blocks, firms have one each. In a country cash ends orders before.
    """
    population = scenario.population
    largest = [AMPLE] * scenario.n_levels
    if population.kind == PopulationKind.EXPLICIT:
        largest[0] //= max(min(int(population.shops), population.shops_per_supplier), 1)
    return largest


def safety_factors(scenario: Scenario) -> NDArray[np.float64]:
    """Standard deviations of safety stock by level, given or for a target of service."""
    stock = scenario.stock
    for_target = np.array(stock.level_rule) == LevelRule.TARGET
    factors: NDArray[np.float64] = np.where(
        for_target, ndtri(stock.service_target), stock.safety_factor
    )
    return factors


def in_grains_of(units: ArrayLike, grain: int) -> NDArray[np.float64]:
    """Units in grains, free of what binary fractions add (0.29 units are 29 hundredths)."""
    grains: NDArray[np.float64] = np.round(np.asarray(units, np.float64) * grain, 6)
    return grains


def by_level(values: tuple[float, ...], levels: NDArray[np.integer]) -> NDArray[np.float64]:
    """A parameter of the stocking levels for rows of any level; 0 for the roles above."""
    table = np.zeros(roles_of(len(values)).levels)
    table[: len(values)] = values
    result: NDArray[np.float64] = table[levels]
    return result
