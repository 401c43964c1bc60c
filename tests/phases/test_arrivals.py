"""A morning's arrivals, reckoned for all shelves at once."""

import numpy as np
import pytest

from sim.engine.tables.ledger import GoodsFlow
from sim.phases import arrivals
from tests.phases.alone import country, per_keeper, ring_of, rows_of, run

MORNING = 10


def prepared():
    """A country in which something arrives on every second shelf, and more comes later."""
    model = country()
    state, shelves, luck = model.state, model.state.shelves, np.random.default_rng(13)
    rows, ring = slice(0, state.firm_shelves), len(shelves.arriving)
    shelves.arriving[:] = 0
    sent = luck.integers(1, 60, rows.stop) * (np.arange(rows.stop) % 2)
    shelves.arriving[MORNING % ring, rows] = sent
    shelves.arriving[(MORNING + 1) % ring, rows] = 5
    shelves.on_order[rows] = sent + 5
    shelves.listed[rows], state.keepers.open[:] = 0, 1
    shelves.stock[rows] = luck.integers(0, 9, rows.stop)
    state.batches.left[:] = 0
    state.batches.arriving_last_day[MORNING % ring] = MORNING + 2
    return model, rows, sent


@pytest.mark.parametrize("counting", [0, 1])
def test_what_was_sent_arrives_less_what_is_lost_on_the_way(counting):
    model, rows, sent = prepared()
    state, shelves = model.state, model.state.shelves
    shelves_lost = np.where(np.arange(rows.stop) % 4 == 1, 0.13, 0.0)
    state.terms.transit_loss[rows] = shelves_lost
    stock, way = shelves.stock[rows].copy(), state.ledger.on_the_way.copy()
    run(model, arrivals, MORNING, counting=counting)

    lost = stock + sent - shelves.stock[rows]
    assert np.all((lost >= np.floor(sent * shelves_lost)) & (lost <= np.ceil(sent * shelves_lost)))
    arrived = sent - lost
    assert np.all(np.asarray(shelves.on_order[rows]) == 5)
    assert np.array_equal(shelves.listed[rows], sent > 0)
    assert np.array_equal(state.totals.received[rows], counting * arrived)
    assert np.asarray(shelves.arriving)[:, rows].sum() == 5 * rows.stop
    kinds, product = len(state.product_names), np.asarray(shelves.product[rows])
    assert np.array_equal(way - state.ledger.on_the_way, np.bincount(product, sent, kinds))
    gone = state.ledger.goods[GoodsFlow.LOST_IN_TRANSIT]
    assert np.array_equal(gone, np.bincount(product, lost, kinds))
    for row, i in enumerate(np.asarray(state.batches.shelf).tolist()):
        if i < rows.stop and sent[i]:
            left = ring_of(model, row)
            last_day = MORNING + min(2, len(left) - 1)
            assert left[last_day % len(left)] == arrived[i] == left.sum()
            assert state.batches.fresh_days[row] == 3


def test_nobody_is_to_look_for_what_reaches_a_closed_shop():
    model, _, sent = prepared()
    state, closed = model.state, rows_of(model, 2)
    state.keepers.open[2] = 0
    run(model, arrivals, MORNING)
    others = np.asarray(state.shelves.keeper[: len(sent)]) != 2
    assert sent[closed].any()
    assert np.array_equal(state.shelves.listed[: len(sent)], (sent > 0) & others)


def test_small_parcels_lose_the_right_share_on_average():
    """13 % of parcels of one (5 standard errors)."""
    model, rows, _ = prepared()
    model.state.terms.transit_loss[rows] = 0.13
    parcels, lost = 0, 0
    for number in range(MORNING, MORNING + 20):
        shelves = model.state.shelves
        shelves.arriving[:], shelves.stock[rows] = 0, 0
        shelves.arriving[number % len(shelves.arriving), rows] = 1
        model.state.batches.left[:] = 0
        model.state.batches.arriving_last_day[:] = number + 5
        run(model, arrivals, number)
        parcels += rows.stop
        lost += rows.stop - int(shelves.stock[rows].sum())
    assert abs(lost / parcels - 0.13) < 5 * np.sqrt(0.13 * 0.87 / parcels)


@pytest.mark.parametrize("counting", [0, 1])
def test_what_is_too_old_is_not_put_on_the_shelf(counting):
    model, rows, sent = prepared()
    state, batches = model.state, model.state.batches
    state.terms.transit_loss[rows] = 0.0
    batches.arriving_last_day[MORNING % len(state.shelves.arriving)] = MORNING - 1
    ageing = np.asarray(state.shelves.batch[rows]) >= 0
    stock = state.shelves.stock[rows].copy()
    state.shelves.unit_cost[rows], state.accounts.kept[:] = 3.0, 0
    run(model, arrivals, MORNING, counting=counting)
    arrived = np.where(ageing, 0, sent)
    assert np.array_equal(state.shelves.stock[rows] - stock, arrived)
    assert np.array_equal(state.totals.spoiled[rows], counting * (sent - arrived))
    assert state.ledger.goods[GoodsFlow.SPOILED].sum() == (sent - arrived).sum()
    shelf = np.asarray(batches.shelf)
    came = [row for row, i in enumerate(shelf.tolist()) if i < rows.stop and sent[i]]
    assert np.all(np.asarray(batches.fresh_days)[came] == 1)
    assert not batches.left.any()
    cost = per_keeper(model, 3 * (sent - arrived))
    assert np.array_equal(state.accounts.written_off, counting * cost)
    assert np.array_equal(state.accounts.kept, -cost)
