"""Months in which shops lose to online trade: a cell's plan adds up to the fen."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from sim.engine.tables.online import BUYERS_A_PROVINCE, FOOD, OTHER
from tests.worlds import eventful


def months(*sets):
    """A small country from January to March."""
    days = ("calendar.start=2016-01-01", "calendar.end=2016-03-31", "calendar.warmup_days=40")
    off = ("levers.analytics=off", "levers.direct_ordering=off", "levers.fast_replenishment=off")
    return eventful(*days, *off, *sets)


def test_a_cells_plan_adds_up_to_the_fen():
    """Shops less what they lost, online and elsewhere together: what was planned at the opening."""
    model = months("online.taste_growth=0.9")
    state = model.state
    cells, ledger = state.cells, state.ledger
    elsewhere = (Flow.OTHER_CONSUMPTION, Sector.CONSUMERS, Sector.OTHER_SELLERS)
    planned = np.array(cells.elsewhere) + cells.in_shops.sum(axis=0)
    checked = 0
    while model.running:
        online, moved = np.array(cells.online), np.array(cells.moved)
        cash, spent = np.array(ledger.money), np.array(state.online.buyers.spent).sum(axis=0)
        model.step()
        if not cells.online.any():  # a month has begun
            of_day = np.array(state.online.buyers.spent).sum(axis=0) - spent
            of_day = of_day.reshape(-1, BUYERS_A_PROVINCE)[:, :2].ravel()
            online = online + of_day
            rest = planned - (cells.in_shops.sum(axis=0) - moved) - online
            assert rest.min() > 0
            assert (np.array(ledger.money) - cash)[elsewhere] == rest.sum()
            checked += int(moved.any())
    assert checked > 0
    assert (moved > 0).all()


def test_shops_of_villages_sell_more_where_farmers_earn_more():
    """A purse that is half as large again: so is demand, once customers have noticed it."""
    usual, rich = months(), months()
    rich.state.online.buyers.purse[1::BUYERS_A_PROVINCE] = 1.5
    sold = []
    for model in (usual, rich):
        model.play(model.days_total - 20)
        shelves, state = slice(model.state.shop_shelves), model.state
        before = np.array(state.totals.demanded[shelves])
        model.play(model.days_total)
        cell = state.keepers.cell[state.shelves.keeper[shelves]]
        sold.append(np.bincount(cell % 2, state.totals.demanded[shelves] - before))
    town, village = sold[1] / sold[0]
    assert village == pytest.approx(1.5, rel=0.05)
    assert town == pytest.approx(1.0, rel=0.05)


def test_nothing_changes_before_the_days_that_count():
    growing, still = (months(f"online.taste_growth={growth}") for growth in (0.9, 0))
    while growing.day < 40:
        growing.step()
        still.step()
    for model in (growing, still):
        assert not model.state.cells.kept.any()
        assert not model.state.cells.moved.any()
    while growing.running:
        growing.step()
        still.step()
    assert (growing.state.cells.kept[[FOOD, OTHER]] < 0.0).all()
    units = [
        int(model.state.totals.demanded[: model.state.shop_shelves].sum())
        for model in (growing, still)
    ]
    assert units[0] < units[1]
