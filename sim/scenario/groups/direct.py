"""Terms of an order to a producer through the platform."""

from enum import IntEnum
from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Warehouse(IntEnum):
    """Where the platform gathers what a shop has ordered."""

    NONE = 0
    PROVINCE = 1


class Direct(NamedTuple):
    """Terms of an order to a producer through the platform."""

    warehouse: Annotated[
        Warehouse,
        Meaning(
            "whether all that a shop orders directly of an evening comes from a warehouse of its "
            "province, to which goods travel in full loads, or each maker's goods by themselves"
        ),
    ]
    drop_charge: Annotated[
        float,
        Unit("RMB/delivery"),
        Bounds(0, 1000),
        Meaning(
            "charge of a direct delivery, besides weight and way: a stop of the van; where there "
            "is no warehouse a mean parcel, others according to their way"
        ),
    ]
    minimum_order: Annotated[
        float,
        Unit("RMB"),
        Bounds(0, 1_000_000),
        Meaning("smallest direct order, of all that travels together, at the producers' prices"),
    ]
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
