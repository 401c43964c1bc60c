"""Theories of levels that follow forecasts: the bullwhip effect, and learning what to bring."""

from sim.evidence.answers import bullwhip
from sim.evidence.answers.learning import Learner, censored, uncensored
from sim.evidence.theories.theory import (
    Expected,
    Theory,
    ample_source,
    known_lead_times,
    losing,
    require,
    single_units,
    spread_of_demand,
)
from sim.scenario import (
    DemandLaw,
    DemandSignal,
    ForecastMethod,
    LevelRule,
    Policy,
    Returns,
    Scenario,
)

PLAYED_DAYS = 1_000_000
OF_SALES = (DemandSignal.SALES, DemandSignal.NOTICED_SALES)
GRAIN = 1e-3  # rounding to the grain, and the play's own chance, against the ratio


def bullwhip_effect(scenario: Scenario) -> Expected:
    """Variance of the orders of tiers that order up to a forecast, over that of demand."""
    stock = scenario.stock
    require({*stock.policy} == {Policy.ORDER_UP_TO}, "for the policy order_up_to")
    require({*stock.level_rule} == {LevelRule.FORECAST}, "for levels by forecast")
    require({*stock.returns} == {Returns.ALLOWED}, "for orders that may be negative")
    require({*stock.review_period_days} == {1}, "for orders every evening")
    require(stock.demand_signal[0] not in OF_SALES, "for shops that see demand")
    require(not {*OF_SALES} & {*stock.demand_signal}, "for firms that see orders")
    moving = {ForecastMethod.MOVING_AVERAGE, ForecastMethod.EXPONENTIAL_SMOOTHING}
    require({*stock.forecast} <= moving, "for forecasts that follow demand")
    require({*stock.pooled_firms} == {1}, "for forecasts that are not pooled")
    require(not any(stock.minimum_facing), "without a minimum facing")
    known_lead_times(scenario)
    single_units(scenario)
    tiers = [tier_of(scenario, level) for level in range(scenario.n_levels)]
    ratios = ratios_of(scenario, tiers)
    return {f"order_variance_ratio.tier{tier}": ratio for tier, ratio in enumerate(ratios)}


def tier_of(scenario: Scenario, level: int) -> bullwhip.Tier:
    """How a tier forecasts."""
    stock = scenario.stock
    smoothed = stock.forecast[level] == ForecastMethod.EXPONENTIAL_SMOOTHING
    delay = stock.order_delay_days[level]
    return bullwhip.Tier(
        cover=delay + stock.lead_time_days[level],
        delay=delay,
        window=1 if smoothed else stock.window_days[level],
        smoothing=stock.smoothing[level] if smoothed else None,
        shared=level == 0 or stock.demand_signal[level] == DemandSignal.CONSUMER_DEMAND,
        safety=stock.safety_factor[level],
    )


def ratios_of(scenario: Scenario, tiers: list[bullwhip.Tier]) -> list[float]:
    """By the closed forms where they hold, else by a play of the recursion."""
    demand, rho = scenario.demand, correlation(scenario)
    if not any(tier.safety for tier in tiers):
        return bullwhip.linear(tiers, rho)
    require(demand.law == DemandLaw.NORMAL, "with safety stock for normal demand")
    require(all(tier.smoothing is None for tier in tiers), "with safety stock by moving average")
    alike = len({tier.window for tier in tiers}) == 1
    at_once = not any(tier.delay for tier in tiers)
    if all(tier.shared for tier in tiers) and alike and at_once and rho == 0:
        return bullwhip.shared_normal(tiers)
    return bullwhip.played_normal(tiers, demand.mean, demand.sd, PLAYED_DAYS, rho)


def correlation(scenario: Scenario) -> float:
    """Of a day's demand with that of the day before."""
    demand = scenario.demand
    return demand.autocorrelation if demand.law == DemandLaw.NORMAL else 0.0


def learning(scenario: Scenario) -> Expected:
    """What a shop sells and throws away that brings for tomorrow what it has learnt."""
    stock, demand = scenario.stock, scenario.demand
    losing(scenario)
    ample_source(scenario)
    single_units(scenario)
    known_lead_times(scenario)
    require({*stock.policy} == {Policy.ORDER_UP_TO}, "for the policy order_up_to")
    require({*stock.level_rule} == {LevelRule.FORECAST}, "for levels by forecast")
    require({*stock.forecast} == {ForecastMethod.MOVING_AVERAGE}, "for moving averages")
    require(stock.shelf_life_days == 1, "for a shelf life of one day")
    cover = stock.lead_time_days[0] + stock.order_delay_days[0]
    require(cover == stock.review_period_days[0] == 1, "for orders every evening for tomorrow")
    shops, pooled = int(scenario.population.shops), stock.pooled_firms[0]
    require(shops % pooled == 0, "for pools of one size")
    require(scenario.grain.goods == 1, "for goods counted in whole units")
    facing = stock.minimum_facing[0]
    learner = Learner(stock.window_days[0], pooled, stock.safety_factor[0], facing)
    require(stock.attention == 1, "for owners who forget nothing")
    if stock.demand_signal[0] in OF_SALES:
        require(facing > 0, "with a minimum facing: without one, sales end for ever")
        exact = censored(learner, demand.mean, spread_of_demand(scenario))
    else:
        exact = uncensored(learner, demand.mean, spread_of_demand(scenario))
    return {
        "fill_rate.tier0": exact.fill_rate,
        "waste_share.tier0": exact.waste_share,
        "days_without_stockout.tier0": exact.share_days_served,
    }


THEORIES = (
    Theory("bullwhip_own", bullwhip_effect, rounding=GRAIN),
    Theory("bullwhip_shared", bullwhip_effect, rounding=GRAIN),
    Theory("bullwhip_ar1", bullwhip_effect, rounding=GRAIN),
    Theory("learning_uncensored", learning, rounding=1e-6),
    Theory("learning_censored", learning, rounding=1e-6),
)
