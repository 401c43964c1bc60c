"""Rules broken on purpose, a file of `sim/rules` each: by what they are handed from Python.

A rule itself is compiled into all that calls it; those of a chain of firms are broken in
`of_plain_rules`, where nothing is compiled.
"""

from sim.phases import accounting, adoption, demand, forecasting, market, ordering, sales, shipping
from sim.phases.entry import incomes as entry
from sim.phases.farm import produce_market
from sim.phases.online import counters, stall_orders
from sim.phases.online import demand as online_demand
from sim.phases.online import entry as online_entry
from sim.phases.online import logistics as online_logistics
from sim.phases.online import newcomers as online_newcomers
from sim.phases.policy import relief
from sim.phases.shops import customers as shop_customers
from sim.phases.shops import neighbours, tastes
from sim.scenario.groups import GoodsPricing, ProducePricing
from sim.world.country import lanes
from sim.world.opening import shocks as struck
from tests.evidence.faults.breaking import Fault, column, instead, plus, setting, times

DAYS_A_YEAR = 365


def more_spread(real):
    """Demand that varies more about its mean."""

    def table_of(scenario):
        wider = 1.1 * scenario.demand.variance_to_mean
        return real(scenario.with_values({"demand.variance_to_mean": wider}))

    return table_of


def dearer(real):
    """A tenth on top of what a rule says."""
    return lambda *asked: 1.1 * real(*asked)


def a_week_later(first_day):
    """A day of the year, seven days on."""
    return (first_day + 7) % DAYS_A_YEAR


