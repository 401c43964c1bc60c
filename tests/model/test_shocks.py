"""A shock strikes on its days, where it says, through a mechanism; before them it is not there."""

from functools import cache

import numpy as np
import pytest

from sim.engine.bits import bits_of
from sim.engine.tables.state import columns_of
from sim.model import TradeModel
from sim.phases.policy.shocks import EFFECTS
from sim.rules.freight import CLOSED
from sim.scenario.groups import Shocks
from tests.state_columns import copied
from tests.worlds import eventful

FIRST, LAST = "2016-04-05", "2016-04-10"
BEGINS, ENDS = 23, 28  # days of the run
SHOCKS = {
    "crop_yield": 0.6,
    "fuel_price": 1.0,
    "lane_closure": 1.0,
    "demand_surge": 0.5,
    "platform_outage": 1.0,
    "fee_rise": 0.02,
    "supplier_failure": 1.0,
}


def shocked(name: str) -> TradeModel:
    """The eventful country with one shock in Gansu."""
    terms = f"{{size: {SHOCKS[name]}, from: {FIRST}, to: {LAST}, where: [Gansu]}}"
    return eventful("levers.direct_ordering=1", f"shocks.{name}={terms}")


@cache
def calm(days: int) -> dict[str, np.ndarray]:
    """Columns of the same country without shocks, after so many days."""
    model = eventful("levers.direct_ordering=1")
    after(model, days)
    return copied(model.state)


def after(model: TradeModel, days: int) -> TradeModel:
    while model.day < days:
        model.step()
    return model


def test_every_shock_has_an_effect_and_is_tried_here():
    assert set(SHOCKS) == set(EFFECTS) == set(Shocks._fields)


@pytest.mark.parametrize("name", SHOCKS)
def test_before_its_first_day_nothing_differs_and_on_its_last_something_does(name):
    model = after(shocked(name), BEGINS - 1)
    before = calm(BEGINS - 1)
    assert all(
        column.tobytes() == before[key].tobytes() for key, column in columns_of(model.state).items()
    )
    struck, without = columns_of(after(model, ENDS + 1).state), calm(ENDS + 1)
    moved = {key for key in struck if struck[key].tobytes() != without[key].tobytes()}
    assert moved & {"ledger.money", "ledger.goods"}


def test_any_chunks_and_threads_give_the_same_bits_in_all_shocks_together():
    shocks = [
        f"shocks.{name}={{size: {0.5 * size}, from: {FIRST}, to: {LAST}, where: [Gansu]}}"
        for name, size in SHOCKS.items()
    ]
    bits = [
        bits_of(after(eventful("levers.direct_ordering=1", *shocks, **how), ENDS + 3).state)
        for how in ({}, {"chunk_shelves": 64}, {"threads": 2})
    ]
    assert len(set(bits)) == 1


def place(model: TradeModel, name: str) -> int:
    return model.state.province_names.index(name)


def test_harvests_fail_where_it_says_and_only_then():
    model = after(shocked("crop_yield"), BEGINS)
    gansu = place(model, "Gansu")
    markets = model.state.farm.markets
    assert markets.spared[gansu] == pytest.approx(0.4) and markets.spared[1 - gansu] == 1.0
    after(model, ENDS + 1)
    assert (np.asarray(markets.spared) == 1.0).all()
    with_it, without = (model.state.ledger.goods[2].sum(), calm(ENDS + 1)["ledger.goods"][2].sum())
    before = calm(BEGINS)["ledger.goods"][2].sum()
    assert 0.4 * (without - before) < with_it - before < without - before


def test_dear_fuel_makes_haulage_dearer_by_the_half_that_is_bought_there():
    model = after(shocked("fuel_price"), BEGINS)
    gansu, zhejiang = place(model, "Gansu"), place(model, "Zhejiang")
    freight, share = model.asked.freight, model.asked.freight.fuel_share
    cost, usual = np.asarray(model.state.routes.cost), calm(BEGINS)["routes.cost"]
    haulage = usual - freight.per_kg * 100
    expected = usual.copy()
    expected[gansu, gansu] += share * haulage[gansu, gansu]
    for lane in ((gansu, zhejiang), (zhejiang, gansu)):
        expected[lane] += 0.5 * share * haulage[lane]
    np.testing.assert_allclose(cost, expected, rtol=1e-6)
    parcels, then = np.asarray(model.state.online.parcels.price), calm(BEGINS)["parcels.price"]
    assert (parcels > then).sum() == 3
    terms, shelf = model.state.terms, model.state.shelves
    pays = np.asarray(terms.freight) > 0
    home = np.asarray(model.state.keepers.province)[np.asarray(shelf.keeper)]
    dearer = np.asarray(terms.freight) > calm(BEGINS)["terms.freight"] * 1.001
    assert dearer[pays & (home == gansu)].all()
    after(model, ENDS + 1)
    np.testing.assert_array_equal(model.state.routes.cost, usual)


