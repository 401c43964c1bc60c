"""The days of a run."""

from datetime import date
from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Calendar(NamedTuple):
    """The days of a run."""

    start: Annotated[
        date,
        Unit("date"),
        Bounds(date(2000, 1, 1), date(2100, 12, 31)),
        Meaning("first day that counts"),
    ]
    end: Annotated[
        date,
        Unit("date"),
        Bounds(date(2000, 1, 1), date(2100, 12, 31)),
        Meaning("last day that counts"),
    ]
    warmup_days: Annotated[
        int,
        Unit("day"),
        Bounds(0, 3650),
        Meaning("days run before start and left out of every outcome"),
    ]
