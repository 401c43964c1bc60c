"""What befalls the country for some days, each on a mechanism of the model."""

from datetime import date
from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Shock(NamedTuple):
    """How hard, from when to when, and where a shock strikes."""

    size: float  # 0: not at all
    start: date  # first day
    end: date  # last day
    where: tuple[str, ...]  # provinces


class Shocks(NamedTuple):
    """What befalls the country for some days, each on a mechanism of the model."""

    crop_yield: Annotated[
        Shock,
        Unit("share"),
        Bounds(0, 1),
        Meaning("of every harvest in these provinces that fails"),
    ]
    fuel_price: Annotated[
        Shock,
        Unit("share"),
        Bounds(-0.9, 10),
        Meaning("by which fuel is dearer; half of a lane's is bought at each of its ends"),
    ]
    lane_closure: Annotated[
        Shock,
        Unit("share"),
        Bounds(0, 1),
        Meaning("of the lanes between these provinces and others over which nothing is ordered"),
    ]
    demand_surge: Annotated[
        Shock,
        Unit("share"),
        Bounds(-0.9, 10),
        Meaning("by which people and firms of these provinces want more, in shops and online"),
    ]
    platform_outage: Annotated[
        Shock,
        Unit("share"),
        Bounds(0, 1),
        Meaning("of online and of direct orders from these provinces that fail"),
    ]
    fee_rise: Annotated[
        Shock,
        Unit("share"),
        Bounds(-0.5, 0.5),
        Meaning("of sales that the platform takes on top from merchants of these provinces"),
    ]
    supplier_failure: Annotated[
        Shock,
        Unit("share"),
        Bounds(0, 1),
        Meaning(
            "of the manufacturers in these provinces (explicit: of the sources) that ship nothing"
        ),
    ]
