"""Evening: shops order, then the tiers one by one, then producers, each seeing tonight's orders.

A tier adds tonight's orders to its estimate before it orders, and counts them as owed.
"""

import math
from typing import Any, NamedTuple

from sim.engine.compiling import compiled, compiled_part
from sim.engine.phase import Locality, Part, Phase, columns
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.rules.forecasts import smooth, smooth_variance
from sim.rules.stock_policies import (
    affordable,
    cover_days,
    level_from_forecast,
    order_quantity,
)
from sim.scenario import Scenario
from sim.scenario.groups.stock import LevelRule

GIVEN = int(LevelRule.GIVEN)


class Settings(NamedTuple):
    """What orders from producers cost on top, and the scripted start."""

    platform_fee: float  # share of the producer's price
    standing_days: int  # counting days on which every keeper repeats its standing order


@compiled_part
def target_and_trigger(shelves, terms, levels, level, i):
    """Order-up-to level S and reorder point (r or s) of a shelf, in grains."""
    if levels.level_rule[level] == GIVEN:
        return levels.order_up_to[level] * 1.0, levels.reorder_point[level] * 1.0
    days = cover_days(
        levels.order_delay[level], terms.lead[i] + 0.5 * terms.lead_spread[i], terms.review[i]
    )
    forecast, variance = shelves.forecast[i], shelves.variance[i]
    facing = levels.minimum_facing[level]
    trigger = level_from_forecast(forecast, variance, days, levels.safety_factor[level], facing)
    if levels.policy[level] == 0:
        return trigger, 0.0
    return trigger + levels.order_days[level] * forecast, trigger


@compiled_part
def wanted(shelves, terms, levels, settings, today, level, i):
    """Grains that a shelf orders tonight, money aside."""
    if 0 <= today.counting_day < settings.standing_days:
        return int(levels.standing_order[level])
    target, trigger = target_and_trigger(shelves, terms, levels, level, i)
    position = shelves.stock[i] + shelves.on_order[i] - shelves.backlog[i] - shelves.due[i]
    return order_quantity(
        levels.policy[level], position, target, trigger, terms.lot[i], terms.moq[i]
    )


@compiled_part
def order_of_keeper(shelves, terms, keepers, accounts, levels, settings, today, keeper):
    """Write tonight's orders of one keeper, as far as its cash and credit go."""
    if keepers.open[keeper] == 0:
        return
    level = keepers.level[keeper]
    cash = accounts.cash[keeper] + accounts.overdraft[keeper]
    credit = accounts.credit_limit[keeper] - accounts.payable[keeper]
    if accounts.arrears[keeper] > 0:
        credit = 0
    written = 0
    for i in range(keepers.first_shelf[keeper], keepers.first_shelf[keeper + 1]):
        supplier = terms.supplier[i]
        review = terms.review[i]
        if supplier < 0 or shelves.next_product[i] >= 0:
            continue
        if review > 1 and (today.day + keepers.offset[keeper]) % review != 0:
            continue
        quantity = wanted(shelves, terms, levels, settings, today, level, i)
        if quantity <= 0:
            continue
        price = shelves.price[supplier] * 1.0
        if terms.direct[i]:
            price = price * (1.0 + settings.platform_fee)
        on_credit = levels.credit_days[level] > 0 and terms.direct[i] == 0
        if on_credit and keepers.upstream[keeper] >= 0:
            quantity = affordable(quantity, price, max(credit, 0), terms.lot[i])
            credit -= int(math.ceil(quantity * price))
        else:
            price += terms.freight[i]
            quantity = affordable(quantity, price, max(cash, 0), terms.lot[i])
            cash -= int(math.ceil(quantity * price))
        if quantity < max(terms.moq[i], 1):
            continue
        shelves.ordered[i] = quantity
        shelves.on_order[i] += quantity
        written += 1
    accounts.orders[keeper] = written


