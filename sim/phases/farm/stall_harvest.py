"""Evening: online farmers set aside part of a lot, and clear out what gets too old.

A part of harvest: what is set aside goes to no broker and no market.
"""

import math

from sim.engine.machine.compiling import compiled_part
from sim.phases.farm.lots import Lot, book_market_sales, take_to_market
from sim.rules.seasons import LAST_DAYS
from sim.rules.stalls import orders_to_keep_for


@compiled_part
def too_old(stalls, stall, order, day, lasts):
    """Grains of a stall that have been there for as long as they last. Who orders gets the oldest.

    Of lots before the last one it is known when the oldest was cut. Once they hold no whole order,
    the oldest is of the last one.
    order  grains of one; day: today; lasts: days
    """
    before_last = stalls.stock[stall] - stalls.last[stall]
    if before_last < order:
        stalls.day[stall] = stalls.last_day[stall]
    if day - stalls.day[stall] < lasts:
        return 0
    if day - stalls.last_day[stall] < lasts:
        stalls.day[stall] = stalls.last_day[stall]
        return before_last
    return stalls.stock[stall]


@compiled_part
def clear_stalls(farm, ledger, settings, today):
    """What lives two more days, and what belongs to nobody who sells online, goes to the market."""
    stalls, sellers, crops = farm.stalls, farm.sellers, farm.crops
    total, processed, fees, haulage = 0, 0, 0, 0
    for line in range(stalls.lines[0]):
        stall = stalls.open[line]
        leaves, product = stalls.stock[stall], stalls.product[stall]
        seller, province = stalls.seller[stall], stalls.province[stall]
        if sellers.member[seller]:
            order, lasts = farm.bazaar.order[product], crops.life[product] - LAST_DAYS
            leaves = too_old(stalls, stall, order, today.day, lasts)
        if leaves == 0:
            continue
        lot = Lot(sellers.farmer[seller], province, product, leaves)
        value, low, fee, haul = take_to_market(farm, ledger, settings, today, lot)
        stalls.stock[stall] -= leaves
        total += value
        processed += low
        fees += fee
        haulage += haul
    book_market_sales(ledger, total, processed, fees, haulage)


@compiled_part
def set_aside(farm, settings, today, gathered, lots):
    """Of tonight's lots of a province, online households keep what they expect to sell online.

    That is what buyers order until the next lot is cut or this one gets old, and after the season,
    up to the whole lot, if stalls are asked for as often as of late.
    """
    stalls, sellers, bazaar, crops = farm.stalls, farm.sellers, farm.bazaar, farm.crops
    for k in range(lots):
        stall = stalls.of_plot[gathered.plot[k]]
        if stall < 0 or stalls.listed[stall] == 0:
            continue
        product, province = stalls.product[stall], stalls.province[stall]
        seller, order = stalls.seller[stall], bazaar.order[product]
        if sellers.member[seller] == 0:
            continue
        quantity, stock = gathered.quantity[k], stalls.stock[stall]
        expected = orders_to_keep_for(
            bazaar.hoped[province, product] * sellers.skill[seller],
            quantity / order,
            today.day_of_year,
            crops.season_first[product],
            crops.season_days[product],
            crops.life[product],
            settings.interval,
        )
        wanted = max(math.ceil(expected) * order - stock, 0)
        bazaar.brought[province, product] += quantity
        bazaar.wanted[province, product] += expected * order - stock
        aside = min(wanted, quantity)
        if aside > 0:
            if stock < order:
                stalls.day[stall] = today.day
            stalls.last[stall], stalls.last_day[stall] = aside, today.day
        stalls.stock[stall] += aside
        gathered.quantity[k] -= aside
