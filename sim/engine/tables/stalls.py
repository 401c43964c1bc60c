"""The state of farmers who sell online: a table a kind, a named column each.

A stall is what one household offers of one kind of produce. Where nobody may sell online, there
are neither sellers nor stalls.
"""

from typing import Annotated, NamedTuple

from sim.engine.tables.columns import Column, Count, Flag, Real, Sum, Total


class Sellers(NamedTuple):
    """A farm household that may sell online: it grows what travels by parcel."""

    farmer: Annotated[Count, Column("", "row of the household")]
    first: Annotated[Count, Column("", "its first stall (one entry more than sellers)")]
    skill: Annotated[Real, Column("1", "attention that it draws, against a mean usual household")]
    luck: Annotated[Real, Column("share", "joins once its inclination is above this")]
    remote: Annotated[Real, Column("share", "connected once so many rural people are online")]
    member: Annotated[Flag, Column("", "1 while it sells online")]
    gave_up: Annotated[Flag, Column("", "1 where it has left: it does not come back")]
    inclination: Annotated[
        Sum, Column("share", "chance that a household like it would have joined by now")
    ]
    months: Annotated[Count, Column("month", "online so far")]
    result: Annotated[Sum, Column("money/month", "gained by selling online, of late")]
    earned: Annotated[Total, Column("money", "this month, over what others would have paid")]
    online: Annotated[Total, Column("money", "total of sales online, since counting began")]


class Stalls(NamedTuple):
    """Produce of one kind that a household sells online."""

    seller: Annotated[Count, Column("", "row of the seller")]
    plot: Annotated[Count, Column("", "row of the plot")]
    province: Annotated[Count, Column("", "row of the province")]
    product: Annotated[Count, Column("", "row of the product")]
    days: Annotated[Count, Column("day/year", "on which there is something fresh to offer")]
    year: Annotated[Real, Column("grain/year", "that the household can spare")]
    listed: Annotated[Flag, Column("", "1 where buyers find it, this month")]
    stock: Annotated[Count, Column("grain", "set aside")]
    day: Annotated[Count, Column("day", "of harvest, of the oldest in stock")]
    last: Annotated[Count, Column("grain", "of the last lot, set aside on its evening")]
    last_day: Annotated[Count, Column("day", "of harvest, of that lot")]
    orders: Annotated[Count, Column("order", "of today")]
    open: Annotated[Count, Column("", "rows of the stalls that are listed or have stock left")]
    lines: Annotated[Total, Column("", "of them in use (one entry)")]
    of_plot: Annotated[Count, Column("", "stall of each plot, or -1")]


class Bazaar(NamedTuple):
    """The online market for farmers' produce; (province, product) unless said."""

    order: Annotated[Count, Column("grain/order", "that a parcel holds (product)")]
    usual: Annotated[Sum, Column("money/order", "price in the shops at the opening (product)")]
    appeal: Annotated[Sum, Column("1", "log of its share in what people eat (product)")]
    packing: Annotated[Total, Column("money/order", "work and box (province)")]
    fixed: Annotated[Total, Column("money/month", "being online, of a usual household (province)")]
    learning: Annotated[Total, Column("money", "beginning, of a usual one of skill 1 (province)")]
    income: Annotated[Sum, Column("money/month", "of a usual household at the opening (province)")]
    begun: Annotated[
        Sum, Column("share", "online, of households that are or hope to gain by it (province)")
    ]
    grown: Annotated[Sum, Column("share", "of the nation's output")]
    growers: Annotated[Sum, Column("", "households of usual size that grow it")]
    price: Annotated[Total, Column("money/order", "that farmers ask, without the parcel")]
    other: Annotated[Sum, Column("money/order", "what the same fetches in another channel")]
    worth: Annotated[Sum, Column("money/order", "of it, to who would give some for a sure price")]
    parcel: Annotated[Sum, Column("money/order", "that a mean buyer pays for its parcel")]
    rate: Annotated[Sum, Column("order/day", "of a stall of skill 1 with stock, on a mean day")]
    asked: Annotated[Sum, Column("order", "that stalls with stock got of late")]
    shown: Annotated[Sum, Column("day", "on which they had stock, of late, times their skill")]
    hoped: Annotated[Sum, Column("order/day", "the same, as far as sellers are told")]
    fresh: Annotated[Sum, Column("day", "of late on which a stall had something to sell")]
    drawn: Annotated[Sum, Column("order", "that one of skill 1 would have got on them")]
    left: Annotated[Sum, Column("money", "that these would have left above other channels")]
    to_buyer: Annotated[Sum, Column("1", "cumulated chance (province, product, buyer)")]
    brought: Annotated[Total, Column("grain", "harvested by online households, this month")]
    wanted: Annotated[Sum, Column("grain", "that they expected to sell online out of it")]
    net: Annotated[Total, Column("money", "sales less refunds of today (one)")]
    sold: Annotated[Total, Column("money", "total of sales less refunds")]
    postage: Annotated[Total, Column("money", "total that buyers paid for its parcels")]
    handled: Annotated[Total, Column("order", "total of orders sent")]
    short: Annotated[Total, Column("order", "total of orders cancelled, out of stock")]
    kept: Annotated[
        Total, Column("money", "total of sales less fees and packing, since counting began")
    ]
    forgone: Annotated[Total, Column("money", "the same, what others would have paid")]
