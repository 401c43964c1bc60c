"""Merchants take in their goods of the day and are paid, and buyers pay: all by hand."""

import numpy as np

from sim.engine.tables.ledger import Flow, Sector
from tests.phases.compiled import sell_online
from tests.phases.marketplace import DAY, RING, copied, each_offer, flows, open_marketplace, waiting


def test_who_sells_is_paid_and_who_buys_pays():
    state = open_marketplace()
    online = state.online
    (before,) = copied(online.merchants)
    sell_online(online.tables, state.cells, state.ledger, DAY)
    merchants, paid = online.merchants, np.zeros((4, 6), int)
    slot = DAY.day % RING
    for k, s, rows in each_offer():
        price = int(online.offers.price[k, s])
        for row in rows:
            assert merchants.stock[row] == before.stock[row] + before.arriving[slot, row]
            assert merchants.arriving[slot, row] == 0
            assert merchants.cash[row] == before.cash[row] + before.orders[row] * price
        assert online.offers.net[k, s] == before.orders[list(rows)].sum() * price
        paid[k] += np.asarray(online.trade.orders[k, s]) * price
    others = [day for day in range(RING) if day != slot]
    assert np.array_equal(merchants.arriving[others], before.arriving[others])
    for name in ("stock", "cash"):
        column = np.asarray(getattr(merchants, name))
        assert np.array_equal(column[waiting()], getattr(before, name)[waiting()])
    assert np.array_equal(online.buyers.paid, paid)
    of_people, of_firms = paid.sum(axis=0)[[0, 1, 3, 4]], paid.sum(axis=0)[[2, 5]]
    assert np.array_equal(state.cells.cash, -of_people)
    assert np.array_equal(state.cells.online, of_people)
    assert state.ledger.outside[Sector.OTHER_BUYERS] == -of_firms.sum()
    assert flows(state) == {
        (Flow.ONLINE_SALES, Sector.CONSUMERS, Sector.MERCHANTS): of_people.sum(),
        (Flow.ONLINE_SALES, Sector.OTHER_BUYERS, Sector.MERCHANTS): of_firms.sum(),
    }
