"""Parts of the day's compiled code, as tests call them."""

from collections import namedtuple
from functools import cache

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.phase import Bounds
from sim.phases.farm import selling
from sim.phases.online import demand as online_demand
from sim.phases.online import sales as online_sales
from sim.phases.online import stall_orders, stall_word
from sim.phases.platform import baskets
from sim.phases.supply import turning

PIECE = Bounds(*[0] * len(Bounds._fields))


@cache
def kind(names):
    """A class of tuples with these names; one and the same for compiled code."""
    return namedtuple("Some", names)


def some(**named):
    """Tables or settings, of which a part is handed no others."""
    return kind(tuple(named))(**named)


@cache
def entry(part):
    """A part of a phase, callable from Python."""
    return compiled(part.work)


def run_part(part, today, piece=PIECE, tables=None, own=None, rules=None):
    """A part on one piece."""
    entry(part)(tables or some(), own or some(), rules or some(), today, piece)


def order_of_offers(online, settings, today):
    rules = some(online=some(demand=settings))
    run_part(online_demand.order_of_offers, today, tables=some(online=online), rules=rules)


def draw_stall_orders(sellers, stalls, bazaar, settings, today):
    farm = some(sellers=sellers, stalls=stalls, bazaar=bazaar)
    rules = some(online=some(stall_orders=settings))
    run_part(stall_orders.draw_stall_orders, today, tables=some(farm=farm), rules=rules)


def sell_online(online, cells, ledger, today):
    tables, own = some(online=online, cells=cells), some(ledger=ledger)
    run_part(online_sales.sell_online, today, tables=tables, own=own)


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
