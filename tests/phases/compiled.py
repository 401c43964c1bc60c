"""Parts of the day's compiled code, as tests call them."""

from sim.engine.compiling import compiled
from sim.engine.doors import door
from sim.phases.farm import selling
from sim.phases.online import demand as online_demand
from sim.phases.online import sales as online_sales
from sim.phases.online import stall_joining, stall_orders
from sim.phases.platform import baskets
from sim.phases.supply import turning


@door
@compiled
def order_of_offers(online, settings, today):
    online_demand.order_of_offers(online, settings, today)


@door
@compiled
def draw_stall_orders(sellers, stalls, bazaar, settings, today):
    stall_orders.draw_stall_orders(sellers, stalls, bazaar, settings, today)


@door
@compiled
def sell_online(online, cells, ledger, today):
    online_sales.sell_online(online, cells, ledger, today)


@door
@compiled
def shuffle(queue, count, today, province):
    selling.shuffle(queue, count, today, province)


@door
@compiled
def turn_to_makers(tables, claimed, asked, today, lo, hi, makers):
    turning.turn_to_makers(tables, claimed, asked, today, lo, hi, makers)


@compiled
def orders_hoped_for(bazaar, worth):
    return stall_joining.orders_hoped_for(bazaar, worth)


@compiled
def plan_baskets(offers, settings, rounds, chosen, share, start, end):
    return baskets.plan_baskets(offers, settings, rounds, chosen, share, start, end)
