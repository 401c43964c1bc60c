"""What is traded, on which ways, and who buys it in shops: a named column each.

Goods are counted in grains (scenario key grain.goods a unit), money in grains (grain.money an RMB).
"""

from typing import Annotated, NamedTuple

from sim.engine.tables.columns import Column, Count, Flag, Place, Real, Sum, Total


class Products(NamedTuple):
    """What is traded."""

    category: Annotated[Count, Column("", "category of packaged goods; own number for produce")]
    online: Annotated[Count, Column("", "category of the marketplace that it belongs to")]
    next_alike: Annotated[
        Count, Column("", "next product of its category, the last's is the first")
    ]
    produce: Annotated[Flag, Column("", "1 for produce")]
    weight: Annotated[Real, Column("kg/grain", "gross weight")]
    shelf_life: Annotated[Count, Column("day", "selling days, 0 where it is not tracked")]
    case: Annotated[Count, Column("grain", "a case")]
    maker_price: Annotated[Real, Column("money/grain", "producer's price at the opening")]
    retail_price: Annotated[Real, Column("money/grain", "price in the shops at the opening")]
    choke: Annotated[Real, Column("money/grain", "price at which linear demand ends")]
    popularity: Annotated[Real, Column("grain/day", "asked for in a shop of size 1, nationally")]
    speed: Annotated[Count, Column("", "class of `engine.speeds` at the opening")]
    elasticity: Annotated[Real, Column("1", "of demand for its category to price")]
    shop_elasticity: Annotated[
        Real, Column("1", "of customers between shops of a neighbourhood, without sign")
    ]
    wanted: Annotated[
        Sum, Column("money/day", "of its category, by a mean shop's customers, at usual prices")
    ]
    ages: Annotated[Flag, Column("", "1 where its stock is kept by age")]
    fetched: Annotated[
        Flag, Column("", "1 where shops fetch it by night: produce, and goods that soon spoil")
    ]
    daily_loss: Annotated[Real, Column("share/day", "lost on the way")]
    shop_markup: Annotated[Real, Column("share", "usual markup of a shop over landed cost")]
    drift: Annotated[
        Real, Column("1", "log of popularity against the nation's (province, product)")
    ]
    appeal: Annotated[
        Real, Column("1", "log of units a day in a mean shop at usual prices (province, product)")
    ]


class Routes(NamedTuple):
    """What it takes to bring goods from one province to another, and whom a shop can ask."""

    days: Annotated[Count, Column("day", "lane days (from, to)")]
    cost: Annotated[Real, Column("money/kg", "freight of full loads (from, to)")]
    drop: Annotated[Real, Column("money/delivery", "charge of direct orders (from, to)")]
    maker: Annotated[Count, Column("", "maker that a shop would order from (shop, category)")]
    plant: Annotated[Place, Column("", "province of the plant that would send (shop, category)")]
    usual: Annotated[
        Count,
        Column("", "maker's shelf that a wholesaler's orders of, or -1 (wholesalers' shelves)"),
    ]
    usual_plant: Annotated[
        Place,
        Column("", "province of the plant or the brokers that send it (wholesalers' shelves)"),
    ]
    market: Annotated[
        Count, Column("", "first shelf of the brokers of a product, or -1 (province, product)")
    ]
    nearest: Annotated[Place, Column("", "province of a maker's nearest plant (maker, to)")]
    rank: Annotated[Count, Column("", "place of a product among its maker's shelves")]
    memory: Annotated[Real, Column("grain/day", "what a shop believes to sell (shop, product)")]
    wholesale_rank: Annotated[Count, Column("", "place of a product among a wholesaler's shelves")]


class Cells(NamedTuple):
    """The urban or the rural people of a province, as buyers."""

    province: Annotated[Count, Column("", "row of the province")]
    cash: Annotated[Total, Column("money", "what they have not spent")]
    income: Annotated[Total, Column("money/month", "received at the month's start")]
    elsewhere: Annotated[Total, Column("money/month", "spent at the month's start elsewhere")]
    online: Annotated[Total, Column("money", "spent online since the month's start")]
    in_shops: Annotated[
        Total, Column("money/month", "spent in the shops at the opening (online category, cell)")
    ]
    bought_online: Annotated[
        Sum, Column("share", "of what shops carry, before counting (online category, cell)")
    ]
    kept: Annotated[
        Sum, Column("1", "log of shops' customers over the opening's (online category, cell)")
    ]
    purse: Annotated[
        Sum, Column("1", "log of what those who shop there earn over their first year's income")
    ]
    moved: Annotated[
        Total, Column("money/month", "of in_shops, spent online in the month that runs")
    ]
