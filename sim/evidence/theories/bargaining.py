"""Theories of who gets how much of a price."""

from math import sqrt
from typing import NamedTuple

from sim.evidence.answers.nash_split import Split
from sim.evidence.answers.nash_split import nash_split as split_of
from sim.evidence.theories.theory import Expected, Theory, require
from sim.scenario import ProducePricing, Scenario

FLOAT32 = 1e-6  # offers and chances are 32-bit


class Season(NamedTuple):
    """What the harvests of the run are sold for."""

    harvests: int
    split: Split
    to_broker: float  # what a broker nets for a unit at the market
    at_market: float  # what a farmer nets there
    price: float
    units: float  # a farmer's, a harvest


def season_of(scenario: Scenario) -> Season:
    """The bargains of a scenario."""
    farm, market, price = scenario.farm, scenario.market, scenario.price
    population, calendar = scenario.population, scenario.calendar
    require(population.farmers > 0 and population.brokers > 0, "where there are both")
    require(population.brokers <= population.farmers, "where every broker has a farmer")
    require(price.produce == ProducePricing.BARGAINING, "for bargaining over produce")
    require(not any((farm.own_use_share, farm.loss_staples, farm.yield_sd)), "for whole harvests")
    require(farm.supply_slope == 0 and farm.supply_intercept > 0, "for harvests of one size")
    require(calendar.warmup_days == 0, "without a warm-up")
    require(market.broker_release_days == 1, "for brokers who sell at once")
    days, interval = (calendar.end - calendar.start).days + 1, farm.harvest_interval_days
    require(interval > 1 and days % interval > 0, "where brokers can sell the last harvest")
    asked = (market.demand_intercept - farm.supply_intercept) / market.demand_slope
    to_broker = asked - scenario.freight.per_kg
    at_market = asked * (1.0 - farm.market_fee) - farm.haul_per_kg
    outside = max(at_market - farm.price_risk * asked, 0.0)
    worth = max(to_broker, 0.0) / (1.0 + price.broker_markup)
    require(asked > 0 and to_broker > 0 and at_market > 0, "for sales that bring something in")
    return Season(
        days // interval,
        split_of(worth, outside, price.farmer_power, farm.choice_scale * asked),
        to_broker,
        at_market,
        asked,
        farm.supply_intercept / population.farmers,
    )


def nash_split(scenario: Scenario) -> Expected:
    """What a farmer and a broker earn a day."""
    season, split = season_of(scenario), season_of(scenario).split
    sold = season.units * season.harvests / days_of(scenario)  # a day and farmer
    each = scenario.population.farmers / scenario.population.brokers
    earned = split.taken * split.offer + (1.0 - split.taken) * season.at_market
    brokered, all_sales = split.taken * split.offer, (1.0 - split.taken) * season.price
    return {
        "income.farmer": sold * earned,
        "income.broker": sold * each * split.taken * (season.to_broker - split.offer),
        "brokered_share": brokered / (brokered + all_sales),
    }


def luck(scenario: Scenario) -> Expected:
    """Standard errors: each lot's way is drawn by itself, and each harvest cut to whole grains."""
    season, split = season_of(scenario), season_of(scenario).split
    population = scenario.population
    lots = population.farmers * season.harvests
    sold = season.units * season.harvests / days_of(scenario)
    chance = sqrt(split.taken * (1.0 - split.taken) / lots)
    cut = 0.5 / scenario.grain.goods / season.units / sqrt(lots)
    expected = nash_split(scenario)
    each = population.farmers / population.brokers
    gain, kept = split.offer - season.at_market, season.to_broker - split.offer
    ratio = expected["brokered_share"] * (1.0 - expected["brokered_share"])
    return {
        "income.farmer": sold * abs(gain) * chance + cut * expected["income.farmer"],
        "income.broker": sold * each * abs(kept) * chance + cut * abs(expected["income.broker"]),
        "brokered_share": ratio * chance / max(split.taken * (1.0 - split.taken), 1e-300),
    }


def days_of(scenario: Scenario) -> int:
    """Days that count."""
    return (scenario.calendar.end - scenario.calendar.start).days + 1


THEORIES = (Theory("nash_split", nash_split, rounding=FLOAT32, errors=luck),)
