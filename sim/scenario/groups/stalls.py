"""Farmers who sell online: what buyers think of it, what it costs, and who begins."""

from enum import IntEnum
from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Promotion(IntEnum):
    """Whether the platform promotes farmers' produce by AI and VR."""

    OFF = 0
    ON = 1


class Stalls(NamedTuple):
    """Farmers who sell online: what buyers think of it, what it costs, and who begins."""

    taste: Annotated[
        float,
        Unit("1"),
        Bounds(-10, 10),
        Meaning(
            "log odds of farmers' produce against merchants' food, if all growers of one province"
            " offered it at the shops' price"
        ),
    ]
    niche: Annotated[
        float,
        Unit("share"),
        Bounds(0.0001, 1),
        Meaning(
            "part of a province's growers up to which buyers are in proportion to stalls; more"
            " stalls draw more of them by online.variety_weight"
        ),
    ]
    promotion: Annotated[
        Promotion, Meaning("whether the platform promotes farmers' stalls by AI and VR")
    ]
    promotion_pull: Annotated[
        float,
        Unit("1"),
        Bounds(0, 5),
        Meaning("log attention that such promotion adds to a farmer's stall"),
    ]
    order_value: Annotated[
        float,
        Unit("RMB/order"),
        Bounds(1, 10_000),
        Meaning("about what an order of produce would cost in a shop"),
    ]
    parcel_kg: Annotated[
        int, Unit("kg"), Bounds(1, 1000), Meaning("most that a parcel of produce holds")
    ]
    minimum_life_days: Annotated[
        int, Unit("day"), Bounds(3, 365), Meaning("shelf life of what can travel by parcel")
    ]
    price_speed: Annotated[
        float,
        Unit("1/month"),
        Bounds(0, 1),
        Meaning("part of the way to the price that clears the month's supply"),
    ]
    price_ceiling: Annotated[
        float,
        Unit("share"),
        Bounds(0.01, 10),
        Meaning("highest price online, of that in the shops at the opening"),
    ]
    packing: Annotated[
        float,
        Unit("RMB/order"),
        Bounds(0, 1000),
        Meaning("work and box of a parcel, at the nation's mean rural income"),
    ]
    fixed_cost: Annotated[
        float,
        Unit("RMB/month"),
        Bounds(0, 100_000),
        Meaning("connection, pictures and answers to customers, at the nation's mean rural income"),
    ]
    learning_cost: Annotated[
        float,
        Unit("RMB"),
        Bounds(0, 1_000_000),
        Meaning("course and equipment of a household of mean skill; less for a skilled one"),
    ]
    payback_months: Annotated[
        float,
        Unit("month"),
        Bounds(1, 240),
        Meaning("in which the cost of learning has to be back"),
    ]
    skill_spread: Annotated[
        float, Unit("1"), Bounds(0, 3), Meaning("standard deviation of the log of skill")
    ]
    years_before: Annotated[
        float,
        Unit("year"),
        Bounds(0, 30),
        Meaning("since when farm households could sell online, on the lever's day; historical"),
    ]
    innovation: Annotated[
        float,
        Unit("1/month"),
        Bounds(0, 1),
        Meaning("chance that a household begins by itself, where it hopes to gain (p of Bass)"),
    ]
    imitation: Annotated[
        float,
        Unit("1/month"),
        Bounds(0, 1),
        Meaning("the same when all others of its province whom it pays are online (q of Bass)"),
    ]
    gain_response: Annotated[
        float,
        Unit("1"),
        Bounds(0, 1000),
        Meaning("how much higher that chance is, for a gain as large as the household's income"),
    ]
    trust: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("weight of what neighbours gain online in what a household hopes for"),
    ]
    memory_months: Annotated[
        int,
        Unit("month"),
        Bounds(1, 120),
        Meaning(
            "that a seller looks back on, and stays at least; it leaves if they brought nothing;"
            " and that would-be sellers hear of"
        ),
    ]
    news_worth: Annotated[
        float,
        Unit("day"),
        Bounds(0.1, 100_000),
        Meaning(
            "days of neighbours' stalls with the same produce that weigh as much as what a would-be"
            " seller hears of other provinces; and those as much as all other produce"
        ),
    ]
