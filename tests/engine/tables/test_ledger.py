"""The ledger's rounding, and that every flow of goods has a direction."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.engine.tables.ledger import (
    ENTERS,
    LEAVES,
    OUTSIDE,
    Flow,
    GoodsFlow,
    Sector,
    open_ledger,
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


def test_the_world_outside_comes_after_those_who_trade():
    assert min(OUTSIDE) == Sector.PLATFORM
    assert set(OUTSIDE) | {sector for sector in Sector if sector < Sector.PLATFORM} == set(Sector)


def test_an_empty_ledger_has_a_place_for_everything():
    ledger = open_ledger(7)
    assert ledger.money.shape == (len(Flow), len(Sector), len(Sector))
    assert ledger.goods.shape == (len(GoodsFlow), 7)
    assert not any(np.any(column) for column in ledger)
    assert all(column.dtype == np.int64 for column in ledger)
