"""The smallest amounts of goods and money that can change hands."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Grain(NamedTuple):
    """The smallest amounts of goods and money that can change hands."""

    goods: Annotated[
        int,
        Unit("grain/unit"),
        Bounds(1, 1000),
        Meaning("smallest amounts in one unit of a product (a piece or a kg)"),
    ]
    money: Annotated[
        int, Unit("grain/RMB"), Bounds(1, 1_000_000), Meaning("smallest amounts in one RMB")
    ]
