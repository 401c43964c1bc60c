"""Jobs that shops and middlemen have lost or won since counting began, and what is left net.

Work follows volume: what a firm sells, smoothed, at the prices of the day on which counting began.
Both days are of one season in a run of whole years.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State
from sim.scenario import Scenario

if TYPE_CHECKING:
    from sim.model.report.outcomes import Recorder

ByProvince = NDArray[np.float64]
DAYS_A_YEAR = 365.0
GROSS = ("jobs.transaction", "jobs.supporting", "jobs.derived")
UNITS = dict.fromkeys(("jobs.net.shops", "jobs.net.middlemen", "jobs.net.all"), "jobs")


class Opening:
    """Where things stood when counting began."""

    def __init__(self, index: ByProvince, state: State) -> None:
        self.index = index  # price of each province's basket against the catalogue's
        self.price = state.shelves.price.copy()
        self.volume = state.keepers.volume.copy()

    def memory(self) -> dict[str, NDArray[Any]]:
        """All of it, by name; `recall` takes it back."""
        return {f"jobs.{name}": array for name, array in vars(self).items()}

    def recall(self, noted: Mapping[str, NDArray[Any]]) -> None:
        """Go on with what another recorder of the same run had noted."""
        for name in vars(self):
            setattr(self, name, noted[f"jobs.{name}"])


def price_index(recorder: "Recorder", state: State) -> ByProvince:
    """Price of the basket of each province's shops, the catalogue's being 1."""
    then, now = recorder.price_index(state)
    index: ByProvince = np.divide(now, then, np.ones(len(then)), where=then > 0.0)
    return index


def deflators(opening: Opening, index: ByProvince, state: State) -> ByProvince:
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


def by_province(
    recorder: "Recorder", scenario: Scenario, state: State, gross: Mapping[str, ByProvince]
) -> dict[str, ByProvince]:
    """Jobs of the real country: the change in shops and among middlemen, and gross with both.

    gross  jobs that the platform's orders make, by province
    """
    opening = recorder.opening_jobs
    assert opening is not None, "the country has its opening noted"
    keepers, n, jobs = state.keepers, state.n_levels, scenario.jobs
    real = deflators(opening, price_index(recorder, state), state) * keepers.volume
    more = (real - opening.volume) * DAYS_A_YEAR * scenario.scale / scenario.grain.money

    def change(first: int, end: int, turnover: float) -> ByProvince:
        lo, hi = (int(state.levels.first_keeper[level]) for level in (first, end))
        provinces = len(state.province_names)
        return np.bincount(keepers.province[lo:hi], more[lo:hi], provinces) / turnover

    shops = change(0, 1, jobs.shop_turnover)
    middlemen = change(1, n - 1, jobs.wholesale_turnover) + change(n, n + 1, jobs.broker_turnover)
    every = sum((gross[name] for name in GROSS), shops + middlemen)
    return dict(zip(UNITS, (shops, middlemen, every), strict=True))
