"""What each firm sold when counting began, and at which prices: changes are told against it."""

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray

from sim.engine.tables.state import State
from sim.model.report.areas import ByProvince


class OpeningVolumes:
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
