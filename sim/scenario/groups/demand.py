"""What customers want, and what they do when it is not there."""

from enum import IntEnum
from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, MaxLength, Meaning, Unit


class DemandLaw(IntEnum):
    """Law of a day's demand at a shelf."""

    NEGATIVE_BINOMIAL = 0
    POISSON = 1
    STEP = 2
    SERIES = 3
    LINEAR = 4
    NORMAL = 5
    CHANCES = 6
    UNIFORM = 7
    LOGNORMAL = 8


class Demand(NamedTuple):
    """What customers want, and what they do when it is not there."""

    law: Annotated[DemandLaw, Meaning("law of a day's demand at a shelf")]
    variance_to_mean: Annotated[
        float,
        Unit("1"),
        Bounds(1, 10),
        Meaning("negative_binomial: variance of a day's demand over its mean"),
    ]
    mean: Annotated[
        float,
        Unit("unit/day"),
        Bounds(0.001, 1_000_000),
        Meaning("explicit: mean demand of a shelf; step: until step_day"),
    ]
    sd: Annotated[
        float,
        Unit("unit/day"),
        Bounds(0, 1_000_000),
        Meaning(
            "normal, lognormal: standard deviation of a day's demand, which is rounded to the grain"
        ),
    ]
    autocorrelation: Annotated[
        float,
        Unit("1"),
        Bounds(-0.99, 0.99),
        Meaning("normal: correlation of a day's demand with that of the day before, rho of AR(1)"),
    ]
    chances: Annotated[
        tuple[float, ...],
        Unit("1"),
        Bounds(0, 1),
        MaxLength(4_000),
        Meaning("chances: of 0, 1, 2, ... units a day"),
    ]
    lowest: Annotated[
        float,
        Unit("unit/day"),
        Bounds(0, 1_000_000),
        Meaning("uniform: least demand of a day; every grain from it to the highest is as likely"),
    ]
    highest: Annotated[
        float, Unit("unit/day"), Bounds(0, 1_000_000), Meaning("uniform: most demand of a day")
    ]
    step_mean: Annotated[
        float,
        Unit("unit/day"),
        Bounds(0, 1_000_000),
        Meaning("step: mean demand of a shelf from step_day on (where it is not set: mean)"),
    ]
    step_day: Annotated[
        int,
        Unit("day"),
        Bounds(1, 1_000_000),
        Meaning("step: first day of the second mean (1 is the first day after the warm-up)"),
    ]
    series: Annotated[
        tuple[float, ...],
        Unit("unit/day"),
        Bounds(0, 1_000_000_000),
        MaxLength(4_000),
        Meaning("series: demand of each day, repeated when it ends"),
    ]
    intercept: Annotated[
        float,
        Unit("unit/day"),
        Bounds(0, 1_000_000),
        Meaning("linear: demand of a shelf at a price of zero, a of q = a - b p"),
    ]
    slope: Annotated[
        float,
        Unit("unit/day per RMB/unit"),
        Bounds(0.000001, 1_000_000),
        Meaning("linear: demand that a shelf loses when its price rises by 1, b of q = a - b p"),
    ]
    units_per_shop: Annotated[
        float,
        Unit("unit/day"),
        Bounds(1, 10_000),
        Meaning("packaged units a day of a nationally average shop on its opening assortment"),
    ]
    produce_per_shop: Annotated[
        float,
        Unit("kg/day"),
        Bounds(0, 10_000),
        Meaning("kilograms of produce a day of a nationally average shop"),
    ]
    shop_taste_sd: Annotated[
        float,
        Unit("1"),
        Bounds(0, 3),
        Meaning("standard deviation of the log of what a shop's customers like a product more"),
    ]
    product_elasticity: Annotated[
        float,
        Unit("1"),
        Bounds(0.1, 30),
        Meaning("elasticity between the products of a category in a shop, without sign"),
    ]
    variety_growth: Annotated[
        float,
        Unit("1"),
        Bounds(0, 1),
        Meaning("elasticity of demand for a category to the variety that a neighbourhood carries"),
    ]
    other_shop: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("unserved customers who try another shop nearby"),
    ]
    other_product: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("unserved customers who take another product of the shop"),
    ]
    wait: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("unserved customers who come back for it (the rest are lost)"),
    ]
    drift_sd: Annotated[
        float,
        Unit("1"),
        Bounds(0, 3),
        Meaning("stationary standard deviation of a product's log popularity in a province"),
    ]
    drift_half_life_days: Annotated[
        float,
        Unit("day"),
        Bounds(1, 10_000),
        Meaning("days in which half of a popularity shock is forgotten"),
    ]
    income_growth: Annotated[
        float,
        Unit("share/year"),
        Bounds(-0.2, 0.5),
        Meaning("growth of nominal consumption per head that takes 2017 back to 2016"),
    ]
    notice_days: Annotated[
        int,
        Unit("day"),
        Bounds(1, 60),
        Meaning("days after which a shop's customers have noticed a change of price or fashion"),
    ]
