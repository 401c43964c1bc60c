"""When new middlemen come."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Entry(NamedTuple):
    """When new middlemen come."""

    room: Annotated[
        float,
        Unit("share"),
        Bounds(0, 100),
        Meaning(
            "wholesalers of a tier and province that may come, over those at the opening (rounded "
            "down); who takes the place of one that has left comes on top; 0: nobody comes, and "
            "nobody leaves for want of margin"
        ),
    ]
    usual_profit: Annotated[
        float,
        Unit("1"),
        Bounds(0, 10),
        Meaning(
            "profit that keeps a wholesaler's owner in business, against that at the opening after "
            "costs and interest (1: nobody gained by entering then)"
        ),
    ]
