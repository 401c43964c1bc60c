"""Theories of stock: what is served, kept, owed and wasted."""

from sim.evidence.answers import ages as nahmias
from sim.evidence.answers import beer_game as board
from sim.evidence.answers import lost_sales as arrow_karlin_scarf
from sim.evidence.answers import newsvendor as arrow_harris_marschak
from sim.evidence.answers import serial_chain as clark_scarf
from sim.evidence.theories.laws import law_of
from sim.evidence.theories.theory import (
    AMPLE,
    Expected,
    Theory,
    ample_source,
    known_lead_times,
    losing,
    ordering_up_to,
    require,
    spread_of_demand,
)
from sim.scenario import DemandLaw, Issue, Scenario, Unfilled

MONEY = 1e-6  # payments are whole millionths, prices of 32 bits


def beer_game(scenario: Scenario) -> Expected:
    """Sterman's beer game, played by hand; customers whose wants are known."""
    stock, demand = scenario.stock, scenario.demand
    ordering_up_to(scenario)
    known_lead_times(scenario)
    ample_source(scenario)
    require({*stock.unfilled} == {Unfilled.BACKORDER}, "where unmet demand is owed")
    require(scenario.calendar.warmup_days == 0, "without a warm-up")
    days = (scenario.calendar.end - scenario.calendar.start).days + 1
    if demand.law == DemandLaw.SERIES:
        wanted = [demand.series[day % len(demand.series)] for day in range(days)]
    else:
        require(demand.law == DemandLaw.STEP, "for demand of law step or series")
        wanted = [
            demand.mean if day < demand.step_day else demand.step_mean for day in range(1, days + 1)
        ]
    game = board.beer_game(
        wanted,
        stock.order_up_to,
        stock.order_delay_days,
        stock.lead_time_days,
        stock.initial,
        stock.initial_pipeline,
        stock.standing_order_days,
        stock.holding_cost,
        stock.backlog_cost,
    )
    by_tier = {f"cost.tier{tier}": cost / days for tier, cost in enumerate(game.tier_costs)}
    return {**by_tier, "total_cost": game.total_cost}


def lost_sales(scenario: Scenario) -> Expected:
    """One shop that orders up to a level and loses what it cannot serve."""
    stock = scenario.stock
    ordering_up_to(scenario, every_evening=False)
    known_lead_times(scenario)
    ample_source(scenario)
    losing(scenario)
    law = law_of(scenario)
    whole = scenario.grain.goods == 1 or not law.chances
    require(whole, "for goods counted in whole units")
    exact = arrow_karlin_scarf.base_stock(
        int(stock.order_up_to[0]),
        law.mean,
        stock.lead_time_days[0],
        stock.order_delay_days[0],
        law.ratio,
        stock.review_period_days[0],
        law.chances,
    )
    return {
        "fill_rate.tier0": exact.fill_rate,
        "days_without_stockout.tier0": exact.share_days_served,
        "shelf_audit_rate.tier0": exact.shelf_audit_rate,
        "end_stock.tier0": exact.mean_end_stock,
    }


def newsvendor(scenario: Scenario) -> Expected:
    """Goods of one selling day, ordered overnight; demand that is rounded counts in grains."""
    stock, price, law = scenario.stock, scenario.price, law_of(scenario)
    ordering_up_to(scenario)
    known_lead_times(scenario)
    ample_source(scenario)
    losing(scenario)
    require(stock.shelf_life_days == 1, "for a shelf life of one day")
    grain = scenario.grain.goods if law.chances else 1
    exact = arrow_harris_marschak.day(
        round(stock.order_up_to[0] * grain),
        law.mean,
        price.producer_cost * (1 + price.markup[0]) / grain,
        price.producer_cost / grain,
        stock.salvage_value / grain,
        law.ratio,
        law.chances,
    )
    return {
        "fill_rate.tier0": exact.fill_rate,
        "waste_share.tier0": exact.waste_share,
        "days_without_stockout.tier0": exact.share_days_served,
        "end_stock.tier0": 0.0,
        "profit.tier0": exact.profit,
    }


def perishable(scenario: Scenario) -> Expected:
    """Goods of some selling days in a shop that orders up to a level."""
    stock = scenario.stock
    ordering_up_to(scenario, every_evening=False)
    known_lead_times(scenario)
    ample_source(scenario)
    losing(scenario)
    require(stock.shelf_life_days > 0, "for goods that age")
    exact = nahmias.perishing(
        int(stock.order_up_to[0]),
        scenario.demand.mean,
        stock.shelf_life_days,
        stock.lead_time_days[0],
        stock.order_delay_days[0],
        spread_of_demand(scenario),
        stock.review_period_days[0],
        stock.issue == Issue.YOUNGEST_FIRST,
    )
    return {
        "fill_rate.tier0": exact.fill_rate,
        "waste_share.tier0": exact.waste_share,
        "days_without_stockout.tier0": exact.share_days_served,
        "shelf_audit_rate.tier0": exact.shelf_audit_rate,
        "end_stock.tier0": exact.mean_end_stock,
    }


def serial_chain(scenario: Scenario) -> Expected:
    """Tiers that order up to a level each evening and owe what they lack; so does their source."""
    stock = scenario.stock
    ordering_up_to(scenario)
    require({*stock.unfilled} == {Unfilled.BACKORDER}, "where unmet demand is owed")
    require(not any(stock.lead_time_spread_days[:-1]), "for lead times that are known")
    if longest := stock.lead_time_spread_days[-1]:
        ample_source(scenario)
    capacity = int(stock.source_capacity) if stock.source_capacity < AMPLE else None
    chain = clark_scarf.serial_chain(
        [int(level) for level in stock.order_up_to],
        scenario.demand.mean,
        stock.lead_time_days,
        stock.order_delay_days,
        spread_of_demand(scenario),
        capacity,
        stock.lead_time_chances or [1.0 / (longest + 1)] * (longest + 1),
    )
    expected = {}
    for number, tier in enumerate(chain):
        expected[f"fill_rate.tier{number}"] = tier.fill_rate
        expected[f"days_without_stockout.tier{number}"] = tier.share_days_served
        expected[f"days_without_backlog.tier{number}"] = tier.share_days_without_backlog
        expected[f"end_stock.tier{number}"] = tier.mean_end_stock
        expected[f"backlog.tier{number}"] = tier.mean_backlog
    return expected


THEORIES = (
    Theory("beer_game", beer_game),
    Theory("weekly_demand", beer_game),
    Theory("lost_sales", lost_sales),
    Theory("newsvendor", newsvendor),
    Theory("newsvendor_uniform", newsvendor, rounding=MONEY),
    Theory("newsvendor_lognormal", newsvendor, rounding=MONEY),
    Theory("serial_chain", serial_chain, sharp=0.05),
    Theory("capacity", serial_chain, sharp=0.05),
    Theory("random_lead_time", serial_chain, sharp=0.05),
    Theory("perishable", perishable),
    Theory("perishable_youngest", perishable),
)
