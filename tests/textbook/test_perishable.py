"""The engine against a shop that is played by hand while its goods grow old."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.evidence.answers.perishable import play
from sim.model import TradeModel
from sim.scenario import read_scenario


@settings(max_examples=60)
@given(
    st.lists(st.integers(0, 15), min_size=5, max_size=60),
    st.integers(0, 40),
    st.integers(1, 7),
    st.integers(1, 5),
    st.integers(0, 2),
    st.integers(1, 4),
)
def test_oldest_first_and_written_off_on_the_last_evening(demand, level, life, lead, delay, review):
    by_hand = play(demand, level, life, lead, delay, review)
    sets = {
        "calendar.warmup_days": 0,
        "calendar.end": datetime.date(2000, 1, 1) + datetime.timedelta(days=len(demand) - 1),
        "population.shops": 1,
        "demand.law": "series",
        "demand.series": demand,
        "stock.order_up_to": level,
        "stock.shelf_life_days": life,
        "stock.lead_time_days": lead,
        "stock.order_delay_days": delay,
        "stock.review_period_days": review,
    }
    pairs = [f"{key}={value}" for key, value in sets.items()]
    model = TradeModel(read_scenario("textbook/newsvendor", sets=pairs))
    shelves, totals = model.state.shelves, model.state.totals
    written_off = 0
    for close in by_hand:
        model.step()
        written_off += close.written_off
        assert shelves.stock[0] == close.stock
        assert shelves.sold[0] == close.sold
        assert totals.spoiled[0] == written_off


def test_a_shelf_that_reaches_the_newsvendor_s_level_in_one_day_is_the_newsvendor():
    """Whatever the demand, one selling day and one night is the newsvendor's day."""
    demand = [3, 9, 0, 14, 7, 7]
    sold = [close.sold for close in play([0, *demand], 8, life=1, lead=1)[1:]]
    assert sold == [min(wanted, 8) for wanted in demand]
