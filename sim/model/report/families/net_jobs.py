"""Jobs that shops and middlemen have lost or won since counting began, and what is left net.

Work follows volume: what a firm sells, smoothed, at the prices of the day on which counting began.
Both days are of one season in a run of whole years.
"""

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State
from sim.engine.year import DAYS_A_YEAR
from sim.model.report.areas import Areas, ByArea, ByProvince, its_provinces
from sim.model.report.families.jobs import jobs
from sim.model.report.opening_volumes import OpeningVolumes
from sim.model.report.recorder import Recorder


def deflators(opening: OpeningVolumes, index: ByProvince, state: State) -> NDArray[np.float64]:
    """(keepers,): opening prices over today's, of what each firm sells."""
    keepers, shelves = state.keepers, state.shelves
    expected = shelves.forecast.astype(float) + 1.0  # of brokers nothing is forecast
    rows = len(keepers.level)
    then = np.bincount(shelves.keeper, expected * opening.price, rows)
    now = np.bincount(shelves.keeper, expected * shelves.price, rows)
    result = np.divide(then, now, np.ones(rows), where=now > 0.0)
    # What a shop carries changes: the basket of its province stands for it.
    result[: state.shops] = (opening.index / index)[keepers.province[: state.shops]]
    return result


def net_jobs(recorder: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """Jobs of the real country: the change in shops and among middlemen, and with both all."""
    opening, scenario = recorder.opening_volumes, recorder.scenario
    assert opening is not None, "the country has its opening noted"
    keepers, roles = state.keepers, state.roles
    real = deflators(opening, recorder.basket.index(state), state) * keepers.volume
    more = (real - opening.volume) * DAYS_A_YEAR * scenario.scale / scenario.grain.money

    def change(rows: slice, turnover: float) -> ByProvince:
        return np.bincount(keepers.province[rows], more[rows], areas.provinces) / turnover

    shops = change(state.keepers_at(0), scenario.jobs.shop_turnover)
    middlemen = change(
        state.keepers_at(1, roles.makers), scenario.jobs.wholesale_turnover
    ) + change(state.keepers_at(roles.brokers), scenario.jobs.broker_turnover)
    gross = jobs(recorder.online, scenario, its_provinces(state))  # that orders online make
    return {
        "jobs.net.shops": areas.add(shops),
        "jobs.net.middlemen": areas.add(middlemen),
        "jobs.net.all": areas.add(sum(gross.values(), shops + middlemen)),
    }
