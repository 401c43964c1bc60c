"""Online orders served from the shelf beside the customers in the shop, reckoned by hand."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, GoodsFlow, Sector
from sim.phases import sales
from tests.phases.alone import run, whole, with_marketplace, with_rules

FEE = 250
CONSUMERS, SHOPS = Sector.CONSUMERS, Sector.SHOPS


class Day:
    """Shops with orders online and customers; who is not served goes home."""

    def __init__(self, seed=1):
        self.model = with_marketplace("levers.new_retail=1")
        with_rules(
            self.model, "sales", other_shop=0.0, other_product=0.0, wait=0.0, courier_fee=FEE
        )
        self.state = state = self.model.state
        self.shelves, self.counters, self.keepers = state.shelves, state.counters, state.keepers
        self.accounts, self.cells, self.buyers = state.accounts, state.cells, state.online.buyers
        state.online.trade.orders[:], state.online.merchants.orders[:] = 0, 0
        luck = np.random.default_rng(seed)
        rows = self.rows = slice(state.shop_shelves)
        count = rows.stop
        self.shelves.price[rows] = luck.uniform(3.0, 99.0, count)
        self.shelves.stock[rows] = luck.integers(0, 40, count)
        self.shelves.demanded[rows] = luck.integers(0, 12, count)
        self.shelves.waiting[rows] = luck.integers(0, 3, count)
        self.counters.size[:] = luck.integers(1, 5, len(self.counters.size))
        self.counters.open[:] = 1
        self.counters.orders[:] = luck.integers(0, 6, count)
        self.shop = np.asarray(self.shelves.keeper[rows])
        self.product = np.asarray(self.shelves.product[rows])
        self.stock = np.array(self.shelves.stock[rows])

    def run(self, **changes):
        run(self.model, sales, **changes)


def served(orders, size, stock, in_shop):
    """Whole orders: all if there is enough, else what fits into online's part of the stock."""
    wanted = orders * size
    if wanted + in_shop <= stock:
        return orders
    return min(orders, stock * wanted // (wanted + in_shop) // size)


def test_orders_get_their_part_of_a_short_shelf_and_are_paid_by_the_order():
    day = Day()
    shelves, counters, state = day.shelves, day.counters, day.state
    in_shop = np.asarray(shelves.demanded[day.rows] + shelves.waiting[day.rows])
    orders = np.array(counters.orders)
    size, price = np.asarray(counters.size)[day.product], np.asarray(shelves.price[day.rows], float)
    counters.sent[:] = counters.missed[:] = 99
    counters.paid[:] = counters.back[:] = counters.brought[:] = 99
    before = {
        name: np.array(getattr(counters, name))
        for name in ("sold", "carried", "handled", "short")
    }  # fmt: skip
    spent, cash = np.array(day.buyers.spent), np.array(day.accounts.cash)
    money = np.array(day.cells.cash)
    rate = np.array([[0.02, 0.05]] * 4) * np.arange(1, 5)[:, None]
    state.online.offers.take_rate[:] = rate
    day.cells.online[:] = day.accounts.expenses[:] = 0
    goods = np.array(state.ledger.goods[GoodsFlow.SOLD_TO_CONSUMERS])
    outside = np.array(state.ledger.outside)
    day.run()
    sent = np.array(list(map(served, orders, size, day.stock, in_shop)))
    assert ((sent < orders) & (sent > 0)).any() and ((sent == orders) & (sent > 0)).any()
    assert np.array_equal(counters.sent, sent)
    left = day.stock - sent * size
    sold = sent * size + np.minimum(left, in_shop)
    assert np.array_equal(shelves.stock[day.rows], day.stock - sold)
    assert np.array_equal(shelves.sold[day.rows], sold)
    by_product = np.bincount(day.product, sold, len(state.product_names))
    change = state.ledger.goods[GoodsFlow.SOLD_TO_CONSUMERS] - goods
    assert np.array_equal(change, by_product)

    kind = np.asarray(state.products.online)[day.product]
    paid, back = np.zeros((4, state.shops), int), np.zeros((4, state.shops), int)
    brought = np.zeros((4, state.shops), int)
    asked = whole(orders * size * price)
    np.add.at(paid, (kind, day.shop), asked)
    np.add.at(back, (kind, day.shop), asked - whole(sent * size * price))
    np.add.at(brought, (kind, day.shop), sent)
    missed = np.bincount(day.shop, orders - sent, state.shops)
    for name, value in (("paid", paid), ("back", back), ("brought", brought), ("missed", missed)):
        assert np.array_equal(getattr(counters, name), value), name

    cell = np.asarray(day.keepers.cell[: state.shops])
    home, buyer = cell // 2, 3 * (cell // 2) + cell % 2
    fee = whole((paid - back) * rate[:, home])
    kept, way = paid - back, brought * FEE
    revenue = np.asarray(day.accounts.revenue[: state.shops])
    shops = slice(state.shops)
    assert np.array_equal(day.accounts.cash[shops] - cash[shops], revenue - fee.sum(axis=0))
    assert np.array_equal(day.accounts.expenses[shops], fee.sum(axis=0))

    def by(rows, values, count):
        return np.bincount(rows, values, count).astype(int)

    taken = by(cell, revenue + way.sum(axis=0), 4)
    assert np.array_equal(day.cells.cash, money - taken)
    assert np.array_equal(day.cells.online, by(cell, (kept + way).sum(axis=0), 4))
    expected = spent.copy()
    for k in range(4):
        expected[k] += by(buyer, (kept + way)[k], 6)
    assert np.array_equal(day.buyers.spent, expected)
    for name, values in (
        ("sold", kept.sum(axis=0)), ("carried", way.sum(axis=0)),
        ("handled", brought.sum(axis=0)), ("short", missed),
    ):  # fmt: skip
        change = getattr(counters, name) - before[name]
        assert np.array_equal(change, by(home, values, 2)), name
    ledger = state.ledger.money
    assert ledger[Flow.ONLINE_SALES, CONSUMERS, SHOPS] == paid.sum()
    assert ledger[Flow.ONLINE_REFUNDS, SHOPS, CONSUMERS] == back.sum() > 0
    assert ledger[Flow.TAKE_RATE, SHOPS, Sector.PLATFORM] == fee.sum()
    assert ledger[Flow.LOCAL_DELIVERY, CONSUMERS, Sector.CARRIERS] == way.sum()
    in_shops = revenue.sum() - kept.sum()
    assert ledger[Flow.RETAIL_SALES, CONSUMERS, SHOPS] == in_shops > 0
    assert in_shops == pytest.approx((np.minimum(left, in_shop) * price).sum(), abs=len(sold))
    change = state.ledger.outside - outside
    assert change[Sector.PLATFORM] == fee.sum() and change[Sector.CARRIERS] == way.sum()


def test_what_is_paid_before_counting_is_in_no_total():
    day = Day()
    day.accounts.expenses[:] = 0
    day.run(counting=0)
    assert day.counters.brought.sum() > 0
    assert not day.accounts.expenses.any()


def test_without_orders_the_shop_keeps_its_stock_for_who_comes_in():
    day = Day()
    day.counters.orders[:] = 0
    day.counters.sent[:] = 5
    in_shop = np.asarray(day.shelves.demanded[day.rows] + day.shelves.waiting[day.rows])
    day.run()
    assert not np.asarray(day.counters.sent).any()
    assert np.array_equal(day.shelves.sold[day.rows], np.minimum(day.stock, in_shop))
    assert day.state.ledger.money[Flow.ONLINE_SALES, CONSUMERS, SHOPS] == 0
