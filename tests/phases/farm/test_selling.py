"""Who comes first when not all lots of an evening find a buyer: chance decides."""

import numpy as np

from sim.engine.schedule import Today
from sim.model.calendar import today_of
from sim.scenario import read_scenario
from tests.phases.compiled import shuffle


def tonight(day: int) -> Today:
    return today_of(read_scenario("base"), 1, day)


def test_every_lot_stands_anywhere_equally_often():
    lots, evenings = 5, 2000
    places = np.zeros((lots, lots))  # lot, place
    first = tonight(0)
    for day in range(evenings):
        queue = np.array([*range(lots), 99])
        shuffle(queue, lots, first._replace(day=day), 3)
        assert sorted(queue[:lots]) == list(range(lots)) and queue[lots] == 99
        places[queue[:lots], range(lots)] += 1
    error = np.sqrt(evenings * (1 / lots) * (1 - 1 / lots))
    assert np.abs(places - evenings / lots).max() < 4.5 * error
