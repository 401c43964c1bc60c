"""The platform's pooled estimate of demand."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Analytics(NamedTuple):
    """The platform's pooled estimate of demand."""

    smoothing: Annotated[
        float, Unit("1/day"), Bounds(0.001, 1), Meaning("weight of today in the pooled estimate")
    ]
    posting_delay_days: Annotated[
        int,
        Unit("day"),
        Bounds(0, 1),
        Meaning("evenings between the sales and the posting of the estimate that holds them"),
    ]
    estimates: Annotated[
        int,
        Unit("1"),
        Bounds(0, 1),
        Meaning(
            "whether members order by the pooled estimate, weighed against their own (1), or not"
        ),
    ]
    reminders: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("shelves that a member is reminded of, among those that it would forget to order"),
    ]
    assortment: Annotated[
        int,
        Unit("1"),
        Bounds(0, 1),
        Meaning("whether members see what sells in their province when they choose what to carry"),
    ]
    size_smoothing: Annotated[
        float,
        Unit("1/day"),
        Bounds(0.001, 1),
        Meaning("weight of today in a shop's size against the platform's mean shop"),
    ]
