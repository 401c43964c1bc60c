"""What leaves a supplier's shelf: what is owed first, the oldest first, no more than it can."""

import pytest

from tests.phases.alone import ring_of
from tests.phases.trade import EVENING, Trade


def wholesaler_and_shelves(trade, ages):
    """A wholesaler's shelf of goods that age or keep, and the shop shelf of that product."""
    shelves, keepers = trade.shelves, trade.keepers
    for shelf in range(trade.state.shop_shelves):
        supplier = int(trade.terms.supplier[shelf])
        if supplier >= 0 and (shelves.batch[supplier] >= 0) == (shelves.batch[shelf] >= 0) == ages:
            assert keepers.level[shelves.keeper[supplier]] == 1
            return shelf, supplier
    raise AssertionError("no such goods")


@pytest.mark.parametrize("counting", [0, 1])
def test_what_is_owed_leaves_before_tonight_s_orders(counting):
    """Of 12, 5 are owed; 7 of the 10 that fall due are served at once."""
    trade = Trade()
    shelf, supplier = wholesaler_and_shelves(trade, ages=False)
    trade.order(shelf, supplier, 5, price=1.0, cost=1.0, ago=2)
    trade.order(shelf + 1, supplier, 10, price=1.0, cost=1.0)
    trade.shelves.stock[supplier] = 12
    trade.shelves.service[supplier] = 0.5
    trade.run(counting)
    assert trade.shelves.sold[supplier] == 12 and trade.shelves.stock[supplier] == 0
    weight = trade.model.rules.shipping.service_smoothing
    assert trade.shelves.service[supplier] == pytest.approx(0.5 + weight * (0.7 - 0.5))
    totals = trade.state.totals
    counted = [
        int(c[supplier]) for c in (totals.demanded, totals.served, totals.short, totals.sold)
    ]
    assert counted == [10 * counting, 7 * counting, counting, 12 * counting]


def test_what_all_is_served_is_not_short():
    trade = Trade()
    shelf, supplier = wholesaler_and_shelves(trade, ages=False)
    trade.order(shelf, supplier, 10, price=1.0, cost=1.0)
    trade.run()
    totals = trade.state.totals
    assert (totals.served[supplier], totals.short[supplier]) == (10, 0)


def test_a_supplier_ships_no_more_than_its_capacity():
    trade = Trade()
    shelf, supplier = wholesaler_and_shelves(trade, ages=False)
    trade.order(shelf, supplier, 10, price=1.0, cost=1.0)
    trade.shelves.capacity[supplier] = 4
    trade.run()
    assert trade.shelves.sold[supplier] == 4 and trade.shelves.stock[supplier] == 6


@pytest.mark.parametrize(("quantity", "last_day"), [(1, EVENING + 3), (6, EVENING + 4)])
def test_goods_that_age_leave_oldest_first_and_keep_their_last_day(quantity, last_day):
    """Two may be sold for three days more, the others for five: the mean day is rounded down."""
    trade = Trade()
    shelf, supplier = wholesaler_and_shelves(trade, ages=True)
    batches, shelves = trade.state.batches, trade.shelves
    here, there = int(shelves.batch[shelf]), int(shelves.batch[supplier])
    batches.left[:] = 0
    left = ring_of(trade.model, there)
    first, last = (EVENING + 3) % len(left), (EVENING + 5) % len(left)
    left[first], left[last] = 2, 8
    batches.youngest_first[there] = 0
    trade.order(shelf, supplier, quantity, price=1.0, cost=1.0)
    shelves.stock[supplier] = 10
    trade.terms.lead_spread[shelf] = 0
    trade.run()
    from_old = min(quantity, 2)
    assert left[first] == 2 - from_old
    assert left[last] == 8 - (quantity - from_old)
    slot = (EVENING + int(trade.terms.lead[shelf])) % len(shelves.arriving)
    assert shelves.arriving[slot, shelf] == quantity
    assert batches.arriving_last_day[slot, here] == last_day


def test_an_older_parcel_of_the_same_day_sets_the_last_day():
    trade = Trade()
    shelf, supplier = wholesaler_and_shelves(trade, ages=True)
    batches, shelves = trade.state.batches, trade.shelves
    batches.left[:] = 0
    left = ring_of(trade.model, int(shelves.batch[supplier]))
    left[(EVENING + 5) % len(left)] = 4
    trade.order(shelf, supplier, 4, price=1.0, cost=1.0)
    trade.terms.lead_spread[shelf] = 0
    slot = (EVENING + int(trade.terms.lead[shelf])) % len(shelves.arriving)
    shelves.arriving[slot, shelf] = 1
    batches.arriving_last_day[slot, int(shelves.batch[shelf])] = EVENING + 2
    trade.run()
    assert shelves.arriving[slot, shelf] == 5
    assert batches.arriving_last_day[slot, int(shelves.batch[shelf])] == EVENING + 2


def test_what_comes_from_outside_is_fresh_on_arrival():
    """Of a life of 9 days, the day of arrival is the first."""
    trade = Trade()
    first, end = trade.state.levels.first_keeper[trade.state.n_levels - 1 :][:2].tolist()
    makers = range(*trade.keepers.first_shelf[[first, end]].tolist())
    shelf = next(i for i in makers if trade.shelves.batch[i] >= 0)
    row, source = int(trade.shelves.batch[shelf]), int(trade.terms.supplier[shelf])
    trade.state.batches.shelf_life[row] = 9
    trade.state.batches.shipped_last_day[:] = 1
    trade.shelves.capacity[source] = 100
    trade.terms.lead[shelf], trade.terms.lead_spread[shelf] = 2, 0
    trade.order(shelf, source, 5, price=1.0, cost=0.0)
    trade.run()
    slot = (EVENING + 2) % len(trade.shelves.arriving)
    assert trade.state.batches.arriving_last_day[slot, row] == EVENING + 10
