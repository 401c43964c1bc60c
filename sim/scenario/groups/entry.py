"""When firms come and go."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Entry(NamedTuple):
    """When firms come and go."""

    room: Annotated[
        float,
        Unit("share"),
        Bounds(0, 100),
        Meaning(
            "firms that may come, over those at the opening (rounded down): wholesalers of a tier "
            "and province, brokers of a product and province, makers of a category; who takes the "
            "place of one that has left comes on top; 0: nobody comes, and nobody leaves for want "
            "of margin"
        ),
    ]
    usual_profit: Annotated[
        float,
        Unit("1"),
        Bounds(0, 10),
        Meaning(
            "profit that keeps a firm's owner in business, against that at the opening (brokers: "
            "in the first year) after costs and interest (1: nobody gained by entering then)"
        ),
    ]
