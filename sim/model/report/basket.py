"""What shops had on their shelves when counting began, and what the same goods cost since."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.tables.state import State
from sim.model.report.areas import ByProvince


@dispatched
@compiled
def add_asked(tables, price, asked, sellers, shops):
    """Add what open shops ask for each product that they have, and how many these are.

    price           float32 (shelves,)
    asked, sellers  float64 (provinces, products)
    """
    shelves, keepers = tables.shelves, tables.keepers
    for shop in range(shops):
        if keepers.open[shop] == 0:
            continue
        province = keepers.province[shop]
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            if shelves.listed[i]:
                asked[province, shelves.product[i]] += price[i]
                sellers[province, shelves.product[i]] += 1.0


class Basket:
    """Each province's goods: as many as shops had them, and as much as is asked for of them."""

    def __init__(self, state: State) -> None:
        products = state.products
        usual = np.asarray(products.retail_price, float)
        asked, sellers = _asked(state)
        self.weight = sellers * np.asarray(products.popularity, float) * usual
        self.last = np.ones_like(asked)  # price that was seen last, the catalogue's being 1
        self.note(state)

    def memory(self) -> dict[str, NDArray[Any]]:
        """All of it, by name; `recall` takes it back."""
        return {f"basket.{name}": array for name, array in vars(self).items()}

    def recall(self, noted: Mapping[str, NDArray[Any]]) -> None:
        """Go on with what another recorder of the same run had noted."""
        for name in vars(self):
            setattr(self, name, noted[f"basket.{name}"])

    def note(self, state: State) -> None:
        """Remember today's prices."""
        self.last = self._priced(state)

    def costs(self, state: State) -> NDArray[np.float64]:
        """Float64 (2, provinces): what it costs by the catalogue, and today."""
        return np.array([self.weight.sum(axis=1), (self.weight * self._priced(state)).sum(axis=1)])

    def index(self, state: State) -> ByProvince:
        """Today's price, the catalogue's being 1."""
        usual, now = self.costs(state)
        index: ByProvince = np.divide(now, usual, np.ones(len(usual)), where=usual > 0.0)
        return index

    def _priced(self, state: State) -> NDArray[np.float64]:
        """Mean price of each product today; what is free, or gone, keeps its last one."""
        asked, sellers = _asked(state)
        usual = sellers * np.asarray(state.products.retail_price, float)
        priced: NDArray[np.float64] = np.divide(asked, usual, self.last.copy(), where=usual > 0.0)
        return priced


def _asked(state: State) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Sum of prices, and shops that ask them, float64 (provinces, products) each."""
    shape = len(state.province_names), len(state.products.retail_price)
    asked, sellers = np.zeros(shape), np.zeros(shape)
    add_asked(state.tables, np.asarray(state.shelves.price), asked, sellers, state.shops)
    return asked, sellers
