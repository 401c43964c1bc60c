"""Goods at their keepers, a named column each: on shelves, by age, ordered, on the way."""

from typing import Annotated, NamedTuple

from sim.engine.tables.columns import Column, Count, Flag, Place, Real, Sum, Total

AMPLE = 2**31 - 1  # a capacity that is more than anybody asks for
BLOCK = 256  # shelves of which `moving` says whether anything is on the way to them


def blocks(shelves: int) -> int:
    """Number of blocks of so many shelves."""
    return -(-shelves // BLOCK)


class Shelves(NamedTuple):
    """One product at one keeper of stock."""

    keeper: Annotated[Count, Column("", "row of the keeper")]
    product: Annotated[Count, Column("", "row of the product")]
    batch: Annotated[Count, Column("", "row of its stock by age, or -1 where goods keep")]
    hands: Annotated[Count, Column("", "keepers until customers have its goods, its own included")]
    next_product: Annotated[Count, Column("", "product that takes over once empty, or -1")]
    listed: Annotated[Flag, Column("", "1 from the first arrival of its product on")]
    stock: Annotated[Count, Column("grain", "on hand")]
    on_order: Annotated[Count, Column("grain", "ordered and not arrived")]
    ordered: Annotated[Count, Column("grain", "tonight's order")]
    backlog: Annotated[Count, Column("grain", "owed to customers from earlier days")]
    due: Annotated[Count, Column("grain", "orders of customers that fall due tonight")]
    capacity: Annotated[Total, Column("grain/day", "most that it ships in an evening")]
    waiting: Annotated[Count, Column("grain", "customers who come back tomorrow")]
    demanded: Annotated[Count, Column("grain", "asked for today, first choice")]
    unserved: Annotated[Count, Column("grain", "of it not served at once")]
    sold_out: Annotated[Flag, Column("", "1 where the last unit was sold today or before")]
    sold: Annotated[Count, Column("grain", "sold today; upstream: shipped tonight")]
    log_mean: Annotated[Real, Column("1", "log of mean demand a day, before the day's factor")]
    safety: Annotated[Real, Column("grain", "by profit: held above the demand that it covers")]
    let_down: Annotated[Flag, Column("", "1 where its supplier cut its last order")]
    taste: Annotated[Real, Column("1", "log of what the shop's customers like it more than others")]
    forecast: Annotated[Real, Column("grain/day", "expected demand")]
    own_estimate: Annotated[
        Real, Column("grain/day", "with analytics: what its own customers say, apart from others'")
    ]
    variance: Annotated[Real, Column("grain2/day2", "of the forecast error of a day")]
    price: Annotated[Real, Column("money/grain", "posted selling price")]
    service: Annotated[Real, Column("share", "of what falls due, shipped at once; smoothed")]
    markup: Annotated[Real, Column("share", "usual markup over landed cost")]
    elasticity: Annotated[
        Real, Column("1", "of its customers to its price, as the owner sees it, without sign")
    ]
    opening_cost: Annotated[Real, Column("money/grain", "landed cost at the opening")]
    unit_cost: Annotated[
        Real, Column("money/grain", "what a grain of the last shipment costs; of brokers, in store")
    ]
    arriving: Annotated[Count, Column("grain", "on the way, by day of arrival (ring, shelf)")]
    moving: Annotated[Flag, Column("", "1 where some of a block may be on the way (ring, block)")]


class Terms(NamedTuple):
    """How a shelf is supplied; same rows as Shelves."""

    supplier: Annotated[Count, Column("", "row of the shelf that fills its orders, or -1")]
    origin: Annotated[Place, Column("", "province that its goods leave from, or -1")]
    direct: Annotated[Flag, Column("", "1 where it orders from the producer")]
    lead: Annotated[Count, Column("day", "days from shipping to sale")]
    lead_spread: Annotated[Count, Column("day", "most days that chance adds to the lead time")]
    lot: Annotated[Count, Column("grain", "order multiple")]
    moq: Annotated[Count, Column("grain", "smallest order")]
    review: Annotated[Count, Column("day", "days between two orders")]
    freight: Annotated[Real, Column("money/grain", "paid by the buyer on what is shipped")]
    drop: Annotated[Real, Column("money/delivery", "charge of the delivery that brings it")]
    drop_share: Annotated[
        Real, Column("share", "of its price, what deliveries are expected to add to it")
    ]
    transit_loss: Annotated[Real, Column("share", "lost on the way")]
    barred: Annotated[Flag, Column("", "1 where a shock keeps tonight's order from its supplier")]


class Totals(NamedTuple):
    """What happened on a shelf since counting began; same rows as Shelves."""

    days: Annotated[Count, Column("day", "days listed")]
    empty: Annotated[Count, Column("day", "closings with an empty shelf")]
    let_down: Annotated[
        Count, Column("day", "closings with an empty shelf, after its supplier cut its last order")
    ]
    short: Annotated[Count, Column("day", "days on which new demand was not all served at once")]
    owing: Annotated[Count, Column("day", "closings with a backlog")]
    demanded: Annotated[Total, Column("grain", "asked for, first choice; upstream: fallen due")]
    served: Annotated[Total, Column("grain", "of it served at once")]
    sold: Annotated[Total, Column("grain", "sold or shipped")]
    lost: Annotated[Total, Column("grain", "customers who left with nothing")]
    received: Annotated[Total, Column("grain", "arrived fit for sale")]
    spoiled: Annotated[Total, Column("grain", "written off on the shelf")]
    stock_days: Annotated[Total, Column("grain day", "stock summed over closings")]
    backlog_days: Annotated[Total, Column("grain day", "backlog summed over closings")]


class Batches(NamedTuple):
    """Stock by last day of sale, of the shelves whose goods age."""

    shelf: Annotated[Count, Column("", "row of the shelf")]
    shelf_life: Annotated[Count, Column("day", "selling days, the day of arrival being the first")]
    fresh_days: Annotated[Count, Column("day", "selling days left of the last delivery")]
    youngest_first: Annotated[Flag, Column("", "1 where the youngest units leave first")]
    first: Annotated[Count, Column("", "first entry of its ring of days in `left` (rows + 1)")]
    left: Annotated[Count, Column("grain", "by last day of sale (all rings)")]
    arriving_last_day: Annotated[Count, Column("day", "last day of what arrives (ring, row)")]
    shipped_last_day: Annotated[Count, Column("day", "mean last day of what leaves tonight")]


class Estimates(NamedTuple):
    """What a textbook's keepers believe of their demand; same rows as Shelves, or none."""

    mean: Annotated[Sum, Column("grain/day", "of demand")]
    variance: Annotated[Sum, Column("grain2/day2", "of a day's demand")]
    consumers: Annotated[Total, Column("grain", "asked for today in all shops that it serves")]
    seen: Annotated[Count, Column("grain", "demand of the last days (row, ring)")]


class Book(NamedTuple):
    """Orders that are in the mail, due tonight or owed: one line an order, oldest first."""

    lines: Annotated[Total, Column("", "lines in use (one entry)")]
    shelf: Annotated[Count, Column("", "shelf that ordered")]
    supplier: Annotated[Count, Column("", "shelf that was asked")]
    due_day: Annotated[Count, Column("day", "evening on which the supplier sees it")]
    open: Annotated[Count, Column("grain", "not shipped yet")]
    leaving: Annotated[Count, Column("grain", "shipped tonight")]
