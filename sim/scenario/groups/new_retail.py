"""New retail: shops that serve online orders from their shelf."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class NewRetail(NamedTuple):
    """New retail: shops that serve online orders from their shelf."""

    taste: Annotated[
        float,
        Unit("1"),
        Bounds(-10, 10),
        Meaning("log odds of a shop against merchants who bring as soon for the same price"),
    ]
    order_value: Annotated[
        float, Unit("RMB/order"), Bounds(1, 10_000), Meaning("of an order that a shop serves")
    ]
    courier_fee: Annotated[
        float,
        Unit("RMB/order"),
        Bounds(0, 100),
        Meaning("that the buyer pays for the way from the shop"),
    ]
    delivery_days: Annotated[
        float, Unit("day"), Bounds(0, 10), Meaning("from an order at a shop to the buyer's door")
    ]
    collected: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("of parcels that are collected, where all shops around are pick-up points"),
    ]
    pick_up_fee: Annotated[
        float, Unit("RMB/parcel"), Bounds(0, 20), Meaning("that a carrier pays the shop")
    ]
    last_mile: Annotated[
        float,
        Unit("RMB/parcel"),
        Bounds(0, 50),
        Meaning("that a carrier saves where it brings no parcel to the door"),
    ]
    searches: Annotated[
        float,
        Unit("1"),
        Bounds(0, 100),
        Meaning("on pages of shops, for a unit that somebody online wants"),
    ]
    search_worth: Annotated[
        float,
        Unit("shops"),
        Bounds(0, 10_000),
        Meaning("mean shops for whose sales searches count at most in the pooled estimate"),
    ]
