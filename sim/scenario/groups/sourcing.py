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
    fresh_share: Annotated[
        float,
        Unit("share"),
        Bounds(0.001, 1),
        Meaning("part of its shelf life that food travels: how far wholesalers look for it"),
    ]
    way_share: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning(
            "part of its shelf life that a good may take to a shop: else wholesalers of tier 1 "
            "order it straight from its maker, and shops do not order it directly"
        ),
    ]
    brokers_asked: Annotated[
        int,
        Unit("firms"),
        Bounds(0, 1000),
        Meaning("brokers to each side of the usual one that a wholesaler compares"),
    ]
    makers_asked: Annotated[
        int,
        Unit("firms"),
        Bounds(0, 1000),
        Meaning(
            "makers of a category to each side of the usual one, in the order of the provinces, "
            "whom a wholesaler asks when that one has too little"
        ),
    ]
