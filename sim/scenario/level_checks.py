"""Checks of the rules of stock, a level at a time; one level says what is wrong."""

from collections.abc import Iterator

from sim.scenario.catalogue import PARAMETERS
from sim.scenario.clashes import Clash, Values
from sim.scenario.groups import (
    DemandLaw,
    DemandSignal,
    ForecastMethod,
    LevelRule,
    Policy,
    PopulationKind,
    Returns,
    Unfilled,
)
from sim.scenario.levels import for_level, level_names

BY_LEVEL = [key for key, parameter in PARAMETERS.items() if parameter.by_level]


def list_lengths(values: Values) -> Iterator[Clash]:
    """A list has an entry for each level."""
    levels = values.levels
    for key in BY_LEVEL:
        setting = values.settings[key]
        # The lists of base.yaml are cut to an explicit population's levels.
        given = isinstance(setting.value, tuple) and not setting.of_base
        if given and len(setting.value) != levels:
            wrong = f"the list has length {len(setting.value)}"
            allowed = f"one value, or a list of length {levels} ({level_names(levels)})"
            yield Clash((key,), wrong, allowed)


def min_max(values: Values) -> Iterator[Clash]:
    """A level orders up to no less than where it starts to order."""
    keys = ("stock.policy", "stock.level_rule", "stock.reorder_point", "stock.order_up_to")
    for level in range(values.levels):
        policy, rule, low, high = (for_level(values[key], level) for key in keys)
        if policy == Policy.MIN_MAX and rule == LevelRule.GIVEN and high < low:
            wrong = f"level {level} orders up to {high:g} from a reorder point of {low:g}"
            yield Clash(keys, wrong, "order_up_to at or above reorder_point")
            return  # one level says it


def fixed_quantities(values: Values) -> Iterator[Clash]:
    """Who orders the same quantity each time says which."""
    keys = ("stock.policy", "stock.lot_size", "stock.moq")
    for level in range(values.levels):
        policy, lot, least = (for_level(values[key], level) for key in keys)
        if policy == Policy.FIXED_QUANTITY and lot < max(least, 1):
            wrong = f"level {level} orders a fixed quantity of {lot} units"
            wrong += f", and {least} at least" if least else ""
            yield Clash(keys, wrong, "lot_size above 0, and at or above moq")
            return


def chosen_by_profit(values: Values) -> Iterator[Clash]:
    """Levels by profit are for shops whose customers leave when a shelf is empty."""
    keys = ("stock.level_rule", "stock.unfilled")
    for level in range(values.levels):
        rule, unfilled = (for_level(values[key], level) for key in keys)
        if rule != LevelRule.PROFIT:
            continue
        if level > 0:
            yield Clash(keys[:1], f"level {level} chooses by profit", "profit at level 0 alone")
            return
        if unfilled == Unfilled.BACKORDER:
            wrong = "shops choose by profit what they hold for customers who wait"
            yield Clash(keys, wrong, "unfilled: lost, or another level_rule")
            return


def autoregressive(values: Values) -> Iterator[Clash]:
    """Who forecasts by autoregression knows the demand, and what all levels below it do."""
    names = ("forecast", "demand_signal", "order_delay_days", "review_period_days")
    keys = tuple(f"stock.{name}" for name in (*names, "lead_time_spread_days"))
    shared = True  # whether all firms so far hear of consumers' demand
    below = True  # whether all levels so far forecast by autoregression
    for level in range(values.levels):
        method, signal, delay, review, spread = (for_level(values[key], level) for key in keys)
        if method != ForecastMethod.AUTOREGRESSIVE:
            below = False
            continue
        told = f"level {level} forecasts by autoregression"
        hears = signal == DemandSignal.CONSUMER_DEMAND
        if values["demand.law"] != DemandLaw.NORMAL:
            yield Clash((keys[0], "demand.law"), told, "demand.law normal")
        elif signal in (DemandSignal.SALES, DemandSignal.NOTICED_SALES):
            yield Clash(keys[:2], f"{told}, of sales", "demand, or consumer_demand")
        elif delay or review > 1 or spread:
            wrong = f"{told}, with orders that wait, or a random lead time"
            yield Clash((keys[0], *keys[2:]), wrong, "a delay of 0, a review of 1, no spread")
        elif not below or (level and hears and not shared):
            wrong = f"{told}, and a level below does not, or hears of orders alone"
            yield Clash(keys[:2], wrong, "the same for all levels below")
        else:
            shared = shared and (level == 0 or hears)
            continue
        return


def pools(values: Values) -> Iterator[Clash]:
    """Only a moving average is fed by several firms, and by no more shops than there are."""
    for level in range(values.levels):
        pooled = for_level(values["stock.pooled_firms"], level)
        method = for_level(values["stock.forecast"], level)
        if pooled > 1 and method != ForecastMethod.MOVING_AVERAGE:
            wrong = f"level {level} pools {pooled} firms, and forecasts by {method.name.lower()}"
            yield Clash(("stock.pooled_firms", "stock.forecast"), wrong, "moving_average")
            return
    if values["population.kind"] != PopulationKind.EXPLICIT:
        return
    shops = values["population.shops"]
    firms = -(-shops // values["population.shops_per_supplier"])
    for level in range(values.levels):
        pooled, there = for_level(values["stock.pooled_firms"], level), firms if level else shops
        if pooled > max(there, 1):
            keys = ("stock.pooled_firms", "population.shops", "population.shops_per_supplier")
            who = f"{pooled} firms of level {level}" if level else f"{pooled} shops"
            yield Clash(
                keys[: 3 if level else 2], f"{who} pool what {there:g} see", f"at most {there:g}"
            )
            return


def returns(values: Values) -> Iterator[Clash]:
    """Goods that age are not sent back."""
    for level in range(values.levels):
        allowed = for_level(values["stock.returns"], level) == Returns.ALLOWED
        if allowed and values["stock.shelf_life_days"] > 0:
            keys = ("stock.returns", "stock.shelf_life_days")
            yield Clash(keys, "goods that age are sent back", "goods that keep (0 days)")
            return


def lead_time_chances(values: Values) -> Iterator[Clash]:
    """The chances of a longer lead time sum to one, and there is one for each of its days."""
    chances = values["stock.lead_time_chances"]
    if not chances:
        return
    keys = ("stock.lead_time_chances", "stock.lead_time_spread_days")
    if abs(sum(chances) - 1.0) > 1e-6:
        yield Clash(keys[:1], f"the chances sum to {sum(chances):g}", "a sum of 1")
    spreads = {for_level(values[keys[1]], level) for level in range(values.levels)}
    if not spreads <= {0, len(chances) - 1}:
        wrong = f"{len(chances)} chances for spreads of {', '.join(map(str, sorted(spreads)))} days"
        yield Clash(keys, wrong, f"a spread of 0 or {len(chances) - 1} days")
