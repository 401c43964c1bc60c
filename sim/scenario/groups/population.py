"""Who exists, and how many supply whom."""

from enum import IntEnum
from typing import Annotated, NamedTuple

from sim.scenario.declaration import PROVINCE_NAMES, Bounds, Meaning, Unit


class PopulationKind(IntEnum):
    """Where the population comes from."""

    PROVINCES = 0
    EXPLICIT = 1


class Population(NamedTuple):
    """Who exists, and how many supply whom."""

    kind: Annotated[
        PopulationKind, Meaning("real provinces in miniature, or a population given outright")
    ]
    provinces: Annotated[
        tuple[str, ...],
        PROVINCE_NAMES,
        Unit("names"),
        Meaning("provinces that exist: `all`, or a list of names"),
    ]
    shops: Annotated[
        float,
        Unit("shops"),
        Bounds(0, 10_000_000),
        Meaning("real shops in the country; explicit: shops that exist"),
    ]
    packaged_shelves: Annotated[
        int, Unit("shelves"), Bounds(1, 84), Meaning("packaged goods that a shop carries")
    ]
    produce_shelves: Annotated[
        int, Unit("shelves"), Bounds(0, 10), Meaning("kinds of produce that a shop carries")
    ]
    shops_per_neighbourhood: Annotated[
        int, Unit("shops"), Bounds(1, 64), Meaning("shops that a customer can walk between")
    ]
    shops_per_wholesaler: Annotated[
        float,
        Unit("shops"),
        Bounds(1, 100_000),
        Meaning("shops served by one wholesaler of tier 1"),
    ]
    wholesalers_per_higher: Annotated[
        float,
        Unit("firms"),
        Bounds(1, 100),
        Meaning("middlemen of a tier served by one of the next tier"),
    ]
    tiers_coastal: Annotated[
        int, Unit("tiers"), Bounds(1, 4), Meaning("tiers of middlemen in a coastal province")
    ]
    tiers_inland: Annotated[
        int, Unit("tiers"), Bounds(1, 4), Meaning("tiers of middlemen in an inland province")
    ]
    tiers_remote: Annotated[
        int,
        Unit("tiers"),
        Bounds(1, 4),
        Meaning("tiers of middlemen in an inland province with few expressways for its area"),
    ]
    remote_expressway_density: Annotated[
        float,
        Unit("km/1000 km2"),
        Bounds(0, 1000),
        Meaning("expressways for its area below which an inland province counts as remote"),
    ]
    household_persons: Annotated[
        float, Unit("persons"), Bounds(1, 10), Meaning("people in a household")
    ]
    farmers_per_broker_fruit: Annotated[
        float,
        Unit("farmers"),
        Bounds(1, 1000),
        Meaning("farmers per broker where produce is fruit"),
    ]
    farmers_per_broker_other: Annotated[
        float, Unit("farmers"), Bounds(1, 5000), Meaning("farmers per broker of other produce")
    ]
    land_skew: Annotated[
        float,
        Unit("1"),
        Bounds(0, 3),
        Meaning("standard deviation of the log of a household's land"),
    ]
    minimum_shops: Annotated[
        int, Unit("shops"), Bounds(1, 100), Meaning("fewest shops in a province")
    ]
    minimum_farmers: Annotated[
        int, Unit("farmers"), Bounds(1, 10_000), Meaning("fewest farmers in a province")
    ]
    minimum_growers: Annotated[
        int,
        Unit("farmers"),
        Bounds(1, 10_000),
        Meaning("fewest growers of a product that a province's farmers are known for"),
    ]
    farmers: Annotated[
        int,
        Unit("farmers"),
        Bounds(0, 1_000_000),
        Meaning("explicit: farmers who bring the harvest of each season to one market"),
    ]
    brokers: Annotated[
        int,
        Unit("brokers"),
        Bounds(0, 1_000_000),
        Meaning("explicit: brokers to whom farmers may sell, at a market whose price stands still"),
    ]
    levels: Annotated[
        int,
        Unit("levels"),
        Bounds(1, 6),
        Meaning("explicit: stocking levels from the shop to the last firm that holds stock"),
    ]
    goods: Annotated[
        int,
        Unit("goods"),
        Bounds(1, 100),
        Meaning("explicit: goods that a shop carries, each on a shelf with luck of its own"),
    ]
    shops_per_supplier: Annotated[
        int,
        Unit("shops"),
        Bounds(1, 1_000_000),
        Meaning("explicit: shops served by one firm of level 1 (higher levels: one to one)"),
    ]
    makers_food: Annotated[
        float, Unit("firms"), Bounds(1, 1_000_000), Meaning("real manufacturers of food and drinks")
    ]
    makers_other: Annotated[
        float,
        Unit("firms"),
        Bounds(1, 1_000_000),
        Meaning("real manufacturers of the other packaged goods: paper, household, personal care"),
    ]
    provinces_per_maker: Annotated[
        int,
        Unit("provinces"),
        Bounds(1, 31),
        Meaning("provinces to one manufacturer of a category, at most; who is too many is smaller"),
    ]
    produce_minimum_life_days: Annotated[
        int,
        Unit("day"),
        Bounds(3, 3650),  # a farmer's lot leaves the platform two days before it is old
        Meaning("shortest shelf life of produce that a shop takes"),
    ]
