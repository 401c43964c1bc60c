"""Which products a shop carries."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Assortment(NamedTuple):
    """Which products a shop carries."""

    review_days: Annotated[
        int, Unit("day"), Bounds(7, 365), Meaning("days between two reviews of what a shop carries")
    ]
    switch_gain: Annotated[
        float,
        Unit("share"),
        Bounds(0, 5),
        Meaning("a product is swapped if the other promises so much more margin"),
    ]
    belief_noise: Annotated[
        float,
        Unit("1"),
        Bounds(0, 3),
        Meaning("standard deviation of the log error in a shop's opening belief about what sells"),
    ]
