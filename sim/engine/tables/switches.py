"""Levers and shocks as the days see them: whom they reach, and when."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Shocks by what they change, from any day on and to any day.
ON_WAYS = ("fuel_price", "lane_closure")  # days or price of parcels
ON_ONLINE_ORDERS = (*ON_WAYS, "demand_surge", "platform_outage")
ON_ORDERS_OF_SHOPS = ("lane_closure", "platform_outage")  # which of them can be sent


@dataclass
class LeverState:
    """Whom a lever reaches, and when it begins."""

    first_day: int  # day of the run, the first of the warm-up being 0
    shops: NDArray[np.bool_]
    historical: bool = False  # of these shops, those that have joined the platform


@dataclass
class Shock:
    """How hard a shock strikes, whom, and on which days of the run."""

    size: float
    first_day: int
    last_day: int
    # Provinces; of a lane closure lanes (from, to), of a supplier failure of what share each
    # manufacturer fails;
    # of a fuel price by how much each lane is dearer.
    reach: NDArray[Any]

    def holds(self, day: int) -> bool:
        """Whether it strikes on a day of the run."""
        return self.first_day <= day <= self.last_day


@dataclass
class Shocks:
    """The shocks of a run, and what holds without them."""

    per_kg: float  # loading, RMB a kg
    per_kg_km: float  # haulage, RMB a kg and 1000 km
    money: int  # grains an RMB
    take_rate: float  # of a merchant's sales
    capacity: int  # grains that a manufacturer, or a source, ships in an evening at most
    each: dict[str, Shock]

    def on(self, name: str, day: int) -> Shock | None:
        """A shock, on the days on which it strikes."""
        shock = self.each.get(name)
        return shock if shock and shock.holds(day) else None

    def changes(self, names: tuple[str, ...], day: int) -> bool:
        """Whether one of some shocks begins on a day, or has ended with the day before."""
        return any(self.on(name, day) is not self.on(name, day - 1) for name in names)
