"""An evening of merchants by hand: packing, refunds, fees, new goods, parcels."""

import math

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from sim.engine.tables.online import BOUGHT, LOST, SENT, SERVICES
from sim.phases.online.dispatch import Sums, add_up
from sim.phases.online.packing import Settings, settings_of
from sim.scenario import read_scenario
from tests.phases.marketplace import (
    DAY,
    FIRST,
    RING,
    copied,
    each_offer,
    flows,
    open_marketplace,
    parcels_leave,
    waiting,
    whole,
)

SEASON = np.array([1.0, 1.0, 1.0, 1.0, 1.6, 0.7, 0.9, 1.3, 1.1])
AHEAD = np.array([2.0, 2.0, 2.0, 2.0, 2.3, 2.0])
PLAN = Settings(
    restock_lead=2, restock_review=2, safety_factor=1.3, order_smoothing=0.2, season=SEASON,
    ahead=AHEAD,
)  # fmt: skip


def open_evening(seed):
    """A marketplace whose orders have been handed to merchants and paid for."""
    state = open_marketplace(seed)
    online = state.online
    online.merchants.stock[:] *= 2
    for k, s, rows in each_offer():
        asked = int(np.asarray(online.trade.orders[k, s]).sum())
        share = np.diff([asked * part // len(rows) for part in range(len(rows) + 1)])
        online.merchants.orders[rows.start : rows.stop] = share
        online.offers.asked[k, s] = asked
    return state


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("day", [4, 5])
def test_an_evening(seed, day):
    state = open_evening(seed)
    online = state.online
    merchants, offers, buyers, parcels, trade = (
        online.merchants, online.offers, online.buyers, online.parcels, online.trade,
    )  # fmt: skip
    was, offered, bought, posted, traded = copied(merchants, offers, buyers, parcels, trade)
    parcels_leave(state, PLAN, DAY._replace(day=day))

    take, wages, materials, cancelled_ever = 0, 0, 0, 0
    refunds, postage = np.zeros((4, 6), int), np.zeros((4, 6), int)
    goods = {BOUGHT: traded.goods[BOUGHT].copy(), SENT: traded.goods[SENT].copy()}
    parcels_sent = np.zeros((2, 2), int)
    for k, s, rows in each_offer():
        price, wage, cost = (
            int(column[k, s]) for column in (offered.price, offered.wage, offered.goods_cost)
        )
        fees, sent_in_all, short = 0, 0, 0
        for row in rows:
            sent = int(min(was.orders[row], was.stock[row]))
            missing = int(was.orders[row]) - sent
            fee = whole(sent * price * offered.take_rate[k, s])
            cash = int(was.cash[row]) - missing * price - fee - sent * wage
            seen = was.orders[row] / SEASON[day]
            error = seen - was.forecast[row]
            forecast = 0.8 * was.forecast[row] + 0.2 * seen
            variance = 0.8 * was.variance[row] + 0.2 * error**2
            assert merchants.forecast[row] == pytest.approx(forecast)
            assert merchants.variance[row] == pytest.approx(variance)
            days = SEASON[day + 1] if k == SERVICES else AHEAD[day]
            level = math.ceil(max(forecast * days + 1.3 * math.sqrt(variance * days), 1.0))
            arriving = was.arriving[:, row].copy()
            if k == SERVICES:
                cash -= sent * cost
                stock, ordered = level, 0
                goods[BOUGHT][k] += sent
                materials += sent * cost
            else:
                stock, ordered = int(was.stock[row]) - sent, 0
                if (row - day) % 2 == 0:
                    wanted = max(level - stock - int(arriving.sum()), 0)
                    ordered = min(wanted, cash // cost)
                    arriving[(day + 2) % RING] += ordered
                    cash -= ordered * cost
                goods[BOUGHT][k] += ordered
                materials += ordered * cost
            assert merchants.stock[row] == stock
            assert merchants.cash[row] == cash
            assert np.array_equal(merchants.arriving[:, row], arriving)
            fees, sent_in_all, short = fees + fee, sent_in_all + sent, short + missing
        net = sent_in_all * price
        assert offers.short[k, s] == short
        assert offers.net[k, s] == net
        assert offers.sold[k, s] == offered.sold[k, s] + net
        assert offers.handled[k, s] == offered.handled[k, s] + sent_in_all
        gross = net - sent_in_all * (cost + wage) - fees
        assert offers.gross[k, s] == offered.gross[k, s] + gross
        take, wages = take + fees, wages + sent_in_all * wage
        goods[SENT][k] += sent_in_all
        orders, cancelled = traded.orders[k, s], np.asarray(trade.cancelled[k, s])
        assert cancelled.sum() == short
        assert (np.abs(cancelled - orders * short / orders.sum()) < 1).all()
        refunds[k] += cancelled * price
        cancelled_ever += short
        if k != SERVICES:
            left = orders - cancelled
            of_parcel = posted.price[s, np.arange(6) // 3]
            postage[k] += left * of_parcel
            assert offers.postage[k, s] == offered.postage[k, s] + (left * of_parcel).sum()
            parcels_sent[s] += left.reshape(2, 3).sum(axis=1)
    assert cancelled_ever > 0
    assert np.array_equal(parcels.sent, posted.sent + parcels_sent)
    of_province = parcels_sent.sum(axis=1)
    assert np.array_equal(parcels.month_sent, posted.month_sent + of_province)
    on_the_road = (parcels_sent * posted.days).sum(axis=1)
    np.testing.assert_allclose(parcels.road_days, posted.road_days + on_the_road)
    through = parcels_sent.sum(axis=0) + parcels_sent.sum(axis=1)
    assert np.array_equal(parcels.through, posted.through + through)
    for kind, by_category in goods.items():
        assert np.array_equal(trade.goods[kind], by_category)
    assert np.array_equal(buyers.paid, bought.paid - refunds)
    assert np.array_equal(buyers.postage, postage)
    assert np.array_equal(buyers.spent, bought.spent + np.asarray(buyers.paid) + postage)
    assert trade.season[0] == pytest.approx(traded.season[0] + SEASON[day])

    people, firms = [0, 1, 3, 4], [2, 5]
    back, carried = refunds.sum(axis=0), postage.sum(axis=0)
    assert np.array_equal(state.cells.cash, (back - carried)[people])
    assert np.array_equal(state.cells.online, (carried - back)[people])
    outside = state.ledger.outside
    assert outside[Sector.OTHER_BUYERS] == (back - carried)[firms].sum()
    assert outside[Sector.CARRIERS] == carried.sum()
    assert outside[Sector.PLATFORM] == take
    assert outside[Sector.LABOUR] == wages
    assert outside[Sector.MATERIALS] == materials
    seller = Sector.MERCHANTS
    expected = {
        (Flow.TAKE_RATE, seller, Sector.PLATFORM): take,
        (Flow.WAGES, seller, Sector.LABOUR): wages,
        (Flow.MATERIALS, seller, Sector.MATERIALS): materials,
        (Flow.ONLINE_REFUNDS, seller, Sector.CONSUMERS): back[people].sum(),
        (Flow.ONLINE_REFUNDS, seller, Sector.OTHER_BUYERS): back[firms].sum(),
        (Flow.PARCEL_FREIGHT, Sector.CONSUMERS, Sector.CARRIERS): carried[people].sum(),
        (Flow.PARCEL_FREIGHT, Sector.OTHER_BUYERS, Sector.CARRIERS): carried[firms].sum(),
    }
    assert flows(state) == expected
    for name in ("stock", "cash", "forecast", "variance", "orders"):
        column = np.asarray(getattr(merchants, name))
        assert np.array_equal(column[waiting()], getattr(was, name)[waiting()])


@pytest.mark.parametrize(
    ("poor", "of_goods", "of_food"), [(0, 0.1, 0.3), (1, 0.1, 0.3), (0, 0.01, 0.03)]
)
def test_who_never_gets_a_parcel_gets_price_and_postage_back(poor, of_goods, of_food):
    states = [open_evening(2), open_evening(2)]
    states[1].online.parcels.loss[0], states[1].online.parcels.loss[1] = of_goods, of_food
    for state in states:
        state.online.merchants.stock[:] = 1000
        state.online.offers.wage[:] = 0
        state.online.offers.take_rate[:] = 0.0
        if poor:
            state.online.merchants.cash[: FIRST[-3]] = 0  # all but services
        parcels_leave(state, PLAN, DAY)
    calm, struck = (state.online for state in states)
    lost, sent = np.asarray(struck.trade.lost), np.asarray(struck.trade.orders)
    assert lost[:SERVICES].any() and not lost[SERVICES].any() and (lost <= sent).all()
    lanes = sent.reshape(4, 2, 2, 3).sum(axis=3)
    share = np.array([of_food, of_goods, of_goods, 0.0])[:, None, None]
    gone = lost.reshape(4, 2, 2, 3).sum(axis=3)
    assert (np.abs(gone - lanes * share) < 1.0).all()
    price = np.asarray(struck.offers.price)[:, :, None]
    postage = np.asarray(struck.parcels.price)[:, np.arange(6) // 3]
    assert np.array_equal(calm.buyers.paid - struck.buyers.paid, (lost * price).sum(axis=1))
    assert np.array_equal(calm.buyers.postage - struck.buyers.postage, (lost * postage).sum(axis=1))
    for name, of_parcel in (("sold", price[:, :, 0]), ("net", price[:, :, 0])):
        less = np.asarray(getattr(calm.offers, name)) - np.asarray(getattr(struck.offers, name))
        assert np.array_equal(less, lost.sum(axis=2) * of_parcel)
    assert np.array_equal(struck.trade.goods[LOST] - calm.trade.goods[LOST], lost.sum(axis=(1, 2)))
    back = flows(states[1])
    by = [
        sum(money for at, money in back.items() if at[:2] == (Flow.LOSS_REFUNDS, payer))
        for payer in (Sector.MERCHANTS, Sector.PLATFORM, Sector.CARRIERS)
    ]
    tills = np.asarray(calm.merchants.cash).sum() - np.asarray(struck.merchants.cash).sum()
    assert by[0] == tills and by[0] + by[1] == (lost * price).sum()
    assert by[2] == (lost * postage).sum()
    kept = [state.ledger.outside[Sector.CARRIERS] for state in states]
    assert kept[0] - kept[1] == by[2]
    assert (by[1] > 0) == bool(poor)
    assert struck.merchants.cash.min() >= 0


def test_what_each_thread_has_found_is_added_up_once():
    luck = np.random.default_rng(3)
    shapes = {"covered": (3, 6), "through": (3, 2), "goods": (3, 4, 4)}
    each = Sums(
        **{name: luck.integers(1, 99, shapes.get(name, (3, 4, 6))) for name in Sums._fields}
    )
    together = {name: getattr(each, name).sum(axis=0) for name in Sums._fields}
    getattr(add_up, "py_func", add_up)(each)  # its text: only compiled code may call the rest
    for name in ("refunds", "postage", "made_good", "carriage", "covered"):
        assert np.array_equal(getattr(each, name)[0], together[name])


def test_goods_are_ordered_as_far_as_the_money_goes():
    state = open_evening(1)
    merchants, offers = state.online.merchants, state.online.offers
    for column in (merchants.orders, merchants.stock, merchants.arriving):
        column[:] = 0
    merchants.forecast[:] = 200.0
    merchants.cash[:] = 100
    parcels_leave(state, PLAN, DAY)
    some = 0
    for k, s, rows in each_offer():
        cost = int(offers.goods_cost[k, s])
        for row in rows:
            orders = k != SERVICES and row % 2 == 0
            assert merchants.cash[row] == (100 % cost if orders else 100)
            some += orders
    assert some > 0


def test_without_shortage_nobody_is_paid_back():
    state = open_evening(1)
    state.online.merchants.stock[:] = 1000
    parcels_leave(state, PLAN, DAY)
    assert not np.asarray(state.online.trade.cancelled).any()
    assert not {flow for flow, *_ in flows(state)} & {int(Flow.ONLINE_REFUNDS)}


def test_an_order_of_tonight_covers_the_days_until_the_next_one_can_arrive():
    sets = ["online.lead_days=2", "online.review_days=3", "online.safety_factor=0.5"]
    season = np.arange(1.0, 13.0) ** 2
    scenario = read_scenario("base", sets=sets)
    plan = settings_of(scenario, season)
    assert plan.ahead[0] == season[1:5].sum()
    assert plan.ahead[7] == season[8:12].sum()
    assert len(plan.ahead) == 8
    assert (plan.restock_lead, plan.restock_review, plan.safety_factor) == (2, 3, 0.5)
    assert plan.order_smoothing == scenario.online.smoothing