@compiled
def chunk(shelves, terms, keepers, accounts, levels, settings, today, lo_shop, hi_shop):
    """Tonight's orders of the shops lo_shop..hi_shop-1."""
    for shop in range(lo_shop, hi_shop):
        order_of_keeper(shelves, terms, keepers, accounts, levels, settings, today, shop)


@compiled_part
def open_mail(shelves, book, today):
    """Orders that were in the mail reach their suppliers."""
    for line in range(book.lines[0]):
        if book.due_day[line] == today.day:
            shelves.due[book.supplier[line]] += book.open[line]


@compiled_part
def send_orders(shelves, terms, keepers, accounts, levels, book, today, lo_keeper, hi_keeper):
    """Enter the orders of the keepers lo_keeper..hi_keeper-1 in the book, keeper by keeper."""
    lines = book.lines[0]
    for keeper in range(lo_keeper, hi_keeper):
        if accounts.orders[keeper] == 0:
            continue
        accounts.orders[keeper] = 0
        delay = levels.order_delay[keepers.level[keeper]]
        for i in range(keepers.first_shelf[keeper], keepers.first_shelf[keeper + 1]):
            quantity = shelves.ordered[i]
            if quantity == 0:
                continue
            shelves.ordered[i] = 0
            supplier = terms.supplier[i]
            book.shelf[lines] = i
            book.supplier[lines] = supplier
            book.due_day[lines] = today.day + delay
            book.open[lines] = quantity
            lines += 1
            if delay == 0:
                shelves.due[supplier] += quantity
    book.lines[0] = lines


@compiled
def order_of_tiers(shelves, terms, keepers, accounts, levels, book, settings, today, n_levels):
    """Tier by tier: add tonight's orders to the estimate, order, and pass the orders on."""
    open_mail(shelves, book, today)
    send_orders(shelves, terms, keepers, accounts, levels, book, today, 0, levels.first_keeper[1])
    for level in range(1, n_levels):
        lo, hi = levels.first_keeper[level], levels.first_keeper[level + 1]
        for i in range(keepers.first_shelf[lo], keepers.first_shelf[hi]):
            error = shelves.due[i] - shelves.forecast[i]
            weight = levels.smoothing[level]
            shelves.forecast[i] = smooth(shelves.forecast[i], shelves.due[i], weight)
            shelves.variance[i] = smooth_variance(shelves.variance[i], error, weight)
        for keeper in range(lo, hi):
            order_of_keeper(shelves, terms, keepers, accounts, levels, settings, today, keeper)
        send_orders(shelves, terms, keepers, accounts, levels, book, today, lo, hi)


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    return Settings(scenario.direct.platform_fee, scenario.stock.standing_order_days)


def shops(state: State, rules: Any, today: Today, part: Part) -> None:
    """Orders of the shops of one chunk."""
    chunk(
        state.shelves,
        state.terms,
        state.keepers,
        state.accounts,
        state.levels,
        rules.ordering,
        today,
        int(part[2]),
        int(part[3]),
    )


def others(state: State, rules: Any, today: Today) -> None:
    """Orders of the tiers above."""
    state.make_room_in_book()
    order_of_tiers(
        state.shelves,
        state.terms,
        state.keepers,
        state.accounts,
        state.levels,
        state.book,
        rules.ordering,
        today,
        state.n_levels,
    )


PHASE = Phase(
    "ordering",
    __doc__ or "",
    Locality.SHOP,
    reads=columns(
        "shelves: stock backlog product next_product price; keepers: level first_shelf offset open"
        " upstream; terms: supplier direct lead lead_spread lot moq review freight;"
        "accounts: cash payable arrears credit_limit overdraft;"
        "levels: policy level_rule order_up_to reorder_point safety_factor order_days order_delay"
        " minimum_facing standing_order smoothing credit_days"
    ),
    writes=columns(
        "shelves: ordered on_order due forecast variance; accounts: orders;"
        "book: lines shelf supplier due_day open"
    ),
    shops=shops,
    others=others,
)
