"""What running a business costs."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, ByLevel, Meaning, Unit


class Cost(NamedTuple):
    """What running a business costs."""

    shop_share: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("shop's rent, wages and power as a share of its expected sales (fixed in RMB)"),
    ]
    middleman_share: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning(
            "middleman's operating cost as a share of its gross margin at base volume "
            "(fixed in RMB)"
        ),
    ]
    fixed: Annotated[
        ByLevel[float],
        Unit("RMB/day"),
        Bounds(0, 1_000_000_000),
        Meaning("explicit: rent, wages and power of a firm of a level"),
    ]
    materials_share: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("materials in a manufacturer's unit cost (the rest is labour)"),
    ]
    farm_inputs_share: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("seed, feed and fertiliser as a share of farm-gate value"),
    ]
    drawings_share: Annotated[
        float,
        Unit("share/day"),
        Bounds(0, 1),
        Meaning("part of the cash above working capital that an owner takes home"),
    ]
    manufacturer_share: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning(
            "manufacturer's fixed cost as a share of its gross margin on what it is built for "
            "(at the opening)"
        ),
    ]
    manufacturer_adjustment: Annotated[
        float,
        Unit("share/month"),
        Bounds(0, 1),
        Meaning(
            "part of the gap between a manufacturer's fixed cost and what its capacity costs that "
            "a month closes"
        ),
    ]
    liquidation_share: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("what the goods and claims of a firm that closes fetch, against what they cost"),
    ]
