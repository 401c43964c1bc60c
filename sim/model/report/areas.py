"""Of whom an outcome is told: of the country as one, or of each of its provinces.

An outcome is a formula over sums. Sums are made here, the same way for both, and the formula comes
after: so the nation's value is the ratio of the nation's sums, and a province's that of its own.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State

type ByProvince = NDArray[np.float64]
"""(provinces,)"""
type ByArea = NDArray[np.float64]
"""(areas,): an entry for the country, or one a province."""


class Areas(NamedTuple):
    """The country as one area, or each of its provinces as one."""

    provinces: int
    whole: bool

    @property
    def number(self) -> int:
        """How many areas there are."""
        return 1 if self.whole else self.provinces

    def add(self, of_provinces: NDArray[Any]) -> NDArray[Any]:
        """The sum over each area of what is known by province: (provinces,) to (areas,)."""
        return np.array([of_provinces.sum()]) if self.whole else of_provinces

    def add_rows(self, province: NDArray[Any], values: NDArray[Any]) -> ByArea:
        """The sum over each area of a column, such as one of households; province: of each row."""
        return np.bincount(self.of(province), values, self.number)

    def of(self, province: NDArray[Any]) -> NDArray[Any]:
        """The area of each row that lies in a province."""
        return np.zeros_like(province) if self.whole else province

    def unknown(self) -> ByArea:
        """Nothing known of any."""
        return np.full(self.number, np.nan)


def the_country(state: State) -> Areas:
    """All provinces as one."""
    return Areas(len(state.province_names), whole=True)


def its_provinces(state: State) -> Areas:
    """Each province by itself."""
    return Areas(len(state.province_names), whole=False)
