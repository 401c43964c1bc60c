"""Who gets what of a supplier that is short: equal shops fare alike, wherever they stand."""

import numpy as np
import pytest

from sim.model import TradeModel
from sim.scenario import read_scenario
from tests.phases.supply.test_dispatch import wholesaler_and_shelves
from tests.phases.trade import Trade

SHOPS, SPANS, DAYS = 10, 30, 40
CASE = (
    "calendar.warmup_days=20",
    "calendar.end=2003-12-31",
    f"population={{levels: 2, shops: {SHOPS}, shops_per_supplier: {SHOPS}}}",
    "demand.mean=3",
    "stock.initial=[6, 30]",
)
SHORT_OF_STOCK = ("stock.order_up_to=[5, 52]", "stock.lead_time_days=[1, 2]")
SHORT_OF_CAPACITY = ("stock.order_up_to=[6, 80]", "stock.capacity_per_day=[0, 27]")


def test_those_who_are_owed_since_one_evening_share_what_there_is():
    """Of 6, the 5 and 5 owed since the evening before last get 3 and 3; the 4 of last wait."""
    trade = Trade()
    shelf, supplier = wholesaler_and_shelves(trade, ages=False)
    trade.order(shelf, supplier, 5, price=1.0, cost=1.0, ago=2)
    trade.order(shelf + 1, supplier, 5, price=1.0, cost=1.0, ago=2)
    trade.order(shelf, supplier, 4, price=1.0, cost=1.0, ago=1)
    trade.shelves.stock[supplier] = 6
    trade.run()
    book = trade.state.book
    assert book.open[: int(book.lines[0])].tolist() == [2, 2, 4]
    assert trade.shelves.backlog[supplier] == 8 and trade.shelves.stock[supplier] == 0


def empty_shelves(*sets):
    """Days that end with an empty shelf, by span of days and shop."""
    model = TradeModel(read_scenario("textbook/plain", [*CASE, *sets]))
    model.play(20)
    spans, before = [], np.zeros(SHOPS, np.int64)
    for span in range(1, SPANS + 1):
        model.play(20 + span * DAYS)
        now = np.array(model.state.totals.empty[:SHOPS], np.int64)
        spans.append(now - before)
        before = now
    return np.array(spans)


@pytest.mark.slow
@pytest.mark.parametrize("unfilled", ["lost", "backorder"])
@pytest.mark.parametrize("short", [SHORT_OF_STOCK, SHORT_OF_CAPACITY])
def test_equal_shops_fare_alike(unfilled, short):
    """Ten shops over 1,200 evenings: none is empty more often than luck explains."""
    empty = empty_shelves(f"stock.unfilled=[lost, {unfilled}]", *short)
    assert empty.mean() > 0.02 * DAYS  # the supplier is short
    off = empty - empty.mean(axis=1, keepdims=True)  # against all shops of the same days
    error = off.std(axis=0, ddof=1) / np.sqrt(SPANS)
    assert (np.abs(off.mean(axis=0)) < 4.0 * error).all(), empty.mean(axis=0)
