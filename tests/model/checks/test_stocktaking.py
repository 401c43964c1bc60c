"""What is counted does not depend on how many count; the books open with what is counted."""

import numpy as np
import pytest

from sim.engine.phase import Over, Part
from sim.engine.tables.ledger import Sector
from sim.model import day
from sim.model.checks.stocktaking import BALANCES, STEPS, money_by_sector
from tests.worlds import eventful

PARTS = [part for step in STEPS for part in ((step,) if isinstance(step, Part) else step)]


def counted(threads):
    """A country after some days, and what was counted on the last."""
    model = eventful(threads=threads, chunk_shelves=200)
    model.play(3)
    days = model.days[model.day :]
    return model, day.take_stock(model.state, model.rules, days, model.workers)


@pytest.fixture(scope="module")
def alone():
    return counted(1)


def test_all_agrees(alone):
    model, room = alone
    for found, right in zip(room.found, room.right, strict=True):
        assert np.array_equal(found, right)
    assert room.goes_on[0] == 1
    assert room.found.goods.sum() > 0
    assert np.array_equal(room.found.balances[0], money_by_sector(model.state))


def test_two_threads_count_the_same(alone):
    _, shared = counted(2)
    _, room = alone
    assert len(shared.each) == 2
    assert np.array_equal(shared.seen.sum(axis=0), room.seen.sum(axis=0))
    assert np.array_equal(shared.each[:, :2].sum(axis=0), room.each[0, :2])
    for one, other in zip(shared.found, room.found, strict=True):
        assert np.array_equal(one, other)


def test_goods_on_the_way_are_those_of_all_shelves(alone):
    model, room = alone
    assert room.found.orders[0] == np.asarray(model.state.shelves.arriving).sum() > 0


def test_debts_are_claims(alone):
    _, room = alone
    debts, claims = (room.found.balances[BALANCES.index(name)] for name in BALANCES[1:])
    assert debts.sum() == claims.sum() > 0
    assert debts[Sector.CONSUMERS] == 0


def test_who_counts_writes_to_no_table():
    assert not any(part.writes for part in PARTS)
    assert {part.over for part in PARTS} == {Over.INSIDE, Over.WHOLE}
