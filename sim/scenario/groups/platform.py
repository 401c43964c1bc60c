"""How shops join the platform that the historical levers belong to."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Platform(NamedTuple):
    """How shops join the platform that the historical levers belong to."""

    innovation: Annotated[
        float,
        Unit("1/month"),
        Bounds(0, 1),
        Meaning("chance that a shop joins because it is recruited (p of Bass)"),
    ]
    imitation: Annotated[
        float,
        Unit("1/month"),
        Bounds(0, 1),
        Meaning("chance that a shop joins when all others of its province have (q of Bass)"),
    ]
    gain_response: Annotated[
        float,
        Unit("1"),
        Bounds(0, 1000),
        Meaning("how much higher that chance is, for a gain as large as the shop's sales"),
    ]
