"""Theories of demand that remembers, and of what it is worth to know it."""

from sim.evidence.answers import autoregression
from sim.evidence.theories.theory import (
    Expected,
    Theory,
    ample_source,
    known_lead_times,
    ordering_up_to,
    require,
    single_units,
)
from sim.scenario import (
    DemandLaw,
    DemandSignal,
    ForecastMethod,
    LevelRule,
    Policy,
    Returns,
    Scenario,
    Unfilled,
)

GRAIN = 1e-3  # demand is rounded to the grain, a thousandth of a unit
FAR = 5.0  # standard deviations that the mean lies above 0, so that next to nothing is cut there


def remembered(scenario: Scenario) -> float:
    """The correlation of normal demand with that of the day before.

    Raises:
        OutsideTheoryError: when demand is not normal, owed and far above 0.
    """
    demand, stock = scenario.demand, scenario.stock
    require(demand.law == DemandLaw.NORMAL, "for normal demand")
    require(demand.mean >= FAR * demand.sd, "where next to nobody brings goods back")
    require({*stock.unfilled} == {Unfilled.BACKORDER}, "where unmet demand is owed")
    require(stock.shelf_life_days == 0, "for goods that keep")
    require({*stock.review_period_days} == {1}, "for orders every evening")
    known_lead_times(scenario)
    ample_source(scenario)
    return demand.autocorrelation


def up_to_a_level(scenario: Scenario) -> Expected:
    """A shop whose level does not follow demand: the demand of some days in a row is normal."""
    stock, demand, rho = scenario.stock, scenario.demand, remembered(scenario)
    ordering_up_to(scenario)
    require(scenario.n_levels == 1, "for a shop at an ample source")
    days = stock.lead_time_days[0] + stock.order_delay_days[0]
    spread = autoregression.days_together(rho, days, demand.sd)
    kept, owed, unowing = autoregression.left_of(stock.order_up_to[0] - days * demand.mean, spread)
    return {
        "order_variance_ratio.tier0": 1.0,
        "days_without_backlog.tier0": unowing,
        "end_stock.tier0": kept,
        "backlog.tier0": owed,
    }


def known_memory(scenario: Scenario) -> Expected:
    """Tiers that know how demand remembers; the last, at an ample source, also by its stock."""
    stock, demand, rho = scenario.stock, scenario.demand, remembered(scenario)
    require({*stock.policy} == {Policy.ORDER_UP_TO}, "for the policy order_up_to")
    require({*stock.level_rule} == {LevelRule.FORECAST}, "for levels by forecast")
    require({*stock.forecast} == {ForecastMethod.AUTOREGRESSIVE}, "for autoregressive forecasts")
    require({*stock.returns} == {Returns.ALLOWED}, "for orders that may be negative")
    single_units(scenario)
    shared = [signal == DemandSignal.CONSUMER_DEMAND for signal in stock.demand_signal]
    chain = autoregression.chain(rho, stock.lead_time_days, [False, *shared[1:]])
    widest = max(tier.order_variance_ratio for tier in chain) ** 0.5
    require(demand.mean >= FAR * demand.sd * widest, "where next to no order is negative")
    shops = scenario.population.shops_per_supplier if len(chain) > 1 else 1
    require(scenario.population.shops % shops == 0, "where all firms serve as many shops")
    spread = chain[-1].error_sd * demand.sd * shops**0.5
    kept, owed, unowing = autoregression.left_of(stock.safety_factor[-1] * spread, spread)
    last = f"tier{len(chain) - 1}"
    return {
        **{
            f"order_variance_ratio.tier{number}": tier.order_variance_ratio
            for number, tier in enumerate(chain)
        },
        f"days_without_backlog.{last}": unowing,
        f"end_stock.{last}": kept,
        f"backlog.{last}": owed,
    }


THEORIES = (
    Theory("ar1_stock", up_to_a_level, rounding=GRAIN, sharp=0.05),
    Theory("ar1_own", known_memory, rounding=GRAIN, sharp=0.05),
    Theory("ar1_shared", known_memory, rounding=GRAIN, sharp=0.05),
)
