"""The state of the marketplace: a table a kind, a named column each.

Offers are by (category, seller's province). Buyers stand province by province, in it urban people,
rural people, firms and government. Merchants stand offer by offer, those that trade in front.
"""

from typing import Annotated, NamedTuple

from sim.engine.tables.columns import Column, Count, Flag, Sum, Total

FOOD, CLOTHING, OTHER, SERVICES = 0, 1, 2, 3
ONLINE_CATEGORIES = ("food", "clothing", "other_goods", "services")
BUYERS_A_PROVINCE, CELLS_A_PROVINCE = 3, 2
URBAN_BUYER, RURAL_BUYER, OUTSIDE_BUYER = 0, 1, 2


class Merchants(NamedTuple):
    """Who sell online, one category each; rows behind an offer's last one wait for entrants."""

    stock: Annotated[Count, Column("order", "goods in store; of services, what tomorrow can hold")]
    arriving: Annotated[Count, Column("order", "goods by day of arrival (ring, merchant)")]
    orders: Annotated[Count, Column("order", "of today")]
    forecast: Annotated[Sum, Column("order/day", "orders of a mean day")]
    variance: Annotated[Sum, Column("1", "of the forecast's error, orders squared")]
    cash: Annotated[Total, Column("money", "in the till or at the bank")]


class Offers(NamedTuple):
    """The merchants of a category in a province; (category, province) unless said."""

    first: Annotated[Count, Column("", "first row of its merchants (one entry more than offers)")]
    open: Annotated[Count, Column("", "merchants that trade")]
    listings: Annotated[Count, Column("", "of a merchant")]
    price: Annotated[Total, Column("money/order", "without the parcel")]
    take_rate: Annotated[Sum, Column("share", "of its sales that the platform takes")]
    goods_cost: Annotated[Total, Column("money/order", "that a merchant pays for what it sells")]
    wage: Annotated[Total, Column("money/order", "for packing and service")]
    overhead: Annotated[Total, Column("money/month", "of a merchant")]
    keeps: Annotated[Sum, Column("money/month", "income that keeps a merchant, at the opening")]
    income: Annotated[Sum, Column("money/month", "the same of a merchant of usual size")]
    asks: Annotated[Sum, Column("share", "what keeps one now over that, all incomes' growth apart")]
    listed: Annotated[Sum, Column("share", "of its listings that one has up: the new have fewer")]
    appeal: Annotated[Sum, Column("1", "utility of the rest, from the sales of the base year")]
    gross: Annotated[Total, Column("money", "sales less goods, wages, fees since the month began")]
    asked: Annotated[Total, Column("order", "handed to its merchants today")]
    net: Annotated[Total, Column("money", "sales less refunds of today, by the merchants' books")]
    handled: Annotated[Total, Column("order", "total of orders sent")]
    short: Annotated[Total, Column("order", "cancelled today, out of stock")]
    sold: Annotated[Total, Column("money", "total of sales less refunds")]
    postage: Annotated[Total, Column("money", "total that buyers paid for its parcels")]


