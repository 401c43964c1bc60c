"""What is asked for in a textbook case is added up when it changes, and only then."""

import numpy as np
import pytest

from sim.model import TradeModel
from sim.model.report import diary

SETS = {"population.shops": 4, "calendar.warmup_days": 0}


@pytest.fixture
def sums(monkeypatch):
    """Prices by group, once for each time that they are added up."""
    made = []
    added_up = diary.posted_prices
    monkeypatch.setattr(diary, "posted_prices", lambda state: made.append(1) or added_up(state))
    return made


def test_prices_that_stand_still_are_added_up_once(sums):
    model = TradeModel("textbook/lost_sales", 1, **SETS)
    model.play(10)
    assert len(sums) == 1
    posted = float(model.state.shelves.price[0])
    assert model.recorder.diary.notes["price_days"][0] == pytest.approx(4 * 10 * posted)


def test_a_price_that_moves_and_a_firm_that_closes_are_seen(sums):
    model = TradeModel("textbook/lost_sales", 1, **SETS)
    offers, state = model.recorder.diary.offers, model.state
    posted, trading = (np.copy(column) for column in offers.of_groups(state))
    state.shelves.price[0] *= 2
    dearer, _ = offers.of_groups(state)
    assert dearer[0] > posted[0]
    state.keepers.open[0] = 0
    _, fewer = offers.of_groups(state)
    assert fewer[0] == trading[0] - 1
    assert len(sums) == 3
