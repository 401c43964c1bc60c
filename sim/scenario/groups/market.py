"""Wet markets, wholesale markets and processors, the outside buyers of produce."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Market(NamedTuple):
    """Wet markets, wholesale markets and processors, the outside buyers of produce."""

    price_smoothing: Annotated[
        float,
        Unit("1/day"),
        Bounds(0.001, 1),
        Meaning("how fast sales of late, by which a market's price goes, follow the day's"),
    ]
    broker_release_days: Annotated[
        float,
        Unit("day"),
        Bounds(1, 60),
        Meaning("fewest days over which a broker sells what it holds"),
    ]
    processor_price_share: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("price that processors pay as a share of the wholesale price"),
    ]
    storage_share: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("part of its shelf life that produce may spend in store"),
    ]
    over_farm_gate: Annotated[
        float,
        Unit("share"),
        Bounds(0, 3),
        Meaning(
            "what wet markets and processors' agents pay over the farm-gate price at the opening"
        ),
    ]
    price_ceiling: Annotated[
        float,
        Unit("1"),
        Bounds(1, 10),
        Meaning("highest price of wet markets against the opening's"),
    ]
    compare_days: Annotated[
        int,
        Unit("day"),
        Bounds(1, 60),
        Meaning("days after which a broker compares destinations anew, each on his own day"),
    ]
    destination_scale: Annotated[
        float,
        Unit("share"),
        Bounds(0.001, 1),
        Meaning("logit scale of a broker's choice of destination against the price"),
    ]
    demand_intercept: Annotated[
        float,
        Unit("unit/season"),
        Bounds(0, 1_000_000),
        Meaning("explicit: harvest that the market takes at a price of zero, a of q = a - b p"),
    ]
    demand_slope: Annotated[
        float,
        Unit("unit/season per RMB/unit"),
        Bounds(0.000001, 1_000_000),
        Meaning("explicit: harvest that it takes less when the price rises by 1, b of q = a - b p"),
    ]
