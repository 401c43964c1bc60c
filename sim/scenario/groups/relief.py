"""Targeted relief: its budget, what that buys, and how people are taken for poor."""

from enum import IntEnum
from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class ReliefChoice(IntEnum):
    """How people are put on the register of the poor."""

    BY_DATA = 0
    BY_QUOTA = 1
    AT_RANDOM = 2


class Relief(NamedTuple):
    """Targeted relief: its budget, what that buys, and how people are taken for poor."""

    choice: Annotated[
        ReliefChoice,
        Meaning(
            "who is taken for poor: by data (villages' records, offices' and land together), by"
            " quota (an equal share in each province, by villages' records) or at random"
        ),
    ]
    budget: Annotated[
        float,
        Unit("RMB/year"),
        Bounds(0, 100_000),
        Meaning("budget a head of all rural people of the provinces that it is for"),
    ]
    training: Annotated[
        float, Unit("RMB"), Bounds(0, 1_000_000), Meaning("course of a household of usual size")
    ]
    training_yield: Annotated[
        float, Unit("share"), Bounds(0, 10), Meaning("by which trained households harvest more")
    ]
    training_skill: Annotated[
        float,
        Unit("share"),
        Bounds(0, 10),
        Meaning("by which trained households draw more attention online, and learn it with less"),
    ]
    connection: Annotated[
        float,
        Unit("RMB"),
        Bounds(0, 1_000_000),
        Meaning("connecting a household that grows what travels by parcel, if farmers sell online"),
    ]
    freight_share: Annotated[
        float, Unit("share"), Bounds(0, 1), Meaning("of a beneficiary's haulage that is paid back")
    ]
    freight_ceiling: Annotated[
        float,
        Unit("RMB/year"),
        Bounds(0, 1_000_000),
        Meaning("most that a household of usual size gets back, in its first year; set aside"),
    ]
    record_noise: Annotated[
        float,
        Unit("1"),
        Bounds(0, 5),
        Meaning("standard deviation of the log error of an income that a village has on record"),
    ]
    record_missing: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("households whose income their village has not on record"),
    ]
    data_noise: Annotated[
        float,
        Unit("1"),
        Bounds(0, 5),
        Meaning("standard deviation of the log error of an income that offices' data tell"),
    ]
    data_missing: Annotated[
        float, Unit("share"), Bounds(0, 1), Meaning("households that no office has data on")
    ]
