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
            "place of one that has left comes on top; 0: nobody comes or leaves, shops included"
        ),
    ]
    shop_room: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("shops that may come, over those at the opening; who takes a place left is on top"),
    ]
    usual_profit: Annotated[
        float,
        Unit("1"),
        Bounds(0, 10),
        Meaning(
            "profit that keeps the last owner who came in business, against what a firm of its "
            "market earned before counting began (1: nobody gained by coming or going then)"
        ),
    ]
    spread: Annotated[
        float,
        Unit("1"),
        Bounds(0, 10),
        Meaning("how far apart owners' incomes elsewhere are: standard deviation of their logs"),
    ]
    gap: Annotated[
        float,
        Unit("share"),
        Bounds(0, 0.9),
        Meaning(
            "by which an income has to be better than another to be worth the move: what is lost "
            "by closing, and to be spent on opening"
        ),
    ]
    memory_months: Annotated[
        int,
        Unit("month"),
        Bounds(1, 120),
        Meaning("months back that owners look to see what a firm earns; brokers look back a year"),
    ]
    settled_months: Annotated[
        int,
        Unit("month"),
        Bounds(1, 120),
        Meaning(
            "months before counting begins whose earnings owners are used to; earlier ones, which "
            "the start of a run has stirred up, they do not look back on"
        ),
    ]
    speed: Annotated[
        float,
        Unit("share/month"),
        Bounds(0, 1),
        Meaning(
            "part of those who would earn more by leaving, or by coming, who do so within a month"
        ),
    ]
