"""What work is in the trade of shops and middlemen."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Jobs(NamedTuple):
    """What work is in the trade of shops and middlemen."""

    shop_turnover: Annotated[
        float,
        Unit("RMB/year"),
        Bounds(1_000, 100_000_000),
        Meaning("sales, at opening prices, that one full job in a shop handles, the owner's too"),
    ]
    wholesale_turnover: Annotated[
        float,
        Unit("RMB/year"),
        Bounds(1_000, 1_000_000_000),
        Meaning("the same of a wholesaler"),
    ]
    broker_turnover: Annotated[
        float,
        Unit("RMB/year"),
        Bounds(1_000, 100_000_000),
        Meaning("the same of a broker of produce"),
    ]
    family_workers: Annotated[
        float,
        Unit("persons/shop"),
        Bounds(0.1, 100),
        Meaning("who work in a shop without a wage: its owner, and the family"),
    ]
    wage_elsewhere: Annotated[
        float,
        Unit("RMB/year"),
        Bounds(0, 100_000_000),
        Meaning("what one of them could earn elsewhere"),
    ]
