"""Who may pay whom, and for what: the ends of every flow of money, and what it is for.

The ledger has room for any payer and payee; a payment between ends that are not named here is a
fault, which the tests look for.
"""

from typing import NamedTuple

from sim.engine.tables.ledger import Flow, Sector

type Ends = tuple[Sector, ...]

CONSUMERS, SHOPS = (Sector.CONSUMERS,), (Sector.SHOPS,)
WHOLESALERS = tuple(sector for sector in Sector if sector.name.startswith("WHOLESALERS"))
MANUFACTURERS, BROKERS, FARMERS = (Sector.MANUFACTURERS,), (Sector.BROKERS,), (Sector.FARMERS,)
MERCHANTS, OTHER_BUYERS = (Sector.MERCHANTS,), (Sector.OTHER_BUYERS,)
PLATFORM, CARRIERS, GOVERNMENT = (Sector.PLATFORM,), (Sector.CARRIERS,), (Sector.GOVERNMENT,)
WET_MARKETS, PROCESSORS = (Sector.WET_MARKETS,), (Sector.PROCESSORS,)
LABOUR, MATERIALS, PREMISES = (Sector.LABOUR,), (Sector.MATERIALS,), (Sector.PREMISES,)
OTHER_SELLERS = (Sector.OTHER_SELLERS,)
TIERS = SHOPS + WHOLESALERS  # who buy from other firms, each from the tier above
FIRMS = TIERS + MANUFACTURERS + BROKERS


class Payments(NamedTuple):
    """What a flow is for, and its pairs of payers and payees."""

    what: str
    ends: tuple[tuple[Ends, Ends], ...]
    textbook: tuple[tuple[Ends, Ends], ...] = ()  # that only a population given outright has

    def allow(self, payer: Sector, payee: Sector) -> bool:
        """Whether money of this flow may go from one sector to another."""
        pairs = self.ends + self.textbook
        return any(payer in payers and payee in payees for payers, payees in pairs)


PAYMENTS: dict[Flow, Payments] = {
    Flow.RETAIL_SALES: Payments("what shops sell", ((CONSUMERS, SHOPS),)),
    Flow.GOODS_BETWEEN_FIRMS: Payments(
        "goods, and produce past the farm gate; what is brought back is paid back",
        ((TIERS, WHOLESALERS + MANUFACTURERS), (SHOPS, FARMERS), (WHOLESALERS, BROKERS)),
        textbook=((WHOLESALERS + MATERIALS, TIERS),),
    ),
    Flow.PRODUCE_AT_FARM_GATE: Payments("lots that brokers buy", ((BROKERS, FARMERS),)),
    Flow.PRODUCE_TO_MARKETS: Payments("fresh produce", ((WET_MARKETS, FARMERS + BROKERS),)),
    Flow.PRODUCE_TO_PROCESSORS: Payments(
        "produce that people do not take at the floor price", ((PROCESSORS, FARMERS + BROKERS),)
    ),
    Flow.FREIGHT: Payments("haulage of goods and produce", ((TIERS + BROKERS, CARRIERS),)),
    Flow.HAULAGE: Payments("the way to the wholesale market", ((FARMERS, CARRIERS),)),
    Flow.PLATFORM_FEE: Payments("on direct orders of shops", ((SHOPS, PLATFORM),)),
    Flow.MARKET_FEE: Payments("on what farmers sell there", ((FARMERS, WET_MARKETS),)),
    Flow.MATERIALS: Payments(
        "what is made or sold online is made of",
        ((MANUFACTURERS + MERCHANTS, MATERIALS),),
        textbook=((TIERS, MATERIALS),),
    ),
    Flow.WAGES: Payments(
        "work, of makers, merchants and farmers who pack, and outside the model",
        ((MANUFACTURERS + MERCHANTS + FARMERS, LABOUR), (LABOUR, FARMERS + CONSUMERS)),
        textbook=((TIERS, LABOUR),),
    ),
    Flow.RENT_AND_OPERATION: Payments("rent, wages, power", ((FIRMS + MERCHANTS, PREMISES),)),
    Flow.FARM_INPUTS: Payments("seed, fertiliser and the like", ((FARMERS, MATERIALS),)),
    Flow.TRANSFERS: Payments("to farm households", ((GOVERNMENT, FARMERS),)),
    Flow.PROPERTY_INCOME: Payments("of farm households", ((PREMISES, FARMERS),)),
    Flow.OTHER_CONSUMPTION: Payments(
        "what people buy neither in these shops nor online", ((CONSUMERS, OTHER_SELLERS),)
    ),
    Flow.DRAWINGS: Payments("what owners take home", ((FIRMS + MERCHANTS, LABOUR),)),
    Flow.SALVAGE: Payments(
        "goods of firms that close, and spoiled goods that still fetch something",
        ((OTHER_SELLERS, FIRMS), (MATERIALS, MERCHANTS)),
    ),
    Flow.BAD_DEBT: Payments(
        "debts written off, as if the creditor paid them", ((WHOLESALERS + MANUFACTURERS, TIERS),)
    ),
    Flow.HOUSEHOLD_SPENDING: Payments(
        "what farm households hand over for the month's purchases", ((FARMERS, CONSUMERS),)
    ),
    Flow.ONLINE_SALES: Payments(
        "online orders", ((CONSUMERS + OTHER_BUYERS, MERCHANTS), (CONSUMERS, FARMERS + SHOPS))
    ),
    Flow.ONLINE_REFUNDS: Payments(
        "orders that a seller cancels",
        ((MERCHANTS, CONSUMERS + OTHER_BUYERS), (FARMERS + SHOPS, CONSUMERS)),
    ),
    Flow.PARCEL_FREIGHT: Payments("parcels", ((CONSUMERS + OTHER_BUYERS, CARRIERS),)),
    Flow.TAKE_RATE: Payments(
        "the marketplace's part of sales", ((MERCHANTS + FARMERS + SHOPS, PLATFORM),)
    ),
    Flow.OWNERS_CAPITAL: Payments(
        "what new merchants and firms start with, makers grow with, and overdrafts of who leaves",
        ((LABOUR, MERCHANTS + WHOLESALERS + MANUFACTURERS + BROKERS),),
    ),
    Flow.LOSS_REFUNDS: Payments(
        "parcels that are lost: their price, and the carrier's",
        ((MERCHANTS + PLATFORM + CARRIERS, CONSUMERS + OTHER_BUYERS),),
    ),
    Flow.GOING_ONLINE: Payments(
        "what farmers pay to begin online, and for the stall", ((FARMERS, OTHER_SELLERS),)
    ),
    Flow.RELIEF: Payments(
        "courses and connections of the poor, and part of their haulage",
        ((GOVERNMENT, OTHER_SELLERS + FARMERS),),
    ),
    Flow.CLAIMS_SOLD: Payments(
        "what customers owe, when another wholesaler takes them over", ((WHOLESALERS, WHOLESALERS),)
    ),
    Flow.LOCAL_DELIVERY: Payments("the way of an order from a shop", ((CONSUMERS, CARRIERS),)),
    Flow.PICK_UP_FEE: Payments("parcels that are collected at a shop", ((CARRIERS, SHOPS),)),
}
