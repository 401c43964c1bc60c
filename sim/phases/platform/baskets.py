"""Which products a shop orders directly: a delivery costs the same, whatever it brings.

A part of adoption. Product by product a producer may be cheaper, and yet not worth a van: a shop
reckons with all that travels together. Either there is a delivery in every round, and one product
more costs nothing more; or the rounds are smaller than the platform takes, a delivery is filled up
and lasts for longer, and each product pays its part by value. The better of the two is taken, with
goods, with produce, with both, or with neither.
"""

from typing import NamedTuple

from sim.engine.machine.compiling import compiled_part
from sim.engine.tables.ledger import whole
from sim.phases.platform.spoiling import spoils_of_lots
from sim.rules.sourcing import days_of_order, direct_unit_cost, joint_rounds

GOODS, PRODUCE, BOTH = 1, 2, 3


class Plan(NamedTuple):
    """What a shop orders directly of a sender, and what it gains."""

    kinds: int  # GOODS, PRODUCE or BOTH; 0: nothing
    least: float  # that a product must save, as a share of the producer's price
    deliveries: float  # a day
    gain: float  # money a day, the charges of deliveries taken off
    worth: float  # money a day, at the producers' prices


@compiled_part
def unit_cost(offers, settings, at, days):
    """What a unit of an entry costs from its producer, where an order lasts for so many days."""
    sells, spoils = offers.sells[at], 0.0
    if offers.life[at] > 0:
        order, variance = whole(sells * days), offers.variance[at]  # a lot at least
        spoils = spoils_of_lots(settings.grain, order, sells, variance, offers.life[at])
    return direct_unit_cost(
        offers.price[at],
        settings.platform_fee,
        offers.freight[at],
        offers.lost[at],
        days,
        settings.daily_interest,
        spoils,
    )


@compiled_part
def save_in_rounds(offers, settings, rounds, start, end):
    """Note what the entries start..end-1 save a day with a direct order in each round.

    rounds  days of the shop's round, for goods and for produce
    """
    for at in range(start, end):
        if offers.offered[at] == 1:
            sells = offers.sells[at]
            days = days_of_order(
                offers.lot[at], sells, rounds[1] if offers.fresh[at] else rounds[0]
            )
            cost = unit_cost(offers, settings, at, days)
            offers.saved[at] = sells * (offers.cheap[at] - cost)


@compiled_part
def follow(offers, settings, rounds, plan, sender, start, end):
    """Note what each of the entries start..end-1 saves a day under a plan, 0.0 if it is not on it.

    Returns the sum, and what goods and produce are worth that are on it, money a day.
    """
    saved, goods, produce, apart = 0.0, 0.0, 0.0, 1.0 / plan.deliveries
    for at in range(start, end):
        if offers.offered[at] == 0 or offers.sender[at] != sender:
            continue
        offers.on_plan[at] = 0.0
        fresh = offers.fresh[at] == 1
        if not plan.kinds & (PRODUCE if fresh else GOODS):
            continue
        sells, price, saves = offers.sells[at], offers.price[at], offers.saved[at]
        if apart > (rounds[1] if fresh else rounds[0]):
            days = days_of_order(offers.lot[at], sells, apart)
            cost = unit_cost(offers, settings, at, days)
            saves = sells * (offers.cheap[at] - cost)
        worth = price * sells
        if saves > 0.0 and saves > plan.least * worth:
            offers.on_plan[at] = saves
            saved += saves
            produce += worth if fresh else 0.0
            goods += 0.0 if fresh else worth
    return saved, goods, produce


@compiled_part
def reckoned(offers, settings, rounds, kinds, least, more, begin, end):
    """The Plan with some kinds of goods that save `least` at least, if it gains more than `more`.

    Else the Plan with nothing, as where it cannot be. What a round brings tells how often a
    delivery is worth what the platform takes: produce by itself has to be so in every round, as it
    does not keep; others by the time that the shop compares its suppliers again.
    begin  the first entry of the sender
    """
    nothing = Plan(0, 0.0, 0.0, 0.0, 0.0)
    sender, charge = offers.sender[begin], offers.charge[begin]
    often = joint_rounds(rounds[0] if kinds & GOODS else 0, rounds[1] if kinds & PRODUCE else 0)
    plan = Plan(kinds, least, often, 0.0, 0.0)
    saved, goods, produce = follow(offers, settings, rounds, plan, sender, begin, end)
    if (kinds & GOODS and goods == 0.0) or (kinds & PRODUCE and produce == 0.0):
        return nothing
    worth = goods + produce
    filled_up = worth < often * settings.minimum_order
    if filled_up:
        often = worth / settings.minimum_order
        if kinds == PRODUCE or often * max(settings.supplier_days, rounds[0]) < 1.0:
            return nothing
    if saved - charge * often <= more:
        return nothing  # nor with longer rounds
    if filled_up:
        plan = Plan(kinds, least, often, 0.0, 0.0)
        saved, goods, produce = follow(offers, settings, rounds, plan, sender, begin, end)
    return Plan(kinds, least, often, saved - charge * often, goods + produce)


@compiled_part
def best_plan(offers, settings, rounds, kinds, begin, end):
    """The Plan that gains a shop most with a sender; nothing where none gains anything.

    kinds  of goods that the sender has; begin: its first entry
    """
    best = Plan(0, 0.0, 0.0, 0.0, 0.0)
    charge, smallest = offers.charge[begin], settings.minimum_order
    for some in range(GOODS, BOTH + 1):
        if some & kinds != some:
            continue
        for filled_up in range(2 if charge > 0.0 and smallest > 0.0 else 1):
            least = charge / smallest if filled_up else 0.0
            plan = reckoned(offers, settings, rounds, some, least, best.gain, begin, end)
            if plan.gain > best.gain:
                best = plan
    return best


@compiled_part
def kinds_of_sender(sender_of, offered, fresh, start, begin, end):
    """Kinds of goods that the sender of the entry `begin` has; 0 if an entry before is its first.

    start  the shop's first entry
    """
    sender, kinds = sender_of[begin], 0
    for before in range(start, begin):
        if offered[before] == 1 and sender_of[before] == sender:
            return 0
    for at in range(begin, end):
        if offered[at] == 1 and sender_of[at] == sender:
            kinds |= PRODUCE if fresh[at] == 1 else GOODS
    return kinds


@compiled_part
def plan_baskets(offers, settings, rounds, chosen, share, start, end):
    """What a shop, whose entries are start..end-1, orders directly; what it gains by that a day.

    rounds  days of its round, for goods and for produce
    chosen  uint8: written, an entry a shelf as in `offers`: 1 where it orders directly
    share   float64: written, what deliveries add to the producer's price there
    """
    gain = 0.0
    chosen[start:end] = 0
    share[start:end] = 0.0
    save_in_rounds(offers, settings, rounds, start, end)
    for begin in range(start, end):
        if offers.offered[begin] == 0:
            continue
        kinds = kinds_of_sender(offers.sender, offers.offered, offers.fresh, start, begin, end)
        if kinds == 0:
            continue
        plan = best_plan(offers, settings, rounds, kinds, begin, end)
        if plan.kinds == 0:
            continue
        gain += plan.gain
        sender, charge = offers.sender[begin], offers.charge[begin]
        follow(offers, settings, rounds, plan, sender, begin, end)
        for at in range(begin, end):
            if offers.offered[at] == 1 and offers.sender[at] == sender and offers.on_plan[at] > 0.0:
                chosen[at] = 1
                share[at] = charge * plan.deliveries / plan.worth
    return gain
