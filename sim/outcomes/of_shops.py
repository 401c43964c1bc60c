"""The outcomes of shops and of those who supply them."""

from sim.outcomes.declaration import Counts, Declared

NEITHER, REAL = Counts.NEITHER, Counts.REAL

SHOPS = (
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
        "what shops ask for the goods that they had when counting began, mean over months",
        NEITHER,
    ),
    Declared(
        "income.{kind}",
        "RMB/year",
        "income of a household or firm, over all that were there, mean over the counted days",
        NEITHER,
    ),
    Declared("profit_share.{firm}", "share", "income of firms, of their sales", NEITHER),
    Declared(
        "income_per_worker.shop_owner",
        "RMB/year",
        "income of a shop over all who work in it without a wage",
        NEITHER,
        "Income of shops a worker",
    ),
    Declared(
        "profit_after_wages.shop_owner",
        "RMB/year",
        "income of a shop less what these could earn elsewhere",
        NEITHER,
        "Shops' profit after family wages",
    ),
    Declared(
        "profit_after_wages_share.shop_owner",
        "share",
        "the same, of the shops' sales",
        NEITHER,
        "The same, of sales",
    ),
    Declared(
        "shops_change",
        "share",
        "shops that trade at the end, over those when counting began, less one",
        NEITHER,
        "Change in the number of shops",
    ),
    Declared("shops_opened", "share", "shops that opened, of those when counting began", NEITHER),
    Declared("shops_closed", "share", "shops that closed, of those when counting began", NEITHER),
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
    Declared(
        "firms.{tier}",
        "firms",
        "wholesalers of a tier that trade at the end; the last of a province may be a part of one",
        REAL,
    ),
)
