"""What moving goods costs, and how long it takes."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, MaxLength, Meaning, Unit


class Freight(NamedTuple):
    """What moving goods costs, and how long it takes."""

    per_kg_km: Annotated[
        float, Unit("RMB/kg/1000 km"), Bounds(0, 100), Meaning("bulk road freight")
    ]
    per_kg: Annotated[float, Unit("RMB/kg"), Bounds(0, 100), Meaning("loading and unloading")]
    loss: Annotated[
        tuple[float, ...],
        Unit("share"),
        Bounds(0, 0.99),
        MaxLength(31),
        Meaning(
            "explicit: of the goods shipped to the shops of the first, second, ... province, lost "
            "on the way; shops stand province by province in equal parts (empty: one, nothing lost)"
        ),
    ]
    small_load_factor: Annotated[
        float,
        Unit("1"),
        Bounds(1, 20),
        Meaning(
            "freight per kg of a part load, against a full truck: direct orders travel so from the "
            "platform's warehouse or, without one, all the way"
        ),
    ]
    km_per_day: Annotated[
        float, Unit("km/day"), Bounds(10, 5000), Meaning("road that a truck covers in a day")
    ]
    handling_days: Annotated[
        float, Unit("day"), Bounds(0, 10), Meaning("days spent at the two ends of a lane")
    ]
    detour: Annotated[float, Unit("1"), Bounds(1, 3), Meaning("road over great-circle distance")]
    fuel_share: Annotated[
        float, Unit("share"), Bounds(0, 1), Meaning("of freight that grows with distance, for fuel")
    ]
    within_km: Annotated[
        float,
        Unit("1"),
        Bounds(0, 5),
        Meaning("distance inside a province over the root of its land area"),
    ]
