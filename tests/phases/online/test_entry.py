"""Merchants who come and go by hand: how many, what they bring, what they take home."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.tables.ledger import Flow, Sector
from sim.engine.tables.online import BOUGHT, GIVEN_BACK, SERVICES
from sim.phases.online.entry import (
    MERCHANTS_COME_AND_GO,
    Settings,
    merchants_come_and_go,
    settings_of,
)
from sim.phases.online.newcomers import Settings as Newcomers
from sim.scenario import read_scenario
from tests.phases.acts import perform
from tests.phases.marketplace import (
    DAY,
    FIRST,
    OPEN,
    PLACES,
    ROOM,
    copied,
    each_offer,
    flows,
    online_rules,
    open_marketplace,
    waiting,
    whole,
)

TERMS = Settings(
    entry_speed=0.6, log_income_growth=0.07, cash_days=10.0, stock_days=3.0, liquidation_share=0.4
)
NEWCOMERS = Newcomers(
    might_sell=0.0, seller_innovation=1.0, seller_imitation=0.0, learning=0.0,
    first_listings=0.5, experience=0.0, days_weight=0.1, gap_2017=1.0,
)  # fmt: skip
SEASON = 40.0  # mean days' worth of orders since the last review


def reviewed(earning, seed=1, keeps=500.0, asks=1.0, listed=1.0, would_sell=0.0, **changes):
    """A marketplace before and after a review.

    earning  by offer: what a merchant earned in a mean month, over what keeps one
    keeps    what keeps one at the opening, money a month
    asks     what keeps one now over that; listed: part of the listings that one has up
    would_sell  people of each cell who might sell, and do if they can
    """
    demand = SimpleNamespace(years_at_start=0.0)
    state = open_marketplace(seed)
    rules = online_rules(entry=TERMS, newcomers=NEWCOMERS, demand=demand)
    offers, merchants, trade = state.online.offers, state.online.merchants, state.online.trade
    rows = waiting()
    for name in ("stock", "cash", "forecast", "variance", "orders"):
        getattr(merchants, name)[rows] = 0
    merchants.arriving[:, rows] = 0
    trade.season[:] = SEASON
    offers.keeps[:] = offers.income[:] = keeps
    offers.asks[:], offers.listed[:] = asks, listed
    state.online.buyers.would_sell[:] = would_sell
    today = DAY._replace(**changes)
    income = math.exp(0.07 * max(today.counting_day, 0) / 365)
    per_merchant = np.asarray(earning) * keeps * asks * income + np.asarray(offers.overhead)
    offers.gross[:] = np.round(per_merchant * listed * OPEN * SEASON / (365 / 12))
    was = copied(merchants, offers, trade)
    perform(MERCHANTS_COME_AND_GO, state, rules, today)
    return state, was


def wanted(k, s, earning):
    """Merchants of the next month."""
    growth = min(max(0.6 * (earning - 1.0), -0.6), 0.6)
    luck = fraction(bits(*day_key(DAY.seed, int(Stream.MERCHANTS), DAY.day), PLACES * k + s))
    return min(max(math.floor(OPEN[k, s] * (1 + growth) + luck), 1), int(ROOM[k, s]))


def test_new_ones_bring_money_and_buy_goods():
    state, (was, offered, traded) = reviewed(np.full((4, 2), 2.0))
    merchants, offers, trade = state.online.merchants, state.online.offers, state.online.trade
    capitals, spent, bought, came = 0, 0, traded.goods[BOUGHT].copy(), 0
    for k, s, old in each_offer():
        count = wanted(k, s, 2.0)
        assert offers.open[k, s] == count
        assert offers.gross[k, s] == 0
        mean = was.forecast[old.start : old.stop].mean()
        cost = int(offered.goods_cost[k, s])
        for row in range(old.stop, old.start + count):
            capital = whole(10.0 * mean * offered.price[k, s])
            stock = math.ceil(3.0 * mean)
            paid = 0 if k == SERVICES else stock * cost
            assert paid < capital
            assert merchants.stock[row] == stock
            assert merchants.cash[row] == capital - paid
            assert merchants.forecast[row] == merchants.variance[row] == pytest.approx(mean)
            bought[k] += 0 if k == SERVICES else stock
            capitals, spent, came = capitals + capital, spent + paid, came + 1
        untouched = [*old, *range(old.start + count, int(FIRST[PLACES * k + s + 1]))]
        for name in ("stock", "cash", "forecast", "variance"):
            column = np.asarray(getattr(merchants, name))
            assert np.array_equal(column[untouched], getattr(was, name)[untouched])
    assert came > 4
    assert np.array_equal(trade.goods[BOUGHT], bought)
    assert trade.season[0] == 0.0
    assert state.ledger.outside[Sector.LABOUR] == -capitals
    assert state.ledger.outside[Sector.MATERIALS] == spent
    assert flows(state) == {
        (Flow.OWNERS_CAPITAL, Sector.LABOUR, Sector.MERCHANTS): capitals,
        (Flow.MATERIALS, Sector.MERCHANTS, Sector.MATERIALS): spent,
    }


def test_the_newest_leave_first_and_take_home_what_is_left():
    state, (was, offered, traded) = reviewed(np.full((4, 2), -3.0))
    merchants, offers, trade = state.online.merchants, state.online.offers, state.online.trade
    fetched, home, given, went = 0, 0, traded.goods[GIVEN_BACK].copy(), 0
    for k, s, old in each_offer():
        count = wanted(k, s, -3.0)
        assert offers.open[k, s] == count
        for row in old[count:]:
            goods = int(was.stock[row] + was.arriving[:, row].sum())
            money = whole(0.4 * goods * offered.goods_cost[k, s]) if k != SERVICES else 0
            given[k] += goods if k != SERVICES else 0
            fetched, home, went = fetched + money, home + money + int(was.cash[row]), went + 1
            for name in ("stock", "cash", "forecast", "variance"):
                assert getattr(merchants, name)[row] == 0
            if k != SERVICES:
                assert not np.asarray(merchants.arriving)[:, row].any()
        stay = old[:count]
        for name in ("stock", "cash", "forecast", "variance"):
            column = np.asarray(getattr(merchants, name))
            assert np.array_equal(column[list(stay)], getattr(was, name)[list(stay)])
    assert went > 4
    assert np.array_equal(trade.goods[GIVEN_BACK], given)
    assert state.ledger.outside[Sector.LABOUR] == home
    assert state.ledger.outside[Sector.MATERIALS] == -fetched
    assert flows(state) == {
        (Flow.SALVAGE, Sector.MATERIALS, Sector.MERCHANTS): fetched,
        (Flow.DRAWINGS, Sector.MERCHANTS, Sector.LABOUR): home,
    }


@pytest.mark.parametrize("day", [0, 200])
def test_each_offer_follows_what_its_own_merchants_earn(day):
    earning = np.array([[1.9, 0.3], [1.0, 1.4], [0.2, 0.0], [1.7, 0.5]])
    state, _ = reviewed(earning, counting_day=day)
    expected = [[wanted(k, s, earning[k, s]) for s in range(2)] for k in range(4)]
    assert np.array_equal(state.online.offers.open, expected)


@pytest.mark.parametrize("apart", [{"asks": 0.4}, {"listed": 0.5}])
def test_what_counts_is_what_one_with_experience_earns_over_what_it_asks(apart):
    earning = np.array([[1.9, 0.3], [1.0, 1.4], [0.2, 0.0], [1.7, 0.5]])
    state, _ = reviewed(earning, keeps=1e6, **apart)
    expected = [[wanted(k, s, earning[k, s]) for s in range(2)] for k in range(4)]
    assert np.array_equal(state.online.offers.open, expected)


def test_newcomers_open_beside_those_who_are_there():
    state, _ = reviewed(np.full((4, 2), 1.0), keeps=1e6, would_sell=4.0)
    came = np.asarray(state.online.offers.open) - OPEN
    assert came[:SERVICES].sum() > 0
    assert (came >= 0).all()
    assert (came[SERVICES] == 0).all()
    assert (np.asarray(state.online.offers.listed)[:SERVICES] < 1.0).any()


def test_one_more_comes_at_the_very_earning_that_makes_room_for_it():
    luck = np.array(
        [
            fraction(bits(*day_key(DAY.seed, int(Stream.MERCHANTS), DAY.day), place))
            for place in range(OPEN.size)
        ]
    ).reshape(OPEN.shape)
    enough = 1.0 + (1.0 - luck) / (0.6 * OPEN)
    watched = enough < 1.9
    assert watched.sum() > 2
    for nearly, more in ((1 - 1e-5, 0), (1 + 1e-5, 1)):
        earning = np.where(watched, enough * nearly, 1.0)
        state, _ = reviewed(earning, keeps=1e8, counting_day=300)
        came = np.asarray(state.online.offers.open) - OPEN
        assert (came[watched] == more).all()


def test_in_the_warm_up_and_within_a_month_all_stay():
    state, _ = reviewed(np.full((4, 2), 2.0), counting=0, counting_day=-5)
    assert np.array_equal(state.online.offers.open, OPEN)
    assert not np.asarray(state.online.offers.gross).any()
    assert state.online.trade.season[0] == 0.0
    state, (_, offered, _) = reviewed(np.full((4, 2), 2.0), first_of_month=0)
    assert np.array_equal(state.online.offers.open, OPEN)
    assert np.array_equal(state.online.offers.gross, offered.gross)


def test_a_scenario_says_on_what_terms():
    scenario = read_scenario("base", sets=["online.lead_days=2", "online.review_days=3"])
    terms = settings_of(scenario)
    assert terms.stock_days == 5.0
    assert math.exp(terms.log_income_growth) == pytest.approx(1 + scenario.demand.income_growth)
    assert terms.entry_speed == scenario.online.entry_speed
    assert terms.cash_days == scenario.online.cash_days
    assert terms.liquidation_share == scenario.cost.liquidation_share


def test_where_nobody_sells_online_nobody_comes():
    assert not merchants_come_and_go(SimpleNamespace(online=None), None, DAY)
