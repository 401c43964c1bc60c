"""Shops lose to online trade what people buy there, and a cell's plan adds up to the fen."""

import numpy as np
import pytest

from sim.engine.ledger import Flow, Sector
from sim.engine.online_tables import BUYERS_A_PROVINCE, FOOD, OTHER
from sim.phases.shop_customers import Settings, lose_customers
from tests.phases.marketplace import open_marketplace
from tests.worlds import eventful

SETTINGS = Settings(0.7, 0.1, 0.3, 0.06)
KINDS = ((FOOD, 0.7, 0.3), (OTHER, 0.1, 0.06))


@pytest.fixture
def market():
    """A marketplace whose second province has shops in towns alone."""
    state = open_marketplace()
    state.online.buyers.share[:] *= 0.3
    state.cells.in_shops[:] = 1000
    state.cells.in_shops[:, 3] = 0
    lose_customers(state.cells, state.online.buyers, SETTINGS, 0)
    return state


def test_before_counting_nobody_is_lost(market):
    assert not market.cells.kept.any()
    market.online.buyers.share[:] *= 1.4
    lose_customers(market.cells, market.online.buyers, SETTINGS, 0)
    assert not market.cells.kept.any()


def test_demand_falls_as_the_share_online_rises(market):
    cells, buyers = market.cells, market.online.buyers
    then = np.array(buyers.share)
    buyers.share[:, [0, 4]] *= 1.5
    lose_customers(cells, buyers, SETTINGS, 1)
    for k, carried, budget in KINDS:
        s0, s = (share[k, 0] * carried / budget for share in (then, buyers.share))
        assert np.exp(cells.kept[k, 0]) == pytest.approx((1 - s) / (1 - s0))
        assert cells.kept[k, 1] == 0.0
        # Villagers of the second province go to the shops in town, and count by what they spend.
        weights = np.array(buyers.budget[3:5])
        of_both = [
            (share[k, 3:5] * weights).sum() / weights.sum() * carried / budget
            for share in (then, buyers.share)
        ]
        assert np.exp(cells.kept[k, 2]) == pytest.approx((1 - of_both[1]) / (1 - of_both[0]))


def months(*sets):
    """A small country from January to March."""
    days = ("calendar.start=2016-01-01", "calendar.end=2016-03-31", "calendar.warmup_days=40")
    off = ("levers.analytics=off", "levers.direct_ordering=off", "levers.fast_replenishment=off")
    return eventful(*days, *off, *sets)


def test_a_cells_plan_adds_up_to_the_fen():
    """Shops less what they lost, online and elsewhere together: what was planned at the opening."""
    model = months("online.food_growth=0.9", "online.other_growth=0.9")
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


def test_nothing_changes_before_the_days_that_count():
    growing, still = (
        months(f"online.food_growth={growth}", f"online.other_growth={growth}")
        for growth in (0.9, 0)
    )
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
