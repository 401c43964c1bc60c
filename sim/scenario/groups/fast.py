"""What fast replenishment gives a shop."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Fast(NamedTuple):
    """What fast replenishment gives a shop."""

    lead_time_days: Annotated[
        int, Unit("day"), Bounds(1, 60), Meaning("lead time to a shop, lane days included")
    ]
    review_period_days: Annotated[
        int, Unit("day"), Bounds(1, 60), Meaning("days between a shop's ordering evenings")
    ]
    lot_cases: Annotated[
        float,
        Unit("case"),
        Bounds(0, 10),
        Meaning("a shop's order multiple in cases (0: single units)"),
    ]