def test_over_a_closed_lane_no_order_and_no_parcel_goes():
    model = after(shocked("lane_closure"), BEGINS)
    gansu, zhejiang = place(model, "Gansu"), place(model, "Zhejiang")
    state = model.state
    sent = np.array(state.online.parcels.sent)
    assert state.routes.cost[gansu, zhejiang] == np.float32(CLOSED)
    while model.day <= ENDS:
        model.step()
        province = np.asarray(state.keepers.province)
        keeper = np.asarray(state.shelves.keeper)
        barred = np.asarray(state.terms.barred) == 1
        ordered = np.asarray(state.shelves.ordered) != 0
        supplier = np.asarray(state.terms.supplier)
        crosses = (supplier >= 0) & (province[keeper[supplier]] != province[keeper])
        assert not (ordered[: state.firm_shelves] & barred[: state.firm_shelves]).any()
    assert (barred & crosses).any()
    now = np.asarray(state.online.parcels.sent)
    assert now[gansu, zhejiang] == sent[gansu, zhejiang]
    assert now[gansu, gansu] > sent[gansu, gansu]
    model.step()
    assert not np.asarray(state.terms.barred).any()
    assert state.online.parcels.sent[gansu, zhejiang] > sent[gansu, zhejiang]


def test_customers_of_the_province_want_more():
    model = after(shocked("demand_surge"), ENDS + 1)
    gansu = place(model, "Gansu")
    days = slice(BEGINS, ENDS + 1)
    assert days.stop - days.start == 6
    shops = np.asarray(model.state.keepers.province[: model.state.shops])
    where = shops[np.asarray(model.state.shelves.keeper[: model.state.shop_shelves])] == gansu

    def asked(columns, shelves):
        return columns["totals.demanded"][: len(where)][shelves].sum()

    now, before, without = columns_of(model.state), calm(BEGINS), calm(ENDS + 1)
    grown = (asked(now, where) - asked(before, where)) / (
        asked(without, where) - asked(before, where)
    )
    assert 1.3 < grown < 1.7
    assert not np.asarray(model.state.online.buyers.pull).any()  # it is over


def test_while_the_platform_is_out_nobody_orders_through_it():
    model = after(shocked("platform_outage"), BEGINS)
    gansu, state = place(model, "Gansu"), model.state
    buyers = np.asarray(state.online.buyers.province)
    while model.day <= ENDS:
        home = np.asarray(state.keepers.province)[np.asarray(state.shelves.keeper)]
        # Before the evening ends: then some turn to a producer for what they order from tomorrow.
        direct = (np.asarray(state.terms.direct) == 1) & (home == gansu)
        model.step()
        orders = np.asarray(state.online.trade.orders)
        assert orders[:, :, buyers == gansu].sum() == 0 < orders[:, :, buyers != gansu].sum()
        assert direct.any() and not np.asarray(state.shelves.ordered)[direct].any()
    model.step()
    assert np.asarray(state.online.trade.orders)[:, :, buyers == gansu].sum() > 0


def test_the_platform_takes_more_from_the_merchants_of_the_province():
    model = after(shocked("fee_rise"), BEGINS)
    gansu, rate = place(model, "Gansu"), model.asked.online.take_rate
    taken = np.asarray(model.state.online.offers.take_rate)
    assert np.allclose(taken[:, gansu], rate + 0.02) and np.allclose(taken[:, 1 - gansu], rate)
    after(model, ENDS + 1)
    assert (np.asarray(model.state.online.offers.take_rate) == rate).all()


def test_makers_that_fail_ship_nothing():
    model = after(shocked("supplier_failure"), BEGINS)
    state = model.state
    first = int(state.levels.first_keeper[state.n_levels - 1])
    made = np.asarray(state.keepers.level)[np.asarray(state.shelves.keeper)] == state.n_levels - 1
    fails = state.shocks.each["supplier_failure"].reach
    assert fails.max() > 0.0 and fails.min() < 1.0
    struck = made.copy()
    struck[made] = fails[np.asarray(state.shelves.keeper)[made] - first] == 1.0
    slowed = made.copy()
    slowed[made] = fails[np.asarray(state.shelves.keeper)[made] - first] > 0.0
    while model.day <= ENDS:
        model.step()
        assert not np.asarray(state.shelves.sold)[struck].any()
    after(model, ENDS + 3)
    assert np.asarray(state.shelves.sold)[slowed].any()


def test_a_smaller_shock_strikes_some_of_the_same():
    terms = "{{size: {}, from: 2016-04-05}}"
    reach = [
        eventful(f"shocks.supplier_failure={terms.format(size)}")
        .state.shocks.each["supplier_failure"]
        .reach
        for size in (0.3, 0.6)
    ]
    assert reach[0].sum() < reach[1].sum() < len(reach[1])
    assert (reach[1] >= reach[0]).all()
