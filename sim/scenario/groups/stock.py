"""How stock is kept, one set of rules for shops and firms."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, ByLevel, MaxLength, Meaning, Unit
from sim.scenario.groups.stock_choices import (
    DemandSignal,
    ForecastMethod,
    Issue,
    LevelRule,
    Policy,
    Returns,
    Unfilled,
)

LevelDays = Annotated[ByLevel[int], Unit("day")]
LevelUnits = Annotated[ByLevel[int], Unit("unit")]
LevelStock = Annotated[ByLevel[float], Unit("unit"), Bounds(0, 1_000_000_000)]
LevelTarget = Annotated[ByLevel[float], Unit("unit"), Bounds(-1_000_000, 1_000_000_000)]
LevelOrderCost = Annotated[ByLevel[float], Unit("RMB/order"), Bounds(0, 1_000_000_000)]
LevelLossCost = Annotated[ByLevel[float], Unit("RMB/unit"), Bounds(0, 1_000_000)]
LevelCost = Annotated[ByLevel[float], Unit("RMB/unit/day"), Bounds(0, 10_000)]
Days = Annotated[int, Unit("day")]


class Stock(NamedTuple):
    """How stock is kept, one set of rules for shops and firms."""

    policy: Annotated[ByLevel[Policy], Meaning("stock policy")]
    level_rule: Annotated[
        ByLevel[LevelRule],
        Meaning("where order-up-to level and reorder point come from (profit: shops alone)"),
    ]
    order_up_to: Annotated[LevelTarget, Meaning("given: order-up-to level (S)")]
    reorder_point: Annotated[
        LevelTarget, Meaning("given: reorder point (r of reorder_point, s of min_max)")
    ]
    safety_factor: Annotated[
        ByLevel[float],
        Unit("1"),
        Bounds(-4, 6),
        Meaning("forecast: standard deviations of demand held as safety stock"),
    ]
    service_target: Annotated[
        ByLevel[float],
        Unit("share"),
        Bounds(0.001, 0.999999),
        Meaning("target: cycle service level, the normal quantile of which is the safety factor"),
    ]
    room_price: Annotated[
        float,
        Unit("RMB/case/day"),
        Bounds(0, 1_000_000),
        Meaning(
            "profit: rent of room for a case; a shop begins with as much as earns it "
            "(explicit: always has as much)"
        ),
    ]
    room_half_life_days: Annotated[
        float,
        Unit("day"),
        Bounds(30, 1_000_000),
        Meaning(
            "profit, provinces: days after which half of the room that an owner looks for is "
            "found, or of that which does not earn its rent given up"
        ),
    ]
    level_review_days: Annotated[
        Days, Bounds(1, 365), Meaning("profit: days between two reviews of a shop's levels")
    ]
    attention: Annotated[
        float,
        Unit("1"),
        Bounds(0, 1),
        Meaning("chance that a shop's owner looks at a shelf of which nothing sells, an order"),
    ]
    reminding_sales: Annotated[
        float,
        Unit("unit"),
        Bounds(0.01, 1_000_000),
        Meaning("units sold since the last order that bring 63 % of the other shelves to mind"),
    ]
    order_days: Annotated[
        ByLevel[float],
        Unit("day"),
        Bounds(0, 365),
        Meaning("min_max by forecast: S - s in days of demand"),
    ]
    review_period_days: Annotated[
        LevelDays, Bounds(1, 365), Meaning("days between ordering evenings (1 is every evening)")
    ]
    produce_review_days: Annotated[
        Days,
        Bounds(1, 60),
        Meaning(
            "days between a shop's ordering evenings for produce and what soon spoils (firms: 1)"
        ),
    ]
    order_delay_days: Annotated[
        LevelDays,
        Bounds(0, 30),
        Meaning("evenings until an order of this level is seen by its supplier"),
    ]
    lead_time_days: Annotated[
        LevelDays,
        Bounds(1, 1000),
        Meaning(
            "evening of shipping to morning of sale (1: overnight); manufacturer: "
            "production; top tier: lane days are added"
        ),
    ]
    lead_time_spread_days: Annotated[
        LevelDays,
        Bounds(0, 30),
        Meaning("random lead time: up to so many days longer, drawn once an order"),
    ]
    lead_time_chances: Annotated[
        tuple[float, ...],
        Unit("1"),
        Bounds(0, 1),
        MaxLength(31),
        Meaning("chances of 0, 1, 2, ... days longer, up to the spread (empty: all alike)"),
    ]
    lot_cases: Annotated[
        ByLevel[float],
        Unit("case"),
        Bounds(0, 1000),
        Meaning("order multiple in cases of the product (0: single units)"),
    ]
    lot_size: Annotated[
        LevelUnits,
        Bounds(0, 1_000_000),
        Meaning("order multiple in units, in place of lot_cases when above 0"),
    ]
    moq: Annotated[LevelUnits, Bounds(0, 1_000_000), Meaning("smallest order")]
    unfilled: Annotated[
        ByLevel[Unfilled],
        Meaning(
            "what becomes of the part of an order to this level that it can't serve (level "
            "0: customers)"
        ),
    ]
    minimum_facing: Annotated[
        LevelUnits,
        Bounds(0, 1000),
        Meaning("units that a shelf is never planned below, however slow the product"),
    ]
    returns: Annotated[
        ByLevel[Returns],
        Meaning(
            "order_up_to: whether an order of this level may be negative; it cancels what is on "
            "order, then sends goods back"
        ),
    ]
    forecast: Annotated[
        ByLevel[ForecastMethod],
        Meaning("how mean and variance of demand are estimated (explicit: all; else smoothing)"),
    ]
    demand_signal: Annotated[
        ByLevel[DemandSignal],
        Meaning(
            "what the forecast is fed with: sales or shipments; own demand (of a firm: orders due "
            "tonight); the consumers' demand of today; or noticed_sales: sales, where for a shop "
            "that smooths them a day on which the shelf sold out counts as no less than expected"
        ),
    ]
    smoothing: Annotated[
        ByLevel[float],
        Unit("1/day"),
        Bounds(0.001, 1),
        Meaning("exponential_smoothing: weight of today in the forecast of demand"),
    ]
    window_days: Annotated[
        LevelDays,
        Bounds(1, 1000),
        Meaning("moving_average: days that it looks back, or fewer while the run is younger"),
    ]
    pooled_firms: Annotated[
        ByLevel[int],
        Unit("firms"),
        Bounds(1, 100_000),
        Meaning("moving_average: shops or firms of a level that pool what they see"),
    ]
    capacity_per_day: Annotated[
        ByLevel[float],
        Unit("unit/day"),
        Bounds(0, 1_000_000_000_000),
        Meaning("explicit: most that a firm of this level ships in an evening"),
    ]
    source_capacity: Annotated[
        float,
        Unit("unit/day"),
        Bounds(0, 1_000_000_000_000),
        Meaning("explicit: most that the source of a firm of the last level ships in an evening"),
    ]
    spare_capacity: Annotated[
        float,
        Unit("share"),
        Bounds(0, 5),
        Meaning("manufacturer's capacity above its expected demand"),
    ]
    initial: Annotated[LevelStock, Meaning("explicit: opening stock of a shelf or a firm")]
    initial_pipeline: Annotated[
        LevelStock, Meaning("explicit: units in each slot of the mail and of the lane")
    ]
    shelf_life_days: Annotated[
        Days,
        Bounds(0, 3650),
        Meaning("explicit: selling days, the day of arrival the first (0: keeps for ever)"),
    ]
    issue: Annotated[Issue, Meaning("which units are sold and shipped first, of goods that age")]
    ageing_limit_days: Annotated[
        Days,
        Bounds(1, 64),
        Meaning("provinces: goods with a longer shelf life than this do not age in shops"),
    ]
    holding_cost: Annotated[LevelCost, Meaning("cost of a unit in stock at the close of a day")]
    backlog_cost: Annotated[LevelCost, Meaning("cost of a unit owed at the close of a day")]
    order_cost: Annotated[
        LevelOrderCost, Meaning("explicit: cost of an order, whatever its size (negative ones: 0)")
    ]
    lost_sale_cost: Annotated[
        LevelLossCost,
        Meaning("cost of a unit that was asked for and is lost (provinces: as owners reckon)"),
    ]
    salvage_value: Annotated[
        float, Unit("RMB/unit"), Bounds(0, 1_000_000), Meaning("what a spoiled unit still fetches")
    ]
    standing_order_days: Annotated[
        Days,
        Bounds(0, 1000),
        Meaning(
            "explicit: first days of the run, warm-up included, on which everybody orders "
            "its initial_pipeline, whatever its policy and review period"
        ),
    ]
    produce_lead_days: Annotated[
        Days,
        Bounds(1, 60),
        Meaning(
            "evening of shipping to morning of sale for produce, and what soon spoils, on its way "
            "to a shop"
        ),
    ]
    capacity_adjustment: Annotated[
        float,
        Unit("share/month"),
        Bounds(0, 1),
        Meaning("part of the gap between a manufacturer's capacity and orders closed in a month"),
    ]
