"""The ledger's rounding, and that every flow of goods has a direction."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.engine.tables.ledger import (
    ENTERS,
    LEAVES,
    Flow,
    GoodsFlow,
    Sector,
    is_outside,
    open_ledger,
    pay,
    whole,
)


@given(st.integers(0, 2**52), st.sampled_from([0.0, 0.25, 0.49, 0.5, 0.75]))
def test_halves_are_rounded_up(units, part):
    assert whole(units / 4 + 0.0) == units // 4 + (units % 4 >= 2)
    if units < 2**40:
        assert whole(units + part) == units + (part >= 0.5)


def test_goods_come_from_somewhere_and_go_somewhere():
    assert {*ENTERS, *LEAVES, GoodsFlow.OPENING} == set(GoodsFlow)
    assert not set(ENTERS) & set(LEAVES)


def test_of_all_who_trade_only_merchants_come_after_the_world_outside():
    inside = {sector for sector in Sector if not is_outside(sector)}
    assert inside == {sector for sector in Sector if sector < Sector.PLATFORM} | {Sector.MERCHANTS}


@given(st.sampled_from(Flow), st.sampled_from(Sector), st.sampled_from(Sector), st.integers(-9, 9))
def test_a_payment_is_noted_once_and_moves_the_money_of_ends_outside(flow, payer, payee, money):
    ledger = open_ledger(1)
    pay(ledger, flow, payer, payee, money)
    assert ledger.money[flow, payer, payee] == money == ledger.money.sum()
    moved = np.zeros(len(Sector), np.int64)
    moved[payer] -= money
    moved[payee] += money
    outside = [is_outside(sector) for sector in Sector]
    assert np.array_equal(ledger.outside, np.where(outside, moved, 0))


def test_an_empty_ledger_has_a_place_for_everything():
    ledger = open_ledger(7)
    assert ledger.money.shape == (len(Flow), len(Sector), len(Sector))
    assert ledger.goods.shape == (len(GoodsFlow), 7)
    assert not any(np.any(column) for column in ledger)
    assert all(column.dtype == np.int64 for column in ledger)
