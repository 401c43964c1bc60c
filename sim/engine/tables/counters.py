"""The online counters of shops, a named column each: orders that shops serve from the shelf.

Where the lever new_retail is off there are no rows but those of totals by province.
"""

from typing import Annotated, NamedTuple

from sim.engine.tables.columns import Column, Count, Flag, Sum, Total


class Counters(NamedTuple):
    """Online orders that shops serve; rows as of shop shelves, shops, cells or buyers, as said."""

    size: Annotated[Count, Column("grain/order", "goods of an order (product)")]
    days: Annotated[
        Sum, Column("day", "of delivery by merchants, the opening's mean (category, buyer)")
    ]
    delivered: Annotated[
        Sum, Column("1", "price with the parcel over that without, the same (category, buyer)")
    ]
    open: Annotated[Flag, Column("", "1 where it takes orders this month (shop)")]
    customers: Annotated[Sum, Column("1", "of all shops, 1: of a mean shop (cell)")]
    near: Annotated[Sum, Column("1", "of them, of shops that take orders (cell)")]
    offered: Annotated[
        Sum,
        Column("money/day", "that customers in these shops want of what is there (category, cell)"),
    ]
    rate: Annotated[
        Sum, Column("1", "log of orders over units that customers in the shop want (cell, product)")
    ]
    orders: Annotated[Count, Column("order", "of today (shelf)")]
    sent: Annotated[Count, Column("order", "of them, served (shelf)")]
    paid: Annotated[Total, Column("money", "for today's orders (category, shop)")]
    back: Annotated[Total, Column("money", "of it paid back, for want of stock (category, shop)")]
    brought: Annotated[Total, Column("order", "of today that couriers take (category, shop)")]
    missed: Annotated[Total, Column("order", "of today that are cancelled (shop)")]
    sold: Annotated[Total, Column("money", "total of sales less refunds (province)")]
    carried: Annotated[Total, Column("money", "total that buyers paid couriers (province)")]
    handled: Annotated[Total, Column("order", "total of orders served (province)")]
    short: Annotated[Total, Column("order", "total of orders cancelled (province)")]
    noted: Annotated[Total, Column("parcel", "that had come when the month began (province)")]
    collected: Annotated[Total, Column("parcel", "total collected at shops (province)")]
