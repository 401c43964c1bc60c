"""Parcels that are lost and parcels that wait, reckoned lane by lane and merchant by merchant."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from sim.engine.tables.online import SERVICES
from tests.phases.marketplace import (
    BUYERS,
    DAY,
    PLACES,
    copied,
    each_offer,
    flows,
    open_marketplace,
    parcels_leave,
)
from tests.phases.online.test_dispatch import PLAN

CARRIERS, PLATFORM = Sector.CARRIERS, Sector.PLATFORM


def evening(goods=0.0, food=0.0, cash=10**6, day=DAY, **columns):
    """A marketplace after an evening on which all that was ordered is sent; a share is lost."""
    state = open_marketplace(2)
    online = state.online
    online.merchants.stock[:], online.merchants.cash[:] = 1000, cash
    online.merchants.orders[:], online.offers.asked[:] = 0, 0
    online.offers.wage[:], online.offers.take_rate[:] = 0, 0.0
    online.merchants.forecast[:] = online.merchants.variance[:] = 0.0  # nothing is ordered anew
    online.parcels.loss[0], online.parcels.loss[1] = goods, food
    for name, values in columns.items():
        table = online.trade if name == "orders" else online.parcels
        getattr(table, name)[:] = values
    was = copied(online.parcels)[0]
    parcels_leave(state, PLAN, day)
    return state, was


@pytest.mark.parametrize("waited", [0, 20, 500])
@pytest.mark.parametrize("capacity", [10, 150, 10_000])
def test_carriers_collect_what_they_have_room_for_those_that_waited_first(waited, capacity):
    state, was = evening(waiting=waited, capacity=capacity)
    parcels = state.online.parcels
    sent = (np.asarray(parcels.sent) - was.sent).sum(axis=1)
    assert (sent > 0).all()
    left = np.maximum(waited + sent - capacity, 0)
    late = sent - np.clip(capacity - waited, 0, sent)
    assert np.array_equal(parcels.waiting, left)
    for name, more in (
        ("late", late), ("collected", waited + sent - left), ("nights", left),
        ("month_sent", sent), ("month_nights", left),
    ):  # fmt: skip
        assert np.array_equal(getattr(parcels, name), getattr(was, name) + more), name


def lanes(by_buyer):
    return np.asarray(by_buyer)[:SERVICES].reshape(SERVICES, PLACES, PLACES, 3).sum(axis=3)


def test_of_a_lane_s_parcels_a_share_is_lost_by_who_sent_most():
    state, was = evening(goods=0.2, food=0.5)
    trade, parcels = state.online.trade, state.online.parcels
    orders, lost = np.asarray(trade.orders), np.asarray(trade.lost)
    share = np.array([0.5, 0.2, 0.2])[:, None, None]
    gone, sent = lanes(lost), lanes(orders)
    assert (np.abs(gone - share * sent) < 1.0).all() and (gone > 0).all()
    part = np.repeat(gone / sent, 3, axis=2) * orders[:SERVICES]
    assert (np.abs(lost[:SERVICES] - part) < 1.0).all()
    assert np.array_equal(parcels.lost - was.lost, gone.sum(axis=0))
    assert not lost[SERVICES].any()


def test_small_lanes_lose_the_right_share_on_average():
    """Of 3 parcels 0.1 are lost in the mean: a binomial or less, over days and lanes."""
    orders = np.zeros((4, PLACES, BUYERS), int)
    orders[:SERVICES, :, [0, 4]] = 3
    days = 150
    found = []
    for seed in range(days):
        state, _ = evening(goods=0.1, food=0.1, orders=orders, day=DAY._replace(seed=seed))
        found.append(lanes(state.online.trade.lost).ravel())
    lost = np.array(found)
    assert lost.max() == 1
    error = np.sqrt(0.3 * 0.7 / lost.size)
    assert abs(lost.mean() - 0.3) < 5 * error
    of_lane = np.sqrt(0.3 * 0.7 / days)
    assert (np.abs(lost.mean(axis=0) - 0.3) < 5 * of_lane).all()
    between = np.corrcoef(lost.T)[~np.eye(lost.shape[1], dtype=bool)]
    assert np.abs(between).max() < 5 / np.sqrt(days)


def test_a_lane_without_parcels_loses_none_and_where_all_is_lost_all_is():
    orders = np.zeros((4, PLACES, BUYERS), int)
    orders[:SERVICES, 0, 4] = 7
    state, was = evening(goods=1.0, food=1.0, orders=orders)
    assert np.array_equal(state.online.trade.lost, orders)
    assert np.array_equal(state.online.parcels.lost - was.lost, [[0, 21], [0, 0]])


def tills(state):
    return np.array(state.online.merchants.cash)


def test_merchants_of_an_offer_bear_its_lost_parcels_evenly_and_take_turns():
    calm, _ = evening()
    first = set()
    for seed in range(12):
        state, _ = evening(goods=0.15, food=0.15, day=DAY._replace(seed=seed))
        offers = state.online.offers
        borne = tills(calm) - tills(state)
        for k, s, rows in each_offer():
            price, lost = (
                int(offers.price[k, s]),
                int(np.asarray(state.online.trade.lost[k, s]).sum()),
            )
            of_offer = borne[rows.start : rows.stop]
            counts = of_offer // price
            assert np.array_equal(counts * price, of_offer) and counts.sum() == lost
            assert counts.max() - counts.min() <= 1
            assert offers.gross[k, s] == calm.online.offers.gross[k, s] - of_offer.sum()
            if counts.max() > counts.min():
                first.add((k, s, tuple(np.flatnonzero(counts == counts.max()))))
        outside = state.ledger.outside
        assert outside[PLATFORM] == 0  # merchants could pay
    alone = {at: sum(1 for each in first if each[:2] == at) for at in {each[:2] for each in first}}
    assert max(alone.values()) > 1


def test_what_merchants_cannot_pay_the_platform_pays():
    calm, _ = evening(cash=100)
    state, _ = evening(goods=0.15, food=0.15, cash=100)
    lost, price = np.asarray(state.online.trade.lost), np.asarray(state.online.offers.price)
    worth = (lost * price[:, :, None]).sum()
    borne = (tills(calm) - tills(state)).sum()
    assert 0 < borne < worth and tills(state).min() >= 0
    assert state.ledger.outside[PLATFORM] == borne - worth
    paid = sum(m for at, m in flows(state).items() if at[:2] == (Flow.LOSS_REFUNDS, PLATFORM))
    assert paid == worth - borne
    buyers = state.online.buyers
    assert np.array_equal(
        calm.online.buyers.paid - buyers.paid, (lost * price[:, :, None]).sum(axis=1)
    )
    carriage = lost * np.asarray(state.online.parcels.price)[:, np.arange(BUYERS) // 3]
    kept = [int(each.ledger.outside[CARRIERS]) for each in (calm, state)]
    assert kept[0] - kept[1] == carriage.sum() > 0
    postage = np.asarray(calm.online.offers.postage) - np.asarray(state.online.offers.postage)
    assert np.array_equal(postage, carriage.sum(axis=2))
