"""All agents of a model, made once: which row is whom."""

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State
from sim.model.mesa.agents import Farmer, Firm, Manufacturer, Middleman, ShopOwner


class Roster:
    """Registers an agent for every firm and every farming household of a model."""

    def __init__(self, model: Any) -> None:
        self.state: State = model.state
        levels = self.state.keepers.level[: self.state.firms].tolist()
        kinds = ((row, self._kind(level)) for row, level in enumerate(levels))
        self.firms = {row: kind(model, row) for row, kind in kinds if kind}
        farm = self.state.farm
        self.farmers = [Farmer(model, row) for row in range(len(farm.farmers.cash) if farm else 0)]

    def _kind(self, level: int) -> type[Firm] | None:
        """Who stands on a level; nobody on that of the farmers' stock on the platform."""
        if level == 0:
            return ShopOwner
        if level == self.state.roles.makers:
            return Manufacturer
        return Middleman if level <= self.state.roles.brokers else None

    def firm(self, row: int) -> Firm | None:
        """The firm in a row of the keepers, or None where no agent stands."""
        return self.firms.get(row)

    def crops(self, farmer: int) -> tuple[str, ...]:
        """Names of what a household grows, in the order of the catalogue."""
        first, product = self._plots
        kinds = np.unique(product[first[farmer] : first[farmer + 1]])
        return tuple(self.state.product_names[kind] for kind in kinds.tolist())

    @cached_property
    def _plots(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """First plot of each farmer (one entry more), and the product of each plot."""
        assert self.state.farm is not None
        plots = self.state.farm.plots
        order = np.argsort(plots.farmer, kind="stable")
        first = np.searchsorted(plots.farmer[order], np.arange(len(self.farmers) + 1))
        return first.astype(np.int64), plots.product[order]