IN_THE_COUNTRY = (
    Fault("rule assortment", "a shop switches for half the gain",
          setting(adoption, switch_gain=times(0.5)), ("base",)),
    Fault("rule attention", "twice as much brings a shelf to mind",
          setting(ordering, reminding=times(0.5)), ("base",)),
    Fault("rule carriers", "carriers keep half as much room",
          setting(online_logistics, carrier_room=times(0.5)), ("base",)),
    Fault("rule channels", "farmers are surer of the best channel",
          setting(produce_market, channel_scale=times(0.9)), ("base",)),
    Fault("rule continuous_draws", "a hundredth more spread", setting(demand, spread=times(1.01)),
          ("textbook/newsvendor_uniform", "textbook/newsvendor_lognormal")),
    Fault("rule count_laws", "demand is thought to vary twice as much",
          column("shelves", "variance", lambda right: 2.0 * right), ("textbook/profit_level",)),
    Fault("rule credibility", "shops think that they learn three times as fast",
          setting(forecasting, smoothing=times(3.0)), ("analytics_alone",)),
    Fault("rule credit", "owners draw a tenth more", setting(accounting, drawings_share=times(1.1)),
          ("base",)),
    Fault("rule demand_draws", "demand varies a tenth more",
          instead(demand, "table_of", more_spread), ("base",)),
    Fault("rule entry", "a wholesaler ties up twice the capital",
          setting(entry, capital_days=lambda right: 2.0 * right), ("textbook/free_entry",)),
    Fault("rule forecasts", "shops learn a tenth faster",
          setting(forecasting, smoothing=times(1.1)), ("base",)),
    Fault("rule freight", "a tenth dearer", instead(lanes, "freight_per_kg", dearer), ("base",)),
    Fault("rule freight", "fuel weighs a tenth more", instead(struck, "dearer_by_fuel", dearer),
          ("shock_fuel_price",)),
    Fault("rule goods_prices", "cost-plus and adaptive markups mixed up",
          setting(market, goods_pricing=lambda right: {
              int(GoodsPricing.COST_PLUS): int(GoodsPricing.ADAPTIVE_MARKUP),
              int(GoodsPricing.ADAPTIVE_MARKUP): int(GoodsPricing.COST_PLUS),
          }[right]),
          ("base", "pricing/adaptive_markup_with", "pricing/cost_plus_with")),
    Fault("rule goods_prices", "shops add no markup",
          column("shelves", "markup", lambda right: 0.0 * right), ("base",)),
    Fault("rule joining", "example counts a tenth more",
          setting(adoption, shop_imitation=times(1.1)), ("history", "textbook/bass_imitation")),
    Fault("rule lead_times", "long ways are as likely as short ones",
          setting(shipping, lead_chances=lambda right: right[:0]), ("textbook/random_lead_time",)),
    Fault("rule limited_lines", "lines have half as much to spare",
          setting(adoption, spare_capacity=times(0.5)), ("base",)),
    Fault("rule linear_curves", "demand falls a hundredth more steeply",
          setting(demand, slope=times(1.01)), ("textbook/successive_monopoly",)),
    Fault("rule nested_choice", "a category grows with variety",
          setting(neighbours, variety_growth=plus(0.2)), ("base",)),
    Fault("rule new_retail", "buyers mind days twice as much",
          setting(counters, days_weight=times(2)), ("new_retail_alone",)),
    Fault("rule normal_draws", "a tenth more spread", setting(demand, spread=times(1.1)),
          ("textbook/bullwhip_own",)),
    Fault("rule online_choice", "buyers mind the price a tenth more",
          setting(online_demand, choosing=lambda right: right._replace(
              price_weight=1.1 * right.price_weight)),
          ("base", "textbook/logit")),
    Fault("rule online_merchants", "they come and go twice as fast",
          setting(online_entry, entry_speed=times(2)), ("base",)),
    Fault("rule online_newcomers", "twice as many begin to sell",
          setting(online_newcomers, seller_innovation=times(2), seller_imitation=times(2)),
          ("base",)),
    Fault("rule online_orders", "a hundredth more of them",
          setting(online_demand, log_season=lambda right: right + 0.01), ("base",)),
    Fault("rule parcels", "handled half a day longer",
          setting(online_logistics, carriage=lambda right: right._replace(
              handling_days=right.handling_days + 0.5)),
          ("smart_logistics_alone",)),
    Fault("rule parcels", "the cube root in place of the square root",
          setting(online_logistics, carriage=lambda right: right._replace(
              consolidation=right.consolidation * 2 / 3)),
          ("base",)),
    Fault("rule produce_prices", "farmers have a tenth less power in a bargain",
          setting(produce_market, power=times(0.9)),
          ("pricing/bargaining_with", "textbook/nash_split")),
    Fault("rule produce_prices", "all bargain", setting(
        produce_market, produce_pricing=lambda right: int(ProducePricing.BARGAINING)),
          ("pricing/cost_plus_without", "pricing/adaptive_markup_without")),
    Fault("rule profit_levels", "a tenth more is earned than is thought",
          setting(ordering, levels=lambda right: right._replace(wait=right.wait + 0.1)),
          ("base", "textbook/profit_level")),
    Fault("rule relief", "the line is a tenth higher",
          setting(relief, office=lambda right: right._replace(line=1.1 * right.line)),
          ("relief_by_data",)),
    Fault("rule seasons", "all is harvested a week later",
          column("farm.crops", "season_first", a_week_later), ("base",)),
    Fault("rule shop_customers", "shops carry a tenth more of the food that is sold online",
          setting(shop_customers, food_carried=times(1.1)), ("base",)),
    Fault("rule sourcing", "shops forget that the wholesaler gives credit",
          setting(adoption, credit_days=times(0)), ("with_direct_ordering",)),
    Fault("rule stalls", "attention goes by price a tenth more",
          setting(stall_orders, price_weight=times(1.1)), ("online_selling_alone",)),
    Fault("rule stock_by_age", "the youngest leave first",
          column("batches", "youngest_first", lambda right: 1 - right),
          ("base", "textbook/perishable", "textbook/perishable_youngest")),
    Fault("rule stock_policies", "a tenth more safety stock",
          column("levels", "safety_factor", lambda right: 1.1 * right), ("base",)),
    Fault("rule tastes", "fashions last longer",
          setting(tastes, persistence=lambda right: 0.5 + 0.5 * right), ("base",)),
    Fault("rule unserved", "a tenth fewer try another shop", setting(sales, other_shop=times(0.9)),
          ("base",)),
    Fault("rule windows", "a day more is looked back on",
          column("levels", "window", lambda right: right + 1), ("textbook/bullwhip_own",)),
    Fault("rule sourcing", "a fee of a hundredth more is reckoned with",
          setting(adoption, platform_fee=plus(0.01)), ("with_direct_ordering",)),
    Fault("rule sourcing", "a delivery costs a tenth more",
          column("routes", "drop", lambda right: 1.1 * right), ("with_direct_ordering",)),
    Fault("rule sourcing", "a tenth more makes a smallest order",
          setting(ordering, minimum_order=times(1.1)), ("with_direct_ordering",)),
)  # fmt: skip

FAULTS = IN_THE_COUNTRY
