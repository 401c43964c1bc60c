"""The engine against a source that ships nothing for some days."""

import numpy as np
import pytest

from sim.evidence.answers.outage import days_uncovered
from sim.model import TradeModel
from tests.textbook.playing import assert_agrees, play, scenario_with


def shock(first, last, size=1):
    return f"{{size: {size}, from: 2000-01-{first:02}, to: 2000-01-{last:02}}}"


def test_the_case_as_shipped():
    assert_agrees("source_outage")


@pytest.mark.parametrize(
    ("first", "last", "level", "mean", "lead", "delay", "ratio"),
    [
        (1, 1, 9, 3.0, 1, 0, 1.0),
        (1, 28, 40, 2.0, 3, 1, 1.0),
        (20, 28, 15, 4.0, 2, 2, 1.8),
        (5, 25, 30, 6.0, 1, 0, 1.0),
    ],
)
def test_other_outages(first, last, level, mean, lead, delay, ratio):
    assert_agrees(
        "source_outage",
        shocks__supplier_failure=shock(first, last),
        demand__law="poisson" if ratio == 1.0 else "negative_binomial",
        demand__mean=mean,
        demand__variance_to_mean=ratio,
        stock__order_up_to=level,
        stock__lead_time_days=lead,
        stock__order_delay_days=delay,
        sharp=0.05,
    )


def test_a_path_by_hand():
    """Four a day, a level of 10, two nights: nothing leaves on the evenings of the 3rd to the 5th.

    What left on the evening of the 2nd comes on the 4th; what is owed from the 3rd on leaves on the
    6th and is there on the 8th, when the stock is what it was.
    """
    sets = {
        "calendar__end": "2000-01-10",
        "calendar__warmup_days": 10,
        "population__shops": 1,
        "demand__law": "step",
        "demand__mean": 4,
        "stock__order_up_to": 10,
        "shocks__supplier_failure": shock(3, 5),
    }
    model = TradeModel(scenario_with("source_outage", **sets))
    nets = []
    for _ in range(20):
        model.step()
        shelves = model.state.shelves
        nets.append(int(shelves.stock[0]) - int(shelves.backlog[0]))
    assert nets[10:] == [2, 2, 2, 2, -2, -6, -10, 2, 2, 2]


def test_days_without_cover():
    assert [days_uncovered(day, 2, 0, 3, 5) for day in range(3, 10)] == [2, 2, 3, 4, 5, 2, 2]
    assert days_uncovered(20, 3, 1, 3, 5) == 4


def test_a_capacity_returns_after_the_outage():
    """A source that ships 6 a day at most has 5 x 4 units to make good from the 10th on."""
    played = play(
        "source_outage",
        demand__law="step",
        demand__mean=4,
        population__shops=2,
        stock__source_capacity=6,
        stock__order_up_to=20,
    )
    state = played.model.state
    source = int(state.levels.first_keeper[state.roles.sources])
    assert np.asarray(state.shelves.capacity[source : source + 2]).tolist() == [6, 6]
    # Seven evenings owed, 28 units; each evening from the 10th on works off 2 of them.
    assert int(state.shelves.backlog[source]) == 0


def test_some_sources_fail_and_the_same_ones_with_more():
    failing = {}
    for size in (0.3, 0.6):
        played = play(
            "source_outage", population__shops=400, shocks__supplier_failure=shock(2, 28, size)
        )
        failing[size] = np.asarray(played.model.state.shelves.backlog[:400]) > 0
    assert 0.2 < failing[0.3].mean() < 0.4
    assert 0.5 < failing[0.6].mean() < 0.7
    assert not (failing[0.3] & ~failing[0.6]).any()
