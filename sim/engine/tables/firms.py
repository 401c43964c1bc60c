"""Who trades, a named column each: firms, their money and rules, and what is counted of them.

Goods are counted in grains (scenario key grain.goods a unit), money in grains (grain.money an RMB).
Keepers and their shelves (`shelves`) stand level by level: shops first, then the tiers of
middlemen, makers, brokers, the farmers' stock on the platform, and the sources outside the model.
"""

from typing import Annotated, NamedTuple

from sim.engine.tables.columns import Column, Count, Flag, Place, Real, Sum, Total


class Keepers(NamedTuple):
    """A firm that keeps stock: shop, middleman, maker, broker, or a source outside."""

    level: Annotated[Count, Column("", "0 shop, 1.. tiers, then makers and the roles above")]
    sector: Annotated[Count, Column("", "Sector in the ledger")]
    province: Annotated[Count, Column("", "row of the province")]
    cell: Annotated[Count, Column("", "consumer cell that a shop serves, or -1")]
    first_shelf: Annotated[Count, Column("", "its first shelf (one entry more than keepers)")]
    place: Annotated[
        Place, Column("", "of a product among a shop's shelves, or -1 (shop, product)")
    ]
    first_neighbour: Annotated[Count, Column("", "first shop of its neighbourhood")]
    end_neighbour: Annotated[Count, Column("", "shop after the last of its neighbourhood")]
    alike: Annotated[Real, Column("", "real shops of its neighbourhood that it stands for")]
    upstream: Annotated[Count, Column("", "keeper that supplies it on credit, or -1")]
    offset: Annotated[Count, Column("day", "by which its rounds come before others'")]
    open: Annotated[Flag, Column("", "1 while it trades")]
    member: Annotated[Flag, Column("", "1 where it has joined the platform by itself")]
    inclination: Annotated[
        Sum, Column("share", "chance that a shop like it would have joined by now")
    ]
    analytics: Annotated[Flag, Column("", "1 where it sees the platform's data")]
    direct_ordering: Annotated[Flag, Column("", "1 where it may order from producers")]
    fast_replenishment: Annotated[Flag, Column("", "1 where replenishment is fast")]
    new_retail: Annotated[Flag, Column("", "1 where it may serve online orders")]
    reviews: Annotated[Flag, Column("", "1 where it reviews its suppliers tonight")]
    rethinks: Annotated[Flag, Column("", "1 where it chooses its levels anew before it orders")]
    room: Annotated[Real, Column("case", "that its shelves hold; 0: room has a given price")]
    room_price: Annotated[Real, Column("money/case/day", "what a case of room is worth to it")]
    traffic: Annotated[Real, Column("1", "log of its customers' demand against the mean shop's")]
    size: Annotated[Real, Column("1", "its demand against the platform's mean shop")]
    seen: Annotated[Sum, Column("grain/day", "corrected sales of its shelves, smoothed")]
    expected: Annotated[Sum, Column("grain/day", "pooled rates of the same, smoothed")]
    markup_factor: Annotated[Real, Column("1", "its markup against the usual one")]
    volume: Annotated[Sum, Column("money/day", "its sales, smoothed")]
    reference: Annotated[Sum, Column("money/day", "slowly: the volume that it is used to")]
    past_demanded: Annotated[
        Total, Column("grain", "asked of shelves that have made way, since counting (shop, speed)")
    ]
    past_served: Annotated[Total, Column("grain", "of it served at once (shop, speed)")]


class Accounts(NamedTuple):
    """The money of a keeper; same rows as Keepers. Totals run since counting began."""

    cash: Annotated[Total, Column("money", "in the till or at the bank")]
    payable: Annotated[Total, Column("money", "owed to its supplier")]
    receivable: Annotated[Total, Column("money", "owed by its customers")]
    repaid: Annotated[Total, Column("money", "paid to its supplier tonight, on its way")]
    arrears: Annotated[Total, Column("money", "of the payable, what is overdue")]
    arrears_days: Annotated[Count, Column("day", "days in arrears")]
    credit_limit: Annotated[Total, Column("money", "most that its supplier lends")]
    overdraft: Annotated[Total, Column("money", "most that its bank lends")]
    fixed_cost: Annotated[Total, Column("money/day", "rent, wages, power")]
    usual_cost: Annotated[Total, Column("money/day", "the same, as at the opening")]
    upkeep: Annotated[
        Sum, Column("share", "a maker's fixed cost, of what it can make, at the opening's prices")
    ]
    owners_pay: Annotated[
        Total, Column("money/day", "profit that it, or its market's firms, had at the opening")
    ]
    elsewhere: Annotated[
        Real, Column("1", "what its owner could earn elsewhere, over that of the opening's last")
    ]
    working_cash: Annotated[Total, Column("money", "cash that the owner leaves in the firm")]
    revenue: Annotated[Total, Column("money", "sales of today")]
    orders: Annotated[Count, Column("", "lines that it wrote tonight")]
    sales: Annotated[Total, Column("money", "total of sales")]
    purchases: Annotated[Total, Column("money", "total of goods bought, landed")]
    direct: Annotated[
        Total,
        Column("money", "of it for what is ordered directly, fee, freight and charge included"),
    ]
    goods_sold: Annotated[Total, Column("money", "total landed cost of what was sold")]
    written_off: Annotated[Total, Column("money", "total landed cost of what was written off")]
    expenses: Annotated[Total, Column("money", "total of fixed costs and bad debts")]
    kept: Annotated[
        Total, Column("money", "of this month's sales, when goods, carriage and fees are paid")
    ]
    worked: Annotated[Count, Column("day", "of this month, on which it was at work")]
    margins: Annotated[
        Real, Column("money", "`kept` of each of the last months, the last first (month, keeper)")
    ]
    days_worked: Annotated[
        Real, Column("day", "`worked` of each of the last months, the last first (month, keeper)")
    ]
    drawings: Annotated[Total, Column("money", "total taken home by the owner")]
    credit_due: Annotated[Total, Column("money", "payable by due day (ring, keeper)")]


