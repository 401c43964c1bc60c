"""A day in the shops, reckoned for all shelves at once."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, GoodsFlow, Sector
from sim.model import TradeModel
from sim.phases import sales
from sim.scenario import read_scenario
from tests.phases.alone import country, per_keeper, run, whole, with_rules


@pytest.mark.parametrize("counting", [0, 1])
def test_stock_serves_who_comes_back_then_who_comes(counting):
    model = country(chunk_shelves=1)
    assert len(model.state.chunks) > 1
    with_rules(model, "sales", other_shop=0.0, other_product=0.0, wait=0.0)
    state, rows, luck = model.state, slice(0, model.state.shop_shelves), np.random.default_rng(7)
    shelves, totals, accounts, ledger = state.shelves, state.totals, state.accounts, state.ledger
    for column, most in ((shelves.stock, 9), (shelves.waiting, 4), (shelves.demanded, 9)):
        column[rows] = luck.integers(0, most, rows.stop)
    shelves.unit_cost[rows] = shelves.price[rows] * luck.uniform(0.5, 0.9, rows.stop)
    stock, waiting, wanted = (
        np.array(column[rows]) for column in (shelves.stock, shelves.waiting, shelves.demanded)
    )
    cash, cells = accounts.cash.copy(), state.cells.cash.copy()
    run(
        model, sales, counting=counting, counting_day=counting
    )  # who comes back asked the day before

    back = np.minimum(waiting, stock)
    served = np.minimum(wanted, stock - back)
    sold, unserved = back + served, wanted - served
    assert np.array_equal(shelves.sold[rows], sold)
    assert np.array_equal(shelves.stock[rows], stock - sold)
    assert np.array_equal(shelves.unserved[rows], unserved)
    assert np.array_equal(shelves.sold_out[rows], stock == sold)
    assert not shelves.waiting[rows].any()

    expected = {
        "days": shelves.listed[rows],
        "demanded": wanted,
        "served": served,
        "short": unserved > 0,
        "sold": sold,
        "lost": waiting - back + unserved,
    }
    for name, values in expected.items():
        assert np.array_equal(getattr(totals, name)[rows], counting * values), name

    value = whole(sold * shelves.price[rows].astype(float))
    landed = whole(sold * shelves.unit_cost[rows].astype(float))
    revenue = per_keeper(model, value)
    assert np.array_equal(accounts.revenue, revenue)
    assert np.array_equal(accounts.cash - cash, revenue)
    assert np.array_equal(accounts.sales, counting * revenue)
    assert np.array_equal(accounts.goods_sold, counting * per_keeper(model, landed))
    paid = np.bincount(state.keepers.cell[: state.shops], revenue[: state.shops], len(cells))
    assert np.array_equal(cells - state.cells.cash, paid)
    assert ledger.money[Flow.RETAIL_SALES, Sector.CONSUMERS, Sector.SHOPS] == value.sum()
    product = shelves.product[rows]
    goods = np.bincount(product, sold, len(state.product_names))
    assert np.array_equal(ledger.goods[GoodsFlow.SOLD_TO_CONSUMERS], goods)
    kept = np.bincount(product, value - landed, len(state.product_names))
    assert np.array_equal(ledger.chain[Sector.SHOPS], counting * kept)


def test_who_waits_for_an_order_that_is_owed_looks_for_nothing_else():
    """Where shops owe what they lack, who has to wait goes nowhere else and does not come again."""
    sets = ["stock.unfilled=backorder", "demand.other_shop=0.3", "demand.wait=0.6"]
    model = TradeModel(read_scenario("textbook/plain", sets=sets))
    shelves, totals = model.state.shelves, model.state.totals
    rows = slice(model.state.shop_shelves)
    shelves.stock[rows], shelves.demanded[rows] = 2, 9
    shelves.backlog[rows] = 0
    before = np.array(totals.lost[rows])
    run(model, sales)
    assert (np.asarray(shelves.backlog[rows]) == 7).all()
    assert not shelves.waiting[rows].any()
    assert np.array_equal(totals.lost[rows], before)
