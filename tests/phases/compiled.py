"""Parts of the day's compiled code, as tests call them."""

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.phases.farm import selling
from sim.phases.online import demand as online_demand
from sim.phases.online import sales as online_sales
from sim.phases.online import stall_orders, stall_word
from sim.phases.platform import baskets
from sim.phases.supply import turning


@dispatched
@compiled
def order_of_offers(online, settings, today):
    online_demand.order_of_offers(online, settings, today)


@dispatched
@compiled
def draw_stall_orders(sellers, stalls, bazaar, settings, today):
    stall_orders.draw_stall_orders(sellers, stalls, bazaar, settings, today)


@dispatched
@compiled
def sell_online(online, cells, ledger, today):
    online_sales.sell_online(online, cells, ledger, today)


@dispatched
@compiled
def shuffle(queue, count, today, province):
    selling.shuffle(queue, count, today, province)


@dispatched
@compiled
def turn_to_makers(tables, claimed, asked, today, lo, hi, makers):
    turning.turn_to_makers(tables, claimed, asked, today, lo, hi, makers)


@compiled
def orders_hoped_for(bazaar, worth):
    return stall_word.orders_hoped_for(bazaar, worth)


@compiled
def orders_of_late(bazaar):
    return stall_word.orders_of_late(bazaar)


@compiled
def margins_of_late(bazaar):
    return stall_word.margins_of_late(bazaar)


@compiled
def plan_baskets(offers, settings, rounds, chosen, share, start, end):
    return baskets.plan_baskets(offers, settings, rounds, chosen, share, start, end)
