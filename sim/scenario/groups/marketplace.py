"""Explicit: provinces that sell one kind of goods online to one town, an entry each."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, MaxLength, Meaning, Unit


class Marketplace(NamedTuple):
    """Explicit: provinces that sell one kind of goods online to one town, an entry each."""

    price: Annotated[
        tuple[float, ...],
        Unit("RMB/order"),
        Bounds(0.01, 1_000_000),
        MaxLength(31),
        Meaning("explicit: of an order, without the parcel (empty: nobody sells online)"),
    ]
    km: Annotated[
        tuple[float, ...],
        Unit("km"),
        Bounds(1, 20_000),
        MaxLength(31),
        Meaning("explicit: way of a parcel to the buyers, which makes its days and price"),
    ]
    merchants: Annotated[
        tuple[int, ...],
        Unit("merchants"),
        Bounds(1, 100_000),
        MaxLength(31),
        Meaning("explicit: who sell, each as many products as online.listings says"),
    ]
    appeal: Annotated[
        tuple[float, ...],
        Unit("1"),
        Bounds(-20, 20),
        MaxLength(31),
        Meaning("explicit: utility of all that is said nowhere else"),
    ]
    budget: Annotated[
        float,
        Unit("RMB/day"),
        Bounds(0.01, 1e12),
        Meaning("explicit: what the buyers spend on such goods, online or elsewhere"),
    ]
    odds: Annotated[
        float,
        Unit("1"),
        Bounds(-20, 20),
        Meaning("explicit: log odds of spending it online if the offers are worth 0 together"),
    ]
