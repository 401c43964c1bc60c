"""Who comes first when not all lots of an evening find a buyer: chance decides."""

import numpy as np

from sim.engine.schedule import Today
from sim.model.calendar import today_of
from sim.scenario import read_scenario
from tests.phases.compiled import shuffle
from tests.phases.test_harvest import INTERVAL, Farms


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


def test_where_a_broker_can_pay_for_one_lot_everybody_sells_as_often():
    farms, evenings = Farms("broker"), 150
    farms.farm.plots.lot[:] = 30
    farms.markets.planted[:] = farms.markets.yields[:] = 1.0
    broker = np.asarray(farms.state.shelves.keeper[farms.farm.plots.broker])
    number, rivals = max(
        (
            (number, np.flatnonzero(broker[first:end] == keeper) + first)
            for number, (first, *_, end) in enumerate(farms.farm.first_plot.tolist())
            for keeper in np.unique(broker[first:end])
        ),
        key=lambda day_and_rivals: len(day_and_rivals[1]),
    )
    assert len(rivals) > 1
    sold = np.zeros(len(rivals))
    for nth in range(evenings):
        farms.accounts.cash[:] = 200  # a lot costs more than 100
        farms.farmers.brokered[:] = 0
        farms.run(number + nth * INTERVAL)
        sold += np.asarray(farms.farmers.brokered)[farms.farm.plots.farmer[rivals]] > 0
    part = 1 / len(rivals)
    assert sold.sum() == evenings
    error = np.sqrt(evenings * part * (1 - part))
    assert np.abs(sold - evenings * part).max() < 4.5 * error
