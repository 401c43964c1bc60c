"""Shops that serve online orders: their books, whom they serve, and when they begin."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, GoodsFlow, Sector
from tests.worlds import eventful

SHOPS, CONSUMERS = Sector.SHOPS, Sector.CONSUMERS
CARRIERS, PLATFORM = Sector.CARRIERS, Sector.PLATFORM
FIRST_DAY = 7  # after the warm-up


def small(*sets, **how):
    """Two provinces over a Singles' Day."""
    days = ("calendar.start=2016-10-25", "calendar.end=2016-12-05", "calendar.warmup_days=7")
    off = ("levers.analytics=off", "levers.direct_ordering=off", "levers.fast_replenishment=off")
    return eventful(*days, *off, *sets, **how)


ALL, SOME = "levers.new_retail=1", "levers.new_retail=0.4"


def test_buyers_and_shops_write_down_the_same_and_nothing_is_lost():
    model = small(ALL)
    state, counters = model.state, model.state.counters
    fee = model.rules.sales.courier_fee
    short, served = 0, 0
    while model.running:
        money, goods = np.array(state.ledger.money), np.array(state.ledger.goods)
        spent, online = np.array(state.online.buyers.spent), np.array(state.online.buyers.paid)
        model.step()  # conservation of every product and of money is checked in it
        flows = np.array(state.ledger.money) - money
        paid, back = flows[Flow.ONLINE_SALES, CONSUMERS, SHOPS], flows[Flow.ONLINE_REFUNDS, SHOPS]
        assert paid == counters.paid.sum() and back.sum() == counters.back.sum()
        assert back.sum() == back[CONSUMERS] <= paid
        brought = int(counters.brought.sum())
        assert flows[Flow.LOCAL_DELIVERY, CONSUMERS, CARRIERS] == fee * brought
        of_day = np.array(state.online.buyers.spent) - spent
        others = np.array(state.online.buyers.paid) + np.array(state.online.buyers.postage)
        kept = counters.paid.sum(axis=1) - counters.back.sum(axis=1)
        kept += fee * counters.brought.sum(axis=1)
        assert np.array_equal((of_day - others).sum(axis=1), kept), online
        product = np.asarray(state.shelves.product)[: len(counters.sent)]
        sizes = np.asarray(counters.size)[product]
        sold = np.array(state.ledger.goods) - goods
        of_orders = np.bincount(product, counters.sent * sizes, len(state.product_names))
        assert (sold[GoodsFlow.SOLD_TO_CONSUMERS] >= of_orders).all()
        assert (counters.sent <= counters.orders).all()
        short, served = short + int(counters.missed.sum()), served + brought
    assert served > 0
    assert short > 0
    assert served == counters.handled.sum()
    assert counters.short.sum() == short
    fees = int(state.ledger.money[Flow.TAKE_RATE, SHOPS, PLATFORM])
    assert fees == pytest.approx(model.asked.online.take_rate * counters.sold.sum(), rel=0.01)


def test_only_shops_that_the_lever_reaches_serve_and_only_where_it_is_on():
    model = small("levers.new_retail={level: 0.5, where: [Gansu]}")
    state = model.state
    gansu = state.province_names.index("Gansu")
    reached = state.levers["new_retail"].shops
    assert 0 < reached.sum() < (np.asarray(state.keepers.province[: state.shops]) == gansu).sum()
    while model.day < FIRST_DAY + 20:
        model.step()
        brought = state.counters.brought.sum(axis=0)
        assert not brought[~reached].any()
    assert state.counters.handled[gansu] > 0
    assert state.counters.handled.sum() == state.counters.handled[gansu]


def test_a_shop_reached_at_one_level_is_reached_at_every_higher():
    few, many = small(SOME).state.levers["new_retail"], small(ALL).state.levers["new_retail"]
    assert 0 < few.shops.sum() < many.shops.sum()
    assert (many.shops | ~few.shops).all()


def ordered(*sets):
    """Orders from shops, of those served, and of merchants' goods, in three weeks."""
    model = small(ALL, *sets)
    while model.day < FIRST_DAY + 17:
        model.step()
    return int(model.state.counters.handled.sum()), int(model.state.online.offers.handled[:3].sum())


def test_who_brings_sooner_or_for_less_gets_more_orders():
    usual, of_merchants = ordered()
    assert ordered("new_retail.delivery_days=3")[0] < usual
    assert ordered("new_retail.courier_fee=8")[0] < usual
    assert ordered("new_retail.taste=-10")[1] > of_merchants


def test_any_number_of_threads_gives_the_same_orders():
    one, two = small(ALL, chunk_shelves=200), small(ALL, chunk_shelves=200, threads=2)
    for _ in range(FIRST_DAY + 12):
        one.step()
        two.step()
    assert one.state.counters.handled.sum() > 0
    assert np.array_equal(one.state.counters.orders, two.state.counters.orders)
    assert np.array_equal(one.state.ledger.money, two.state.ledger.money)


def test_carriers_pay_shops_for_what_is_collected_and_parcels_get_cheaper():
    model, without = small(ALL), small()
    state, fee = model.state, model.asked.new_retail.pick_up_fee * 100
    while model.running:
        model.step()
        without.step()
    collected = np.asarray(state.counters.collected)
    assert (collected > 0).all()
    paid = state.ledger.money[Flow.PICK_UP_FEE]
    assert paid[CARRIERS, SHOPS] == paid.sum() == fee * collected.sum()
    arrived = np.asarray(state.online.parcels.sent).sum(axis=0)
    assert (collected <= model.asked.new_retail.collected * arrived).all()
    cheaper = without.state.online.parcels.price - state.online.parcels.price
    saved = 100 * model.asked.new_retail.last_mile - fee
    assert (cheaper > 0).all() and (cheaper <= saved * model.asked.new_retail.collected).all()


def posted(*sets):
    """(province, packaged good): log of what is posted over what customers want, -inf: unknown."""
    model = small(ALL, "levers.analytics=0.3", "calendar.end=2016-12-31", *sets)
    while model.running:
        model.step()
    state = model.state
    goods = np.asarray(state.products.produce) == 0
    with np.errstate(divide="ignore"):
        rates = np.log(np.asarray(state.pool.posted, float)[:, goods])
    return rates - np.asarray(state.products.appeal, float)[:, goods]


def test_searches_tell_the_platform_what_few_shops_can():
    """Drawn searches bring the estimate nearer to what people want, and for more products."""
    alone = posted("new_retail.search_worth=0")
    helped = posted("new_retail.searches=2", "new_retail.search_worth=20")
    assert np.isfinite(helped).sum() > np.isfinite(alone).sum()
    for without, with_them in zip(alone, helped, strict=True):
        both = np.isfinite(without)
        assert both.sum() > 10
        assert np.std(with_them[both]) < np.std(without[both])


def test_without_analytics_searches_change_nothing():
    def money(worth):
        model = small(ALL, f"new_retail.search_worth={worth}")
        while model.day < FIRST_DAY + 20:
            model.step()
        return np.array(model.state.ledger.money)

    assert np.array_equal(money(0), money(20))
