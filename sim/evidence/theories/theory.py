"""What a theory is: a scenario, and its exact outcomes as a function of the scenario's values."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from sim.scenario import DemandLaw, LevelRule, Policy, Scenario, Unfilled

type Expected = Mapping[str, float]
"""Exact outcomes by name, as `sim run` reports them; a step of a series is NAME[STEP]."""


AMPLE = 1e6  # units a day: far more than anybody asks for


class OutsideTheoryError(Exception):
    """The scenario's values are not those that the theory speaks of."""


def told_by_firms(scenario: Scenario) -> Expected:
    """No standard errors: the spread between firms gives those of all outcomes."""
    return {}


class Theory(NamedTuple):
    """One textbook case.

    The answer comes from the scenario's own values, so that whoever changes the YAML file gets the
    right expectation; with values that the theory does not speak of, OutsideTheoryError.
    """

    scenario: str  # the name of a file in scenarios/textbook
    expected: Callable[[Scenario], Expected]
    rounding: float = 1e-9  # relative error of the engine's numbers where nothing is random
    sharp: float = 0.02  # largest standard error against the exact value
    errors: Callable[[Scenario], Expected] = told_by_firms  # standard errors that theory knows


def require(holds: bool, what: str) -> None:
    """Say what the theory takes for granted.

    Raises:
        OutsideTheoryError: when it does not hold.
    """
    if not holds:
        raise OutsideTheoryError(f"this theory holds only {what}")


def ordering_up_to(scenario: Scenario, every_evening: bool = True) -> None:
    """Every tier orders up to a given level, in single units.

    every_evening  whether the theory knows no longer review period

    Raises:
        OutsideTheoryError: when one does not.
    """
    stock = scenario.stock
    require({*stock.policy} == {Policy.ORDER_UP_TO}, "for the policy order_up_to")
    require({*stock.level_rule} == {LevelRule.GIVEN}, "for given levels")
    single_units(scenario)
    require(not any(stock.returns), "without returns")
    require(min(stock.capacity_per_day) >= AMPLE, "for firms without capacities")
    if every_evening:
        require({*stock.review_period_days} == {1}, "for orders every evening")


def known_lead_times(scenario: Scenario) -> None:
    """No lead time is random.

    Raises:
        OutsideTheoryError: when one is.
    """
    known = not any(scenario.stock.lead_time_spread_days)
    require(known, "for lead times that are known")


def ample_source(scenario: Scenario) -> None:
    """The source ships whatever it is asked for.

    Raises:
        OutsideTheoryError: when its capacity could ever bind.
    """
    require(scenario.stock.source_capacity >= AMPLE, "for an ample source")


def single_units(scenario: Scenario) -> None:
    """No tier orders in lots.

    Raises:
        OutsideTheoryError: when one does.
    """
    stock = scenario.stock
    require(not any((*stock.lot_cases, *stock.moq)), "without lots and smallest orders")
    require({*stock.lot_size} <= {0, 1}, "without lots")


def losing(scenario: Scenario) -> None:
    """A shop alone; whoever it cannot serve leaves with nothing.

    Raises:
        OutsideTheoryError: when that is not so.
    """
    demand = scenario.demand
    require(scenario.n_levels == 1, "for a shop at an ample source")
    require(scenario.stock.unfilled[0] == Unfilled.LOST, "where unmet demand is lost")
    require(demand.other_shop == demand.wait == 0, "for customers who neither wait nor go on")


def spread_of_demand(scenario: Scenario) -> float:
    """Variance over mean of a day's demand: 1 for Poisson, more for the negative binomial.

    Raises:
        OutsideTheoryError: when demand follows another law.
    """
    demand = scenario.demand
    if demand.law == DemandLaw.POISSON:
        return 1.0
    require(demand.law == DemandLaw.NEGATIVE_BINOMIAL, "for poisson or negative_binomial demand")
    return demand.variance_to_mean