class Buyers(NamedTuple):
    """Cells of consumers, and firms and government of a province."""

    province: Annotated[Count, Column("", "row of the province")]
    people: Annotated[Sum, Column("person", "of the cell; 0 for firms and government")]
    pull: Annotated[Sum, Column("1", "log of what a shock makes of a day's orders")]
    access: Annotated[Sum, Column("share", "of them online, this month")]
    budget: Annotated[Sum, Column("money/day", "consumption of all, 2016; firms: spent online")]
    purse: Annotated[Sum, Column("1", "income against that of the cell's first year")]
    earned: Annotated[
        Sum, Column("money", "by farm households, at the last 13 months (13, province)")
    ]
    first_year: Annotated[Sum, Column("money", "by farm households, in the first year (province)")]
    months: Annotated[Total, Column("month", "noted in earned so far (one)")]
    access_2015: Annotated[Sum, Column("share", "of them online at the end of 2015")]
    access_2016: Annotated[Sum, Column("share", "of them online at the end of 2016")]
    would_sell: Annotated[Sum, Column("person", "newly online who might sell, and do not yet")]
    elsewhere: Annotated[Sum, Column("share", "what they earn over townspeople of the province")]
    odds: Annotated[Sum, Column("1", "log odds of buying online, end of 2015 (category, buyer)")]
    drift: Annotated[Sum, Column("1/year", "of the nation's taste (category, 0 people 1 firms)")]
    value: Annotated[Sum, Column("1", "of what is offered, at the opening (category, buyer)")]
    stalls: Annotated[
        Sum, Column("1", "attraction of farmers' stalls, 1: of merchants of food at the opening")
    ]
    food: Annotated[
        Sum, Column("money/day", "spent on food online for an attraction of 1, this month")
    ]
    share: Annotated[
        Sum, Column("share", "of all that people spend, online, this month (category, buyer)")
    ]
    shops: Annotated[
        Sum,
        Column("1", "attraction of shops' shelves, as of stalls for its own (category, buyer)"),
    ]
    at_shops: Annotated[
        Sum, Column("money/day", "spent on what shops bring, this month (category, buyer)")
    ]
    of_stalls: Annotated[Total, Column("money", "for today's orders of stalls, refunds deducted")]
    paid: Annotated[
        Total, Column("money", "for today's orders, refunds deducted (category, buyer)")
    ]
    postage: Annotated[Total, Column("money", "for parcels of today (category, buyer)")]
    spent: Annotated[Total, Column("money", "total of it, parcels included (category, buyer)")]


class Parcels(NamedTuple):
    """Ways of parcels between provinces; (from, to) unless said."""

    slowness: Annotated[Sum, Column("1", "time an end takes, over the opening's best (province)")]
    headway: Annotated[
        Sum, Column("1", "between departures, over the opening's mean parcel's (province)")
    ]
    volume: Annotated[
        Sum, Column("1", "parcels over the opening's, as carriers plan for them (province)")
    ]
    opening: Annotated[Sum, Column("parcel/day", "sent on a mean day at the opening")]
    through: Annotated[Total, Column("parcel", "sent and received, this month (province)")]
    mean: Annotated[Sum, Column("", "slowness and km of the opening's mean parcel (2)")]
    km: Annotated[Sum, Column("km", "by road")]
    days: Annotated[Sum, Column("day", "from sending to delivery")]
    price: Annotated[Total, Column("money/parcel", "that the buyer pays")]
    saved: Annotated[Sum, Column("money/parcel", "where some are collected at shops (province)")]
    dearer: Annotated[Sum, Column("share", "that a shock adds to the cost of the way")]
    closed: Annotated[Flag, Column("", "1 where a shock lets nothing through")]
    sent: Annotated[Total, Column("parcel", "total")]
    loss: Annotated[Sum, Column("share", "lost or spoilt (0 goods 1 food, from, to)")]
    lost: Annotated[Total, Column("parcel", "total")]
    capacity: Annotated[Total, Column("parcel/day", "that carriers collect (province)")]
    waiting: Annotated[Total, Column("parcel", "to be collected (province)")]
    collected: Annotated[Total, Column("parcel", "total (province)")]
    late: Annotated[Total, Column("parcel", "total, not collected on their day (province)")]
    nights: Annotated[Total, Column("parcel-night", "total waited (province)")]
    road_days: Annotated[Sum, Column("parcel-day", "total of lane days of those sent (province)")]
    month_sent: Annotated[Total, Column("parcel", "sent this month (province)")]
    month_nights: Annotated[Total, Column("parcel-night", "waited this month (province)")]
    wait: Annotated[Sum, Column("day", "that a parcel of last month waited (province)")]


class Trade(NamedTuple):
    """Orders of today; (category, seller's province, buyer) unless said."""

    log_mean: Annotated[Sum, Column("1", "log of orders on a mean day of this month")]
    orders: Annotated[Count, Column("order", "placed")]
    cancelled: Annotated[Count, Column("order", "of them, for want of stock")]
    lost: Annotated[Count, Column("order", "of those sent, on the way")]
    goods: Annotated[Total, Column("order", "total bought, sent, given back, lost (4, category)")]
    season: Annotated[Sum, Column("day", "mean days' worth of orders since the month began (one)")]


BOUGHT, SENT, GIVEN_BACK, LOST = 0, 1, 2, 3
