"""Terms of an order to a producer through the platform."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Direct(NamedTuple):
    """Terms of an order to a producer through the platform."""

    moq_cases: Annotated[float, Unit("case"), Bounds(0, 1000), Meaning("smallest direct order")]
    platform_fee: Annotated[
        float, Unit("share"), Bounds(0, 1), Meaning("platform's fee on the producer's price")
    ]
    review_days: Annotated[
        int,
        Unit("day"),
        Bounds(1, 60),
        Meaning("days between a shop's comparisons of its suppliers"),
    ]
    minimum_service: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("share of recent orders filled below which a shop does not order from a producer"),
    ]
    service_smoothing: Annotated[
        float,
        Unit("1"),
        Bounds(0.001, 1),
        Meaning("weight of a supplier's last evening in its fill rate as buyers see it"),
    ]
