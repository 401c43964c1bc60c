"""What every farm household has earned, noted at New Year and at the end of the run."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.farm import Farmers
from sim.engine.tables.state import FarmState
from sim.engine.year import MEAN_YEAR


def income_of(farmers: Farmers) -> NDArray[np.int64]:
    """Money that each household has earned since counting began."""
    income: NDArray[np.int64] = np.asarray(farmers.sales - farmers.costs + farmers.other)
    return income


class Earned(NamedTuple):
    """What each household has earned over some years."""

    money: NDArray[np.int64]
    years: float


class IncomeRecorder:
    """Notes what every household has earned, at New Year and at the end of the run."""

    def __init__(self) -> None:
        self.marks: dict[str, NDArray[np.int64]] = {}

    def begin(self, farm: FarmState | None, first: date) -> None:
        """Counting begins on this day."""
        if farm is not None:
            self.marks = {first.isoformat(): income_of(farm.farmers)}

    def day_ends(self, farm: FarmState | None, morning: date, last: bool) -> None:
        """Note the income before a morning, if it is New Year's or the run has ended."""
        if farm is not None and (last or (morning.month, morning.day) == (1, 1)):
            self.marks[morning.isoformat()] = income_of(farm.farmers)

    def memory(self) -> dict[str, NDArray[Any]]:
        """All that it has noted, by name; `recall` takes it back."""
        return {f"income.{day}": income for day, income in self.marks.items()}

    def recall(self, memory: Mapping[str, NDArray[Any]]) -> None:
        """Go on with what another recorder of the same run had noted."""
        own = [name for name in memory if name.startswith("income.")]
        self.marks = {name.removeprefix("income."): memory[name] for name in own}

    def last_year(self) -> Earned | None:
        """What each household earned in the last whole calendar year, or in all."""
        days = sorted(date.fromisoformat(day) for day in self.marks)
        if len(days) < 2:
            return None
        new_years = [day for day in days if (day.month, day.day) == (1, 1)]
        first, end = (new_years if len(new_years) > 1 else [days[0], days[-1]])[-2:]
        earned = self.marks[end.isoformat()] - self.marks[first.isoformat()]
        return Earned(earned, (end - first).days / MEAN_YEAR)
