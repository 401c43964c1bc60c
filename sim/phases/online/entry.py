"""First of the month, online: merchants enter where they earn well, and leave where they don't.

A part of adoption. Those in the trade bring others, and of people who are newly online some begin.
The newest leave first. In the warm-up all stay.
"""

import math
from typing import Annotated, Any, NamedTuple

import numpy as np

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.phase import act
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.schedule import Today
from sim.engine.settings import From, filled
from sim.engine.tables.ledger import Flow, Sector, pay, whole
from sim.engine.tables.online import BOUGHT, GIVEN_BACK, SERVICES
from sim.engine.tables.state import State
from sim.engine.units import in_logs
from sim.engine.year import DAYS_A_MONTH, DAYS_A_YEAR
from sim.phases.online.newcomers import begin_to_sell
from sim.rules.online_merchants import merchants_wanted, whole_merchants
from sim.rules.stock_policies import affordable
from sim.scenario import Scenario

STREAM = int(Stream.MERCHANTS)


class Settings(NamedTuple):
    """What brings merchants and drives them away."""

    # growth a month where they earn twice of what keeps them
    entry_speed: Annotated[float, From("online.entry_speed")]
    # a year, of what they could earn elsewhere
    log_income_growth: Annotated[float, From("demand.income_growth", in_logs)]
    # of their sales that merchants keep in cash
    cash_days: Annotated[float, From("online.cash_days")]
    stock_days: float  # of sales that a new one buys goods for
    # of their cost that the goods of a leaving one fetch
    liquidation_share: Annotated[float, From("cost.liquidation_share")]


@compiled_part
def enter(online, ledger, settings, k, s, lo, hi):
    """The rows lo..hi-1 are new merchants: they bring money, and buy their first goods."""
    merchants, offers, trade = online.merchants, online.offers, online.trade
    price, cost = offers.price[k, s], offers.goods_cost[k, s]
    oldest = offers.first[k * offers.open.shape[1] + s]
    mean = 0.0
    for row in range(oldest, lo):
        mean += merchants.forecast[row]
    mean /= lo - oldest
    for row in range(lo, hi):
        capital = whole(settings.cash_days * mean * price)
        stock = math.ceil(settings.stock_days * mean)
        if k != SERVICES:
            stock = affordable(stock, cost, capital, 1)
            pay(ledger, Flow.MATERIALS, Sector.MERCHANTS, Sector.MATERIALS, stock * cost)
            trade.goods[BOUGHT, k] += stock
            merchants.cash[row] = capital - stock * cost
        else:
            merchants.cash[row] = capital
        merchants.stock[row] = stock
        merchants.forecast[row] = mean
        merchants.variance[row] = mean
        pay(ledger, Flow.OWNERS_CAPITAL, Sector.LABOUR, Sector.MERCHANTS, capital)


@compiled_part
def leave(online, ledger, settings, k, s, lo, hi):
    """The merchants lo..hi-1 give up: their goods are sold off, and the money goes home."""
    merchants, offers, trade = online.merchants, online.offers, online.trade
    for row in range(lo, hi):
        goods = merchants.stock[row]
        for day in range(len(merchants.arriving)):
            goods += merchants.arriving[day, row]
            merchants.arriving[day, row] = 0
        money = merchants.cash[row]
        if k != SERVICES:
            fetched = whole(settings.liquidation_share * goods * offers.goods_cost[k, s])
            trade.goods[GIVEN_BACK, k] += goods
            pay(ledger, Flow.SALVAGE, Sector.MATERIALS, Sector.MERCHANTS, fetched)
            money += fetched
        pay(ledger, Flow.DRAWINGS, Sector.MERCHANTS, Sector.LABOUR, money)
        merchants.cash[row] = 0
        merchants.stock[row] = 0
        merchants.forecast[row] = 0.0
        merchants.variance[row] = 0.0


@compiled
def merchants_next_month(offers, buyers, parcels, now, earned, settings, newcomers, years, since):
    """Merchants of every offer a month on, not whole: written over those of `now`.

    now         float64 (categories, provinces)
    earned      by one with experience in a mean month, money
    newcomers   settings of theirs; years: since the end of 2015; since: since counting began
    """
    income = math.exp(settings.log_income_growth * since)
    before = now.copy()
    begin_to_sell(offers, buyers, parcels, now, earned, newcomers, years, income)
    categories, sellers = now.shape
    for k in range(categories):
        for s in range(sellers):
            keeps = offers.keeps[k, s] * offers.asks[k, s] * income
            came = now[k, s] - before[k, s]
            wanted = merchants_wanted(before[k, s], earned[k, s], keeps, settings.entry_speed)
            now[k, s] = came + wanted


@dispatched
@compiled
def review_merchants(online, ledger, settings, newcomers, today, years):
    """Every offer's merchants are more or fewer by what they have earned since the last review.

    years  from the end of 2015 to the first counted day
    Earnings are put to a mean month, so that the season does not count.
    """
    offers, trade = online.offers, online.trade
    first_word, second_word = day_key(today.seed, STREAM, today.day)
    months = trade.season[0] / DAYS_A_MONTH
    trade.season[0] = 0.0
    categories, sellers = offers.open.shape
    now, earned = np.empty((categories, sellers)), np.empty((categories, sellers))
    for k in range(categories):
        for s in range(sellers):
            now[k, s] = offers.open[k, s]
            gross = offers.gross[k, s] / months / now[k, s] / offers.listed[k, s]
            earned[k, s] = gross - offers.overhead[k, s]
            offers.gross[k, s] = 0
    if not today.counting:
        return
    since = max(today.counting_day, 0) / DAYS_A_YEAR
    merchants_next_month(
        offers,
        online.buyers,
        online.parcels,
        now,
        earned,
        settings,
        newcomers,
        years + since,
        since,
    )
    for k in range(categories):
        for s in range(sellers):
            place, open_now = k * sellers + s, offers.open[k, s]
            lo = offers.first[place]
            luck = fraction(bits(first_word, second_word, place))
            wanted = min(max(whole_merchants(now[k, s], luck), 1), offers.first[place + 1] - lo)
            if wanted > open_now:
                enter(online, ledger, settings, k, s, lo + open_now, lo + wanted)
            else:
                leave(online, ledger, settings, k, s, lo + wanted, lo + open_now)
            offers.open[k, s] = wanted


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    days = scenario.online.lead_days + scenario.online.review_days
    return filled(Settings, scenario, stock_days=float(days))


def merchants_come_and_go(state: State, rules: Any, today: Today) -> bool:
    """On the first of a month, where there are merchants."""
    return bool(today.first_of_month) and state.online is not None


def let_merchants_come_and_go(state: State, rules: Any, today: Today) -> None:
    """Merchants enter and leave."""
    online = state.online
    assert online is not None
    review_merchants(
        online.tables,
        state.ledger,
        rules.online.entry,
        rules.online.newcomers,
        today,
        rules.online.demand.years_at_start,
    )


MERCHANTS_COME_AND_GO = act(
    let_merchants_come_and_go,
    merchants_come_and_go,
    reads="offers: first price goods_cost overhead keeps income; buyers: people access_2015"
    " access_2016 elsewhere; parcels: days",
    writes="ledger: money outside; merchants: stock arriving forecast variance cash; offers: open"
    " asks listed gross; buyers: would_sell; trade: goods season",
)
