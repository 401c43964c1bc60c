"""Where brokers would send produce: wet markets compared by what they leave. A part of market."""

from typing import Any

import numpy as np

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, part
from sim.engine.tables.columns import wide
from sim.engine.tables.state import State
from sim.rules.channels import logit_weight, net_at_market
from sim.rules.seasons import LAST_DAYS


def priced_daily(state: State, rules: Any) -> bool:
    """Whether the prices of produce move day by day; else a harvest is priced where it is sold."""
    return state.farm is not None and not rules.harvest.season_market


@compiled_part
def choose_markets(chances, nets, usual, scale, comparing):
    """Brokers of a province who compare go by what markets net; the others go where they went.

    chances    cumulated, of each market; changed
    nets       money a grain, of each market
    usual      grains a day that each takes
    comparing  share of them who compare
    """
    pull = np.empty(len(nets))
    best, total = nets.max(), 0.0
    for there in range(len(nets)):
        if usual[there] > 0.0:
            total += usual[there] * logit_weight(nets[there], best, scale)
        pull[there] = total
    if total == 0.0:
        return
    for there in range(len(nets)):
        chances[there] += comparing * (pull[there] / total - chances[there])


@compiled_part
def expected_net(chances, nets):
    """What a grain nets on average of who goes by these cumulated chances."""
    expected, before = 0.0, 0.0
    for there in range(len(nets)):
        upto = wide(chances[there])
        expected += (upto - before) * nets[there]
        before = upto
    return expected


@part(
    Over.KINDS,
    reads="products: weight; routes: days cost; markets: grown base_price usual price; crops:"
    " life arrives",
    writes="markets: resale destination",
    needed=priced_daily,
)
def look_for_markets(tables, own, rules, today, piece):
    """Brokers know every day what markets leave them; each compares every so many days."""
    farm, routes, kind = tables.farm, tables.routes, own.room.produce.grown[piece.number]
    markets, crops, settings = farm.markets, farm.crops, rules.produce_market
    price, usual, arrives = markets.price[:, kind], markets.usual[:, kind], crops.arrives[kind]
    waits = crops.life[kind] > LAST_DAYS  # until tomorrow evening, when brokers sell
    comparing = 1.0 if today.day == 0 else 1.0 / settings.compare_days
    weight, nets = tables.products.weight[kind], np.empty(len(price))
    for origin in range(len(price)):
        if markets.grown[origin, kind] == 0:
            continue
        days, cost = routes.days[origin], routes.cost[origin]
        for there in range(len(price)):
            freight = wide(cost[there]) * weight
            nets[there] = net_at_market(price[there], arrives[days[there]], freight)
        chances = markets.destination[origin, kind]
        scale = settings.destination_scale * markets.base_price[origin, kind]
        choose_markets(chances, nets, usual, scale, comparing)
        markets.resale[origin, kind] = expected_net(chances, nets) if waits else 0.0