class Levels(NamedTuple):
    """The rules of stock and credit of a level; a row a level."""

    policy: Annotated[Count, Column("", "Policy")]
    level_rule: Annotated[Count, Column("", "LevelRule")]
    order_up_to: Annotated[Sum, Column("grain", "given level S")]
    reorder_point: Annotated[Sum, Column("grain", "given r or s")]
    safety_factor: Annotated[Real, Column("1", "standard deviations of safety stock")]
    order_days: Annotated[Real, Column("day", "S - s in days of demand")]
    order_delay: Annotated[Count, Column("day", "days an order is in the mail")]
    unfilled: Annotated[Count, Column("", "Unfilled")]
    minimum_facing: Annotated[Real, Column("grain", "least order-up-to level")]
    standing_order: Annotated[Count, Column("grain", "order of each of the first days, scripted")]
    returns: Annotated[Flag, Column("", "1 where orders may be negative")]
    largest: Annotated[Count, Column("grain", "most on order, so that suppliers can count it")]
    too_large: Annotated[Flag, Column("", "1 once an order was cut to that")]
    forecast: Annotated[Count, Column("", "ForecastMethod")]
    demand_signal: Annotated[Count, Column("", "DemandSignal")]
    smoothing: Annotated[Real, Column("1/day", "weight of the last day in the forecast")]
    window: Annotated[Count, Column("day", "days of a moving average")]
    pooled: Annotated[Count, Column("", "firms that pool what they see")]
    credit_days: Annotated[Count, Column("day", "credit that it receives")]
    holding_cost: Annotated[Sum, Column("money/grain/day", "of stock at closing")]
    backlog_cost: Annotated[Sum, Column("money/grain/day", "of backlog at closing")]
    first_keeper: Annotated[Count, Column("", "its first keeper (one entry more than levels)")]


class History(NamedTuple):
    """Totals of shop shelves that have changed their product since, by (province, product)."""

    days: Annotated[Total, Column("day", "days listed")]
    empty: Annotated[Total, Column("day", "closings with an empty shelf")]
    let_down: Annotated[Total, Column("day", "of them, after its supplier cut its last order")]
    stock_days: Annotated[Total, Column("grain day", "stock summed over closings")]
    demanded: Annotated[Total, Column("grain", "asked for, first choice")]
    served: Annotated[Total, Column("grain", "of it served at once")]
    sold: Annotated[Total, Column("grain", "sold")]
    lost: Annotated[Total, Column("grain", "customers who left with nothing")]


class Pool(NamedTuple):
    """What the platform knows of each product (province, product), or of all (province,).

    Sums of today are by shelf of a member, in 1024ths of units a day and their squares.
    """

    seen: Annotated[Total, Column("grain/1024", "today's corrected sales of its shops")]
    weight: Annotated[Total, Column("1/1024", "today's sizes of the shops that sold it")]
    seen_smooth: Annotated[Sum, Column("grain/day", "corrected sales, smoothed")]
    weight_smooth: Annotated[Sum, Column("1", "sizes, smoothed")]
    estimate: Annotated[Real, Column("grain/day", "demand a day of a shop of size 1, tonight")]
    posted: Annotated[Real, Column("grain/day", "the estimate that shops can see")]
    sought: Annotated[Count, Column("search", "of today, where shops take orders online")]
    sought_smooth: Annotated[Sum, Column("search/day", "searches times grains a unit, smoothed")]
    gaps: Annotated[Total, Column("1/1024", "squares of own estimates less pooled (province,)")]
    chance: Annotated[Total, Column("1/1024", "what chance adds to these (province,)")]
    squares: Annotated[Total, Column("1/1024", "squares of the pooled estimates (province,)")]
    strayed: Annotated[
        Total, Column("1/1024", "squares of sales less the mean, with ample stock (province,)")
    ]
    awaited: Annotated[Total, Column("1/1024", "units expected there (province,)")]
    apart: Annotated[Sum, Column("1", "variance between shops over the squared mean (province,)")]
    dispersion: Annotated[
        Sum, Column("1", "variance of a day's demand over its mean; 0: not known yet (province,)")
    ]
