"""Targeted relief: its budget, what that buys, and what county offices know."""

from enum import IntEnum
from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class ReliefChoice(IntEnum):
    """How beneficiaries are chosen among the registered poor."""

    BY_DATA = 0
    BY_QUOTA = 1
    AT_RANDOM = 2


class Relief(NamedTuple):
    """Targeted relief: its budget, what that buys, and what county offices know."""

    choice: Annotated[
        ReliefChoice,
        Meaning(
            "who is helped among the registered poor: by predicted need and response, an equal"
            " share in each province, or at random"
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
        Meaning("standard deviation of the log error of a recorded income"),
    ]
    record_missing: Annotated[
        float, Unit("share"), Bounds(0, 1), Meaning("households whose income is not on record")
    ]
