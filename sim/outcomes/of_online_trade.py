"""The outcomes of online trade, its parcels and its jobs."""

from sim.outcomes.declaration import Counts, Declared

REAL, NEITHER = Counts.REAL, Counts.NEITHER

ONLINE_TRADE = (
    Declared(
        "online_sales",
        "RMB",
        "goods and services sold online by all, from January to November 2017",
        REAL,
    ),
    Declared(
        "online_sales.{product}",
        "RMB",
        "what farmers sell online of a product, parcels included, January to November 2017",
        REAL,
    ),
    Declared(
        "online_sales_growth",
        "share",
        "growth of online sales from 2016 to 2017, eleven months each",
        NEITHER,
    ),
    Declared(
        "platform_sales",
        "RMB",
        "goods of merchants and farmers on one company's platforms, January to November 2017",
        REAL,
    ),
    Declared(
        "platform_sales_growth",
        "share",
        "growth of sales on the platforms from 2016 to 2017, eleven months each",
        NEITHER,
    ),
    Declared(
        "online_spending_growth",
        "share",
        "growth of what is spent online from 2016 to 2017, eleven months each",
        NEITHER,
    ),
    Declared("online_spending_per_resident", "RMB/year", "spent online a resident", NEITHER),
    Declared("online_spending_per_buyer", "RMB/year", "spent online a buyer", NEITHER),
    Declared(
        "platform_spending_per_resident",
        "RMB/year",
        "spent a resident on goods of one company's platforms",
        NEITHER,
    ),
    Declared("platform_spending_per_buyer", "RMB/year", "the same a buyer", NEITHER),
    Declared(
        "physical_online_share",
        "share",
        "goods sold online in the last whole year, of the nation's retail sales",
        NEITHER,
        "Goods online in retail sales",
    ),
    Declared("parcels", "parcels/year", "parcels sent", REAL),
    Declared("online_orders_from_shops", "orders/year", "online orders that shops serve", REAL),
    Declared(
        "collected_parcels_share", "share", "parcels that are fetched from a pick-up point", NEITHER
    ),
    Declared(
        "delivery_days", "day", "days that a parcel takes, nights of waiting included", NEITHER
    ),
    Declared("late_parcels_share", "share", "parcels that leave later than they should", NEITHER),
    Declared("lost_parcels_share", "share", "merchants' parcels that are lost", NEITHER),
    Declared(
        "delivery_gain",
        "share",
        "days saved on the opening's parcels, from the first month to the last",
        NEITHER,
        "Delivery days saved",
    ),
    Declared(
        "delivery_gain.cost",
        "share",
        "cost saved on the opening's parcels, from the first month to the last",
        NEITHER,
        "Delivery cost saved",
    ),
    Declared(
        "jobs.transaction",
        "jobs",
        "merchants and their staff on the platform's orders: each job one person's work of a year",
        REAL,
        "Jobs in online trade",
    ),
    Declared(
        "jobs.supporting",
        "jobs",
        "the same in parcels and services, from the platform's orders",
        REAL,
        "Jobs in parcels and services",
    ),
    Declared(
        "jobs.derived",
        "jobs",
        "the same in making what the platform's merchants buy",
        REAL,
        "Jobs in making goods sold online",
    ),
    Declared(
        "jobs.net.shops",
        "jobs",
        "jobs that shops have won or lost since counting began",
        REAL,
        "Jobs won or lost in shops",
    ),
    Declared(
        "jobs.net.middlemen",
        "jobs",
        "jobs that wholesalers and brokers have won or lost since counting began",
        REAL,
        "Jobs won or lost among middlemen",
    ),
    Declared(
        "jobs.net.all",
        "jobs",
        "jobs from the platform's orders and those won or lost in shops and among middlemen",
        REAL,
        "Jobs in all, net",
    ),
)
