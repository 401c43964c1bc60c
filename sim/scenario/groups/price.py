"""How prices are made."""

from enum import IntEnum
from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, ByLevel, Meaning, Unit


class GoodsPricing(IntEnum):
    """Pricing rule of packaged goods."""

    COST_PLUS = 0
    ADAPTIVE_MARKUP = 1
    SUCCESSIVE_MONOPOLY = 2


class ProducePricing(IntEnum):
    """Pricing rule of produce."""

    COST_PLUS = 0
    ADAPTIVE_MARKUP = 1
    BARGAINING = 2
    SUCCESSIVE_MONOPOLY = 3


class Price(NamedTuple):
    """How prices are made."""

    goods: Annotated[GoodsPricing, Meaning("pricing rule of packaged goods")]
    produce: Annotated[ProducePricing, Meaning("pricing rule of produce")]
    producer_cost: Annotated[
        float,
        Unit("RMB/unit"),
        Bounds(0, 1_000_000),
        Meaning("explicit: price at which the last level gets a unit"),
    ]
    markup: Annotated[
        ByLevel[float],
        Unit("share"),
        Bounds(0, 10),
        Meaning("explicit: markup of a level over its landed cost"),
    ]
    middlemen_markup_total: Annotated[
        float,
        Unit("share"),
        Bounds(0, 2),
        Meaning("markup of all tiers together over the producer's price"),
    ]
    produce_markup: Annotated[
        float,
        Unit("share"),
        Bounds(0, 2),
        Meaning("markup of a wholesaler of produce over what a broker and the way cost it"),
    ]
    manufacturer_markup: Annotated[
        float,
        Unit("share"),
        Bounds(0, 2),
        Meaning("producer's price over its materials and labour"),
    ]
    markup_response: Annotated[
        float,
        Unit("1"),
        Bounds(0, 5),
        Meaning("adaptive_markup: elasticity of the markup to volume against its slow average"),
    ]
    markup_floor: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("adaptive_markup: lowest markup as a share of the usual one"),
    ]
    markup_smoothing: Annotated[
        float,
        Unit("1/day"),
        Bounds(0.0001, 1),
        Meaning("weight of today in the volume that moves the markup"),
    ]
    reference_smoothing: Annotated[
        float,
        Unit("1/day"),
        Bounds(0.0001, 1),
        Meaning("weight of today in the slow average of volume"),
    ]
    farmer_power: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("bargaining: the farmer's Nash bargaining power"),
    ]
    broker_markup: Annotated[
        float,
        Unit("share"),
        Bounds(0, 2),
        Meaning("markup of a broker of produce over the farm-gate price"),
    ]
    loss_in_cost: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("part of the goods lost on the way that a buyer counts in the cost of the others"),
    ]
    choke_elasticity: Annotated[
        float,
        Unit("1"),
        Bounds(0.1, 10),
        Meaning("successive_monopoly: elasticity of linear demand at the base price, without sign"),
    ]
