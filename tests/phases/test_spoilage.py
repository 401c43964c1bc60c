"""What is past its last day tonight is written off, for its salvage value, row by row."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, GoodsFlow, Sector
from sim.phases import spoilage
from tests.phases.alone import country, per_keeper, run, whole

EVENING = 10


@pytest.mark.parametrize("counting", [0, 1])
def test_sales_leave_by_age_and_the_rest_of_the_day_is_written_off(counting):
    model = country("stock.salvage_value=0.4", chunk_shelves=1)
    state, shelves, batches = model.state, model.state.shelves, model.state.batches
    luck = np.random.default_rng(14)
    left = batches.left
    left[:] = 0
    first, rows = np.asarray(batches.first), len(batches.shelf)
    days = np.diff(first)
    today, tomorrow = (first[:-1] + (EVENING + later) % days for later in (0, 1))
    old, young = luck.integers(0, 5, (2, rows))
    old[::7] = young[::7] = 0
    left[today], left[tomorrow] = old, young
    batches.youngest_first[:] = luck.integers(0, 2, rows)
    shelf = np.asarray(batches.shelf)
    held = old + young
    in_shop = shelf < state.shop_shelves
    sold = np.where(in_shop, luck.integers(0, held + 1), 9)  # upstream it has left already
    shelves.sold[shelf] = sold
    shelves.stock[shelf] = held - np.where(in_shop, sold, 0)
    shelves.unit_cost[shelf] = luck.uniform(1, 9, rows)
    stock = np.array(shelves.stock)
    cash = state.accounts.cash.copy()
    run(model, spoilage, EVENING, counting=counting)

    shop_sold = np.where(in_shop, sold, 0)
    youngest_first = np.asarray(batches.youngest_first) == 1
    from_old = np.where(
        youngest_first, np.maximum(shop_sold - young, 0), np.minimum(shop_sold, old)
    )
    expired = old - from_old
    assert not left[today].any()
    assert np.array_equal(left[tomorrow], young - (shop_sold - from_old))
    assert np.array_equal(stock[shelf] - shelves.stock[shelf], expired)
    by_shelf = np.zeros(len(stock), np.int64)
    by_shelf[shelf] = expired
    goods = np.bincount(np.asarray(shelves.product), by_shelf, len(state.product_names))
    assert np.array_equal(state.ledger.goods[GoodsFlow.SPOILED], goods)
    got = np.zeros(len(stock), np.int64)
    got[shelf] = whole(expired * model.rules.spoilage.salvage)
    assert got.any()
    assert np.array_equal(state.accounts.cash - cash, per_keeper(model, got))
    assert state.ledger.outside[Sector.OTHER_SELLERS] == -got.sum()
    flows = state.ledger.money[Flow.SALVAGE, Sector.OTHER_SELLERS]
    sector = np.asarray(state.keepers.sector)[np.asarray(shelves.keeper)]
    assert np.array_equal(flows, np.bincount(sector, got, len(flows)))
    assert np.array_equal(state.totals.spoiled, counting * by_shelf)
    assert np.array_equal(state.accounts.sales, counting * per_keeper(model, got))
    lost = np.zeros(len(stock), np.int64)
    lost[shelf] = whole(expired * shelves.unit_cost[shelf].astype(float))
    assert np.array_equal(state.accounts.written_off, counting * per_keeper(model, lost))
