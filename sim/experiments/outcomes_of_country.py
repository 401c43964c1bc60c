"""The outcomes that a run of provinces reports."""

from sim.experiments.outcome_declaration import Counts, Declared

REAL, MINIATURE, NEITHER = Counts.REAL, Counts.MINIATURE, Counts.NEITHER

COUNTRY = (
    Declared(
        "stockout_rate",
        "share",
        "customers of shops whose first choice can't be served in full",
        NEITHER,
    ),
    Declared(
        "shelf_audit_rate", "share", "shelves of shops that are empty at closing time", NEITHER
    ),
    Declared(
        "empty_by_supplier",
        "share",
        "shelves found empty at closing whose supplier did not ship their last order in full; the "
        "others are empty by the shop's own ordering",
        NEITHER,
    ),
    Declared("fill_rate", "share", "units asked for in shops that are served at once", NEITHER),
    Declared(
        "lost_sales_share",
        "share",
        "units asked for in shops that nobody sells: no other shop or product, no waiting",
        NEITHER,
    ),
    Declared(
        "{rate}.{chain}",
        "share",
        "stockouts, empty shelves, their causes or lost sales, of packaged goods or of produce",
        NEITHER,
    ),
    Declared(
        "farm_gate_share.{food}",
        "share",
        "price at the farm gate over the price in shops, of what they sell, on the last day",
        NEITHER,
    ),
    Declared(
        "shop_margin_share.{food}",
        "share",
        "a shop's price less what it paid for it, over its price, spoilage included, the last day",
        NEITHER,
    ),
    Declared(
        "waste_share",
        "share",
        "goods that firms write off, of what they buy, in money",
        NEITHER,
    ),
    Declared(
        "waste_share.{keeper}",
        "share",
        "goods that shops, wholesalers, makers or brokers write off, of what they buy, in money",
        NEITHER,
    ),
    Declared(
        "direct_share",
        "share",
        "purchases of shops from manufacturers and farmers through the platform, in money",
        NEITHER,
    ),
    Declared(
        "platform_share",
        "share",
        "shops on the platform on the last day, where a lever is historical",
        NEITHER,
    ),
    Declared(
        "cost_of_goods_share", "share", "landed cost of what shops sell, of their sales", NEITHER
    ),
    Declared(
        "consumer_price_index",
        "catalogue prices = 100",
        "prices of the opening basket of the shops' shelves, mean over months",
        NEITHER,
    ),
    Declared("income.{kind}", "RMB/year", "income of a person or firm, mean over all", NEITHER),
    Declared("profit_share.{firm}", "share", "income of firms, of their sales", NEITHER),
    Declared(
        "income.shop_owner.direct",
        "RMB/year",
        "income of the shop owners who may order from producers at the end, mean over them",
        NEITHER,
        "Income of owners with direct ordering",
    ),
    Declared(
        "income.shop_owner.others",
        "RMB/year",
        "income of the shop owners who may not, where others may",
        NEITHER,
        "Income of owners without",
    ),
    Declared(
        "fill_rate.{tier}",
        "share",
        "units due from a tier's wholesalers (the last: manufacturers) that leave the same evening",
        NEITHER,
    ),
    Declared("firms.{tier}", "agents", "wholesalers of a tier that trade at the end", MINIATURE),
    Declared(
        "online_sales",
        "RMB",
        "sold online by merchants, farmers and shops from January to November 2017",
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
        "online_spending_growth",
        "share",
        "growth of what is spent online from 2016 to 2017, eleven months each",
        NEITHER,
    ),
    Declared("online_spending_per_resident", "RMB/year", "spent online a resident", NEITHER),
    Declared("online_spending_per_buyer", "RMB/year", "spent online a buyer", NEITHER),
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
    Declared("lost_parcels_share", "share", "parcels that are lost", NEITHER),
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
        "full jobs of merchants and their staff from the platform's orders, a year",
        REAL,
        "Jobs in online trade",
    ),
    Declared(
        "jobs.supporting",
        "jobs",
        "full jobs in parcels and services from the platform's orders, a year",
        REAL,
        "Jobs in parcels and services",
    ),
    Declared(
        "jobs.derived",
        "jobs",
        "full jobs in making what the platform's merchants buy, a year",
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
    Declared(
        "online_farmers_share", "share", "people of farm households with a stall online", NEITHER
    ),
    Declared(
        "several_channels_share",
        "share",
        "people of farm households that sell in two or more of: trade, shops directly, online",
        NEITHER,
        "Farmers with several channels",
    ),
    Declared(
        "channels_used",
        "1",
        "by how many of trade, shops directly and online a farm household sells, mean",
        NEITHER,
        "Channels a farmer uses",
    ),
    Declared(
        "farm_income_share.{source}",
        "share",
        "a source's part of farm households' income",
        NEITHER,
        "Farm income from {}",
    ),
    Declared(
        "farm_sales_share.{channel}",
        "share",
        "a channel's part of what farmers sell",
        NEITHER,
        "Farm sales, {}",
    ),
    Declared(
        "online_premium",
        "share",
        "what farmers keep of online sales, over what others would have paid them",
        NEITHER,
    ),
    Declared(
        "gini",
        "1",
        "Gini coefficient of farm households' income a head in the last whole year, people counted",
        NEITHER,
        "Gini of farm incomes",
    ),
    Declared(
        "poverty_rate",
        "share",
        "people of farm households below the poverty line in the last whole year",
        NEITHER,
    ),
    Declared("relief.cost", "RMB", "what targeted relief costs", REAL, "Cost of relief"),
    Declared(
        "relief.beneficiaries",
        "households",
        "farm households that relief has helped",
        REAL,
        "Households helped by relief",
    ),
    Declared(
        "relief.inclusion_error",
        "share",
        "people helped who were not below the line in the year before their help",
        NEITHER,
        "Relief for the not poor",
    ),
    Declared(
        "relief.exclusion_error",
        "share",
        "people below the line in the year before help began who were never helped",
        NEITHER,
        "The poor whom relief misses",
    ),
    Declared(
        "relief.beneficiary_income",
        "RMB/year",
        "income a head of those helped, in the last whole year",
        NEITHER,
        "Income of those helped",
    ),
    Declared(
        "relief.poverty_fall_per_million",
        "persons/1e6 RMB",
        "of those helped, how many fewer are below the line, by what all help costs",
        NEITHER,
        "Persons out of poverty by relief",
    ),
)
