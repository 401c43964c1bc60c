"""Where buyers look for a producer."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Sourcing(NamedTuple):
    """Where buyers look for a producer."""

    distance_decay_km: Annotated[
        float,
        Unit("km"),
        Bounds(10, 100_000),
        Meaning("distance over which a producer's pull on a province falls by the factor e"),
    ]
