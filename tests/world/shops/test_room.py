"""Room of a shop: at the opening as much as earns its rent, whatever that is."""

import numpy as np
import pytest

from sim.model import TradeModel
from sim.scenario import read_scenario

TINY = ["scale=50000", "population.provinces=[Gansu]", "calendar.warmup_days=0"]


def rooms(*sets: str) -> float:
    """Cases of room that a shop has on average when it has ordered for the first time."""
    model = TradeModel(read_scenario("base", [*TINY, *sets]))
    assert not np.asarray(model.state.keepers.room).any()
    model.step()
    return float(np.asarray(model.state.keepers.room[: model.state.shops]).mean())


def test_dearer_room_is_rented_sparingly() -> None:
    found = [rooms(f"stock.room_price={rent}") for rent in (0.02, 0.05, 0.1)]
    assert found[0] > 1.03 * found[1] > 1.03 * 1.06 * found[2]


def test_who_restocks_seldom_rents_a_storeroom() -> None:
    assert rooms("stock.review_period_days=30") > 2 * rooms("stock.review_period_days=7")


def test_firms_above_shops_have_none() -> None:
    model = TradeModel(read_scenario("base", TINY))
    model.step()
    state = model.state
    assert not np.asarray(state.keepers.room[state.shops :]).any()
    assert float(state.keepers.room_price[0]) == pytest.approx(4.0)  # fen
