"""Evening, online: merchants pack what was ordered of them, and order new goods.

A part of shipping.
"""

import math
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.schedule import turns
from sim.engine.settings import From, filled
from sim.engine.tables.ledger import Flow, Sector, pay, whole
from sim.engine.tables.online import BOUGHT, SENT, SERVICES
from sim.rules.forecasts import smooth, smooth_variance
from sim.rules.stock_policies import affordable, level_from_forecast
from sim.scenario import Scenario


class Settings(NamedTuple):
    """What merchants pay, and how they plan."""

    restock_lead: Annotated[int, From("online.lead_days")]
    restock_review: Annotated[int, From("online.review_days")]
    safety_factor: Annotated[float, From("online.safety_factor")]
    order_smoothing: Annotated[float, From("online.smoothing")]
    season: NDArray[np.float64]  # orders against a mean day, by day of the run
    ahead: NDArray[np.float64]  # the same, summed over the days that an order of tonight covers


@compiled_part
def pack(online, own, settings, today, k, s):
    """The merchants of an offer send what they have, refund the rest, and pay for it.

    Services are paid for when they are given: they have no store.
    """
    merchants, offers, goods = online.merchants, online.offers, own.parcels.goods
    ledger, lo = own.ledger, offers.first[k * offers.open.shape[1] + s]
    hi = lo + offers.open[k, s]
    price, wage, cost = offers.price[k, s], offers.wage[k, s], offers.goods_cost[k, s]
    take_rate = offers.take_rate[k, s]
    mean_days = 1.0 / settings.season[today.day]
    short, sent_in_all, fees, net = 0, 0, 0, 0
    for row in range(lo, hi):
        orders = merchants.orders[row]
        sent = min(orders, merchants.stock[row])
        fee = whole(sent * price * take_rate)
        spent = (orders - sent) * price + fee + sent * wage
        if k == SERVICES:
            spent += sent * cost
        else:
            merchants.stock[row] -= sent
        merchants.cash[row] -= spent
        short += orders - sent
        sent_in_all += sent
        fees += fee
        net += sent * price
        seen, expected = orders * mean_days, merchants.forecast[row]
        merchants.variance[row] = smooth_variance(
            merchants.variance[row], seen - expected, settings.order_smoothing
        )
        merchants.forecast[row] = smooth(expected, seen, settings.order_smoothing)
    pay(ledger, Flow.TAKE_RATE, Sector.MERCHANTS, Sector.PLATFORM, fees)
    pay(ledger, Flow.WAGES, Sector.MERCHANTS, Sector.LABOUR, sent_in_all * wage)
    if k == SERVICES:
        pay(ledger, Flow.MATERIALS, Sector.MERCHANTS, Sector.MATERIALS, sent_in_all * cost)
        goods[BOUGHT, k] += sent_in_all
    goods[SENT, k] += sent_in_all
    offers.short[k, s] = short
    offers.net[k, s] = net
    offers.sold[k, s] += net
    offers.handled[k, s] += sent_in_all
    offers.gross[k, s] += net - sent_in_all * (cost + wage) - fees


@compiled_part
def order_goods(merchants, cost, settings, today, lo, hi):
    """The merchants lo..hi-1 whose turn it is order goods up to their level, and pay for them.

    Returns what was ordered, in orders.
    """
    ahead, ordered = settings.ahead[today.day], 0
    ring = len(merchants.arriving)
    slot = (today.day + settings.restock_lead) % ring
    for row in turns(today.day, settings.restock_review, lo, hi):
        level = planned(merchants, row, ahead, settings.safety_factor)
        position = merchants.stock[row]
        for day in range(ring):
            position += merchants.arriving[day, row]
        quantity = affordable(max(level - position, 0), cost, merchants.cash[row], 1)
        merchants.arriving[slot, row] += quantity
        merchants.cash[row] -= quantity * cost
        ordered += quantity
    return ordered


@compiled_part
def plan_services(merchants, settings, today, lo, hi):
    """The merchants lo..hi-1 see to it that they can serve tomorrow what they expect, and more."""
    tomorrow = settings.season[today.day + 1]
    for row in range(lo, hi):
        merchants.stock[row] = planned(merchants, row, tomorrow, settings.safety_factor)


@compiled_part
def planned(merchants, row, days, safety_factor):
    """Whole orders that a merchant wants to be able to serve in so many mean days, 1 at least."""
    mean, variance = merchants.forecast[row] * days, merchants.variance[row] * days
    return math.ceil(level_from_forecast(mean, variance, 1.0, safety_factor, 1.0))


def settings_of(scenario: Scenario, season: NDArray[np.float64]) -> Settings:
    """Settings of a scenario.

    season  orders against a mean day, by day of the run and beyond it as far as merchants plan
    """
    online = scenario.online
    days = online.lead_days + online.review_days - 1
    sums = np.concatenate([[0.0], np.cumsum(season)])
    tomorrow = np.arange(1, len(season) - days + 1)
    ahead = sums[tomorrow + days] - sums[tomorrow]
    return filled(Settings, scenario, season=season, ahead=ahead)
