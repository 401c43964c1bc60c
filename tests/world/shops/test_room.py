"""Room of a shop: days of its trade, whatever its round."""

import numpy as np
import pytest

from sim.model import TradeModel
from sim.scenario import read_scenario

TINY = ["scale=1000000", "population.provinces=[Gansu]", "calendar.warmup_days=0"]


def rooms(*sets: str) -> tuple[float, float, float]:
    """Cases of room of all shops; what they sell a day of goods that keep, and what they fetch."""
    state = TradeModel(read_scenario("base", [*TINY, *sets])).state
    rows = slice(state.shop_shelves)
    shelves, products = state.shelves, state.products
    product = np.asarray(shelves.product[rows])
    cases = np.asarray(shelves.forecast[rows], float) / np.asarray(products.case, float)[product]
    fetched = np.asarray(products.fetched)[product] == 1
    room = float(np.asarray(state.keepers.room[: state.shops], float).sum())
    return room, float(cases[~fetched].sum()), float(cases[fetched].sum())


@pytest.mark.parametrize(("review", "days"), [(1, 12.0), (7, 12.0), (30, 30.0)])
def test_room_follows_the_trade_and_a_round_that_takes_longer(review: int, days: float) -> None:
    room, kept, fetched = rooms(
        "stock.room=12", "stock.lead_time_days=2", f"stock.review_period_days={review}",
        "stock.produce_lead_days=1", "stock.produce_review_days=2",
    )  # fmt: skip
    assert room == pytest.approx(days * kept + 2 * fetched, rel=0.01)
