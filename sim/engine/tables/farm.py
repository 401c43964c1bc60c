"""The state of farming and of the markets for produce: a table a kind, a named column each."""

from typing import Annotated, NamedTuple

from sim.engine.tables.columns import Column, Count, Flag, Real, Sum, Total


class Farmers(NamedTuple):
    """A rural household. Totals run since counting began."""

    province: Annotated[Count, Column("", "row of the province")]
    size: Annotated[Sum, Column("1", "people against a household of usual size: floors lower it")]
    monthly: Annotated[Total, Column("money/month", "wages, transfers and property income")]
    cash: Annotated[Total, Column("money", "savings")]
    sales: Annotated[Total, Column("money", "total of produce sold")]
    costs: Annotated[Total, Column("money", "total of inputs, haulage and fees")]
    other: Annotated[Total, Column("money", "total of wages, transfers and property income")]
    direct: Annotated[Total, Column("money", "of the sales, to shops directly")]
    brokered: Annotated[Total, Column("money", "of the sales, to brokers")]


class Households(NamedTuple):
    """What all households of a province get and spend besides farming; a row a province."""

    wages: Annotated[Total, Column("money/month", "of all of them")]
    transfers: Annotated[Total, Column("money/month", "of all of them")]
    property: Annotated[Total, Column("money/month", "of all of them")]
    spending: Annotated[Total, Column("money/month", "of all of them: their budget as consumers")]


class Plots(NamedTuple):
    """One crop of one household, by the day of the interval on which it is harvested."""

    farmer: Annotated[Count, Column("", "row of the household")]
    product: Annotated[Count, Column("", "row of the product")]
    broker: Annotated[Count, Column("", "shelf of the broker who comes by")]
    lot: Annotated[Real, Column("grain", "harvest of a usual day of harvest")]


class Lots(NamedTuple):
    """Produce that waits on the platform for a shop's order, oldest first."""

    lines: Annotated[Total, Column("", "lots in use (one entry)")]
    farmer: Annotated[Count, Column("", "row of the household")]
    shelf: Annotated[Count, Column("", "row of the platform's shelf")]
    left: Annotated[Count, Column("grain", "not sold yet")]
    day: Annotated[Count, Column("day", "day of harvest")]


class Markets(NamedTuple):
    """The market for each kind of produce in each province; (province, product) unless said."""

    grown: Annotated[Flag, Column("", "1 where it is grown, so that there are brokers")]
    base_price: Annotated[Real, Column("money/grain", "wet markets' price at the opening")]
    usual: Annotated[Real, Column("grain/day", "what they take at that price on a day of sale")]
    price: Annotated[Real, Column("money/grain", "posted: what wet markets pay")]
    processed: Annotated[Real, Column("share", "of what arrives that processors take at that")]
    offer: Annotated[Real, Column("money/grain", "posted: what brokers pay at the farm gate")]
    ask: Annotated[Real, Column("money/grain", "posted: what farmers ask of shops directly")]
    to_broker: Annotated[Real, Column("share", "of lots that go to a broker")]
    to_market: Annotated[Real, Column("share", "of lots that go to broker or wholesale market")]
    resale: Annotated[Real, Column("money/grain", "what a broker expects, freight and loss paid")]
    taken: Annotated[Total, Column("grain", "that reached wet markets and processors today")]
    brought: Annotated[Total, Column("grain", "of these, by farmers")]
    in_store: Annotated[Sum, Column("grain", "that farmers brought, to be put on sale later")]
    taken_smooth: Annotated[Sum, Column("grain/day", "put on sale there, smoothed")]
    bought: Annotated[Total, Column("grain", "bought by brokers today")]
    bought_smooth: Annotated[Sum, Column("grain/day", "the same, smoothed")]
    bought_usual: Annotated[Sum, Column("grain/day", "the same, slowly")]
    traded: Annotated[Total, Column("grain", "sold by brokers to wholesalers tonight")]
    traded_smooth: Annotated[Sum, Column("grain/day", "the same, smoothed")]
    put: Annotated[Total, Column("grain", "put on the platform today")]
    ordered: Annotated[Total, Column("grain", "sold there today")]
    offered: Annotated[Sum, Column("grain/day", "put on the platform, smoothed")]
    sold_direct: Annotated[Sum, Column("grain/day", "sold there, smoothed")]
    yields: Annotated[Real, Column("1", "this year's yield against a usual one")]
    spared: Annotated[Sum, Column("share", "of a harvest that a shock leaves (province)")]
    planted: Annotated[Sum, Column("1", "what is planted, against a usual season")]
    expected: Annotated[Sum, Column("money/grain", "price for which it was planted")]
    destination: Annotated[Real, Column("1", "cumulated chance (province, product, province)")]
    platform_shelf: Annotated[Count, Column("", "shelf of the platform, or -1")]
    has_direct: Annotated[Flag, Column("", "1 where shops may order directly (province)")]


class Crops(NamedTuple):
    """What farming needs to know of a product; a row a product."""

    season_first: Annotated[Count, Column("day", "first day of harvest, 0 .. 364")]
    season_days: Annotated[Count, Column("day", "days of harvest")]
    life: Annotated[Count, Column("day", "shelf life from harvest")]
    on_sale: Annotated[Real, Column("day/year", "on which a harvest is sold, stored or not")]
    loss: Annotated[Real, Column("share", "lost after harvest")]
    transit_loss: Annotated[Real, Column("share/day", "lost on the way")]
    arrives: Annotated[Sum, Column("share", "of a load (product, days on the way)")]
    elasticity: Annotated[Real, Column("1", "of the wet markets' demand to price")]
    gate_price: Annotated[Real, Column("money/grain", "farm-gate price at the opening")]
