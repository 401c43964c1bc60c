"""Which products a shop orders directly: a delivery costs the same, whatever it brings.

A part of adoption. Product by product a producer may be cheaper, and yet not worth a van: a shop
reckons with all that travels together. Either there is a delivery in every round, and one product
more costs nothing more; or the rounds are smaller than the platform takes, a delivery is filled up
and lasts for longer, and each product pays its part by value. The better of the two is taken, with
goods, with produce, with both, or with neither.
"""

from typing import NamedTuple

from sim.engine.columns import wide
from sim.engine.compiling import compiled_part
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
def saved_a_day(offers, shelves, products, settings, i, at, days):
    """Money a day that a shop saves on a shelf whose direct orders are `days` days apart."""
    sells, product = wide(shelves.forecast[i]), shelves.product[i]
    cost = direct_unit_cost(
        offers.price[at], settings.platform_fee, offers.freight[at],
        days_of_order(offers.lot[at], sells, days), settings.daily_interest,
        products.shelf_life[product],
    )  # fmt: skip
    return sells * (offers.cheap[at] - cost)


@compiled_part
def saves_enough(offers, shelves, products, settings, rounds, plan, sender, i, at):
    """What a shop saves a day on a shelf under a plan; 0.0 where it does not order it directly.

    rounds  days of the shop's round, for goods and for produce
    """
    fresh = products.produce[shelves.product[i]] == 1
    if offers.offered[at] == 0 or offers.sender[at] != sender:
        return 0.0
    if not plan.kinds & (PRODUCE if fresh else GOODS):
        return 0.0
    saved, days = offers.saved[at], 1.0 / plan.deliveries
    if days > (rounds[1] if fresh else rounds[0]):
        saved = saved_a_day(offers, shelves, products, settings, i, at, days)
    least = plan.least * offers.price[at] * wide(shelves.forecast[i])
    return saved if saved > least else 0.0


@compiled_part
def totals_of_plan(offers, shelves, products, settings, rounds, plan, sender, first, lo, end):
    """What a shop saves a day under a plan, and the worth of goods and of produce on it."""
    saved, goods, produce = 0.0, 0.0, 0.0
    for i in range(lo, end):
        at = i - first
        on_it = saves_enough(offers, shelves, products, settings, rounds, plan, sender, i, at)
        if on_it > 0.0:
            saved += on_it
            worth = offers.price[at] * wide(shelves.forecast[i])
            if products.produce[shelves.product[i]] == 1:
                produce += worth
            else:
                goods += worth
    return saved, goods, produce


@compiled_part
def sender_place(offers, sender, start):
    """The first entry of a sender, from the entry `start` on."""
    at = start
    while offers.offered[at] == 0 or offers.sender[at] != sender:
        at += 1
    return at


@compiled_part
def reckoned(
    offers, shelves, products, settings, rounds, kinds, least, more, sender, first, lo, end
):
    """The Plan with some kinds of goods that save `least` at least, if it gains more than `more`.

    Else the Plan with nothing, as where it cannot be. What a round brings tells how often a
    delivery is worth what the platform takes: produce by itself has to be so in every round, as it
    does not keep; others by the time that the shop compares its suppliers again.
    """
    nothing = Plan(0, 0.0, 0.0, 0.0, 0.0)
    often = joint_rounds(rounds[0] if kinds & GOODS else 0, rounds[1] if kinds & PRODUCE else 0)
    plan = Plan(kinds, least, often, 0.0, 0.0)
    saved, goods, produce = totals_of_plan(
        offers, shelves, products, settings, rounds, plan, sender, first, lo, end
    )
    if (kinds & GOODS and goods == 0.0) or (kinds & PRODUCE and produce == 0.0):
        return nothing
    worth, charge = goods + produce, offers.charge[sender_place(offers, sender, lo - first)]
    filled_up = worth < often * settings.minimum_order
    if filled_up:
        often = worth / settings.minimum_order
        if kinds == PRODUCE or often * max(settings.supplier_days, rounds[0]) < 1.0:
            return nothing
    if saved - charge * often <= more:
        return nothing  # nor with longer rounds
    plan = Plan(kinds, least, often, 0.0, 0.0)
    if filled_up:
        saved, goods, produce = totals_of_plan(
            offers, shelves, products, settings, rounds, plan, sender, first, lo, end
        )
    return Plan(kinds, least, often, saved - charge * often, goods + produce)


@compiled_part
def best_plan(offers, shelves, products, settings, rounds, sender, first, lo, end):
    """The Plan that gains a shop most with a sender; nothing where none gains anything."""
    best = Plan(0, 0.0, 0.0, 0.0, 0.0)
    charge = offers.charge[sender_place(offers, sender, lo - first)]
    for kinds in range(GOODS, BOTH + 1):
        for filled_up in range(2):
            least = 0.0
            if filled_up:
                if charge == 0.0 or settings.minimum_order == 0.0:
                    break
                least = charge / settings.minimum_order
            plan = reckoned(
                offers, shelves, products, settings, rounds, kinds, least, best.gain, sender,
                first, lo, end,
            )  # fmt: skip
            if plan.gain > best.gain:
                best = plan
    return best


@compiled_part
def plan_baskets(offers, shelves, products, settings, rounds, chosen, share, first, lo, end):
    """What a shop, whose shelves are lo..end-1, orders directly; what it gains by that a day.

    rounds  days of its round, for goods and for produce
    first   the shelf of the first entry of `offers`
    chosen  uint8: written, an entry a shelf as in `offers`: 1 where it orders directly
    share   float64: written, what deliveries add to the producer's price there
    """
    gain, start = 0.0, lo - first
    chosen[start : end - first] = 0
    share[start : end - first] = 0.0
    for i in range(lo, end):
        at, fresh = i - first, products.produce[shelves.product[i]] == 1
        if offers.offered[at] == 1:
            days = rounds[1] if fresh else rounds[0]
            offers.saved[at] = saved_a_day(offers, shelves, products, settings, i, at, days)
    for begin in range(start, end - first):
        sender = offers.sender[begin]
        if offers.offered[begin] == 0 or sender_place(offers, sender, start) < begin:
            continue
        plan = best_plan(offers, shelves, products, settings, rounds, sender, first, lo, end)
        if plan.kinds == 0:
            continue
        gain += plan.gain
        for i in range(lo, end):
            at = i - first
            if saves_enough(offers, shelves, products, settings, rounds, plan, sender, i, at) > 0.0:
                chosen[at] = 1
                share[at] = offers.charge[at] * plan.deliveries / plan.worth
    return gain
