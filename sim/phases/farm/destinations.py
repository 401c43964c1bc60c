"""Where brokers would send produce: wet markets compared by what they leave. A part of market."""

from typing import Any

import numpy as np

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, part
from sim.engine.tables.columns import wide
from sim.engine.tables.state import State
from sim.rules.channels import logit_weight
from sim.rules.seasons import LAST_DAYS


def priced_daily(state: State, rules: Any) -> bool:
    """Whether the prices of produce move day by day; else a harvest is priced where it is sold."""
    return state.farm is not None and not rules.harvest.season_market


@compiled_part
def compare_destinations(weight, routes, markets, crops, settings, comparing, product):
    """Where brokers of each province send a product, and what they expect to net.

    weight     kg a grain
    comparing  share of them who compare today; the others go where they went
    """
    provinces = len(markets.grown)
    price, usual = markets.price[:, product], markets.usual[:, product]
    arrives = crops.arrives[product]
    nets, pull = np.empty(provinces), np.empty(provinces)
    waits = crops.life[product] > LAST_DAYS  # until tomorrow evening, when brokers sell
    for origin in range(provinces):
        if markets.grown[origin, product] == 0:
            continue
        scale = settings.destination_scale * markets.base_price[origin, product]
        chances, days = markets.destination[origin, product], routes.days[origin]
        cost = routes.cost[origin]
        best = -1e30
        for there in range(provinces):
            net = price[there] * arrives[days[there]] - wide(cost[there]) * weight
            nets[there] = net
            best = max(best, net)
        total = 0.0
        for there in range(provinces):
            if usual[there] > 0.0:
                total += usual[there] * logit_weight(nets[there], best, scale)
            pull[there] = total
        if total == 0.0:
            continue
        expected, before = 0.0, 0.0
        for there in range(provinces):
            upto = chances[there] + comparing * (pull[there] / total - chances[there])
            chances[there] = upto
            expected += (upto - before) * nets[there]
            before = upto
        markets.resale[origin, product] = expected if waits else 0.0


@part(
    Over.KINDS,
    reads="products: weight; routes: days cost; markets: grown base_price usual price; crops:"
    " life arrives",
    writes="markets: resale destination",
    needed=priced_daily,
)
def look_for_markets(tables, own, rules, today, piece):
    """Every so many days a broker compares where to send a kind of produce, each on his own day."""
    farm, kind = tables.farm, own.room.produce.grown[piece.number]
    compare_destinations(
        tables.products.weight[kind],
        tables.routes,
        farm.markets,
        farm.crops,
        rules.produce_market,
        1.0 if today.day == 0 else 1.0 / rules.produce_market.compare_days,
        kind,
    )
