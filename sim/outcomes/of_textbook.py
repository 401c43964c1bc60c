"""The outcomes that a textbook case reports: of a tier (0: the shop), or of a province's shops."""

from sim.outcomes.declaration import Counts, Declared

GIVEN = Counts.GIVEN

TEXTBOOK = (
    Declared("fill_rate.{firms}", "share", "units asked for that are served at once", GIVEN),
    Declared("days_without_stockout.{firms}", "share", "days without a stockout", GIVEN),
    Declared("days_without_backlog.{firms}", "share", "days that end with nothing owed", GIVEN),
    Declared("shelf_audit_rate.{firms}", "share", "days that end with an empty shelf", GIVEN),
    Declared("end_stock.{firms}", "unit", "mean stock of a firm at the end of a day", GIVEN),
    Declared("backlog.{firms}", "unit", "units that a firm owes at the end of a day, mean", GIVEN),
    Declared(
        "cost.{firms}", "RMB/day", "cost of holding stock and of owing, of a firm a day", GIVEN
    ),
    Declared(
        "profit.{firms}",
        "RMB/day",
        "what a firm earns a day, less the cost of holding stock and of owing",
        GIVEN,
    ),
    Declared("price.{firms}", "RMB/unit", "price that a firm asks, mean over days", GIVEN),
    Declared("sales.{firms}", "unit/day", "units that a firm sells a day", GIVEN),
    Declared("waste_share.{firms}", "share", "units spoiled, of units received", GIVEN),
    Declared("orders.{firms}", "orders/day", "orders that a firm places a day", GIVEN),
    Declared("firms.{firms}", "firms", "firms that trade at the end", GIVEN),
    Declared("purchases.{firms}", "RMB/day", "what a firm pays for goods a day", GIVEN),
    Declared(
        "order_variance_ratio.{firms}",
        "1",
        "variance of a tier's orders over that of consumer demand (the bullwhip)",
        GIVEN,
    ),
    Declared("total_cost", "RMB", "cost of all tiers over the days that count", GIVEN),
    Declared("lost_sales_share", "share", "units asked for in shops that nobody sells", GIVEN),
    Declared(
        "lost_on_the_way_share", "share", "units that melt on the way, of those that left", GIVEN
    ),
    Declared("platform_share", "share", "shops on the platform on the last day", GIVEN),
    Declared("income.farmer", "RMB/day", "what a farmer earns, mean", GIVEN),
    Declared("income.broker", "RMB/day", "what a broker earns, mean", GIVEN),
    Declared("brokered_share", "share", "farmers' sales to brokers, of all, in money", GIVEN),
    Declared("online_orders.{place}", "orders/day", "orders from offers of a province", GIVEN),
    Declared("online_share.{place}", "share", "a province's part of what is paid online", GIVEN),
    Declared("online_spending_share", "share", "spent online, of what people have to spend", GIVEN),
)
