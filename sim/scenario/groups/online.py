"""The marketplace: who buys online, from whom, and what it costs to sell there."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, MaxLength, Meaning, Unit

Share = Annotated[float, Unit("share"), Bounds(0, 1)]
SomeShare = Annotated[float, Unit("share")]  # within bounds of its own
MonthlyChance = Annotated[float, Unit("1/month"), Bounds(0, 1)]
RmbAYear = Annotated[float, Unit("RMB/year")]
Pure = Annotated[float, Unit("1")]  # a number without a unit


class Online(NamedTuple):
    """The marketplace: who buys online, from whom, and what it costs to sell there."""

    # what the nation buys online
    sales: Annotated[
        float,
        Unit("RMB"),
        Bounds(1e6, 1e14),
        Meaning("the nation's online sales of goods and services, January to November 2016"),
    ]
    retail_sales: Annotated[
        RmbAYear, Bounds(1e6, 1e15), Meaning("the nation's retail sales of 2016, online or not")
    ]
    retail_growth: Annotated[
        float, Unit("share/year"), Bounds(-0.5, 1), Meaning("growth of retail sales in 2017")
    ]
    goods_share: Annotated[
        SomeShare,
        Bounds(0.001, 0.9),
        Meaning("goods sold online over retail sales, 2016; all other online sales are services"),
    ]
    food_share: Annotated[SomeShare, Bounds(0.001, 0.9), Meaning("of goods sold online, 2016")]
    clothing_share: Annotated[SomeShare, Bounds(0.001, 0.9), Meaning("of goods sold online, 2016")]
    food_carried: Annotated[Share, Meaning("of food sold online, of the kinds that shops carry")]
    other_carried: Annotated[
        Share, Meaning("of other goods sold online, of the kinds that shops carry")
    ]
    food_budget: Annotated[
        SomeShare,
        Bounds(0.01, 1),
        Meaning("of consumption, for food of these kinds, wherever it is bought"),
    ]
    other_budget: Annotated[
        SomeShare, Bounds(0.01, 1), Meaning("the same for other goods of these kinds")
    ]
    taste_growth: Annotated[
        float,
        Unit("1/year"),
        Bounds(-0.5, 3),
        Meaning(
            "that the nation's taste adds to the log odds of buying online, of every category alike"
        ),
    ]
    outside_share: Annotated[
        SomeShare,
        Bounds(0, 0.9),
        Meaning("of online sales that firms and government buy, by their province's output"),
    ]
    # who is online, and when they buy
    access_2016: Annotated[
        SomeShare, Bounds(0.01, 1), Meaning("people online in the nation, end of 2016")
    ]
    access_2017: Annotated[
        SomeShare, Bounds(0.01, 1), Meaning("people online in the nation, end of 2017")
    ]
    access_rural: Annotated[
        SomeShare, Bounds(0.01, 1), Meaning("rural people online in the nation, end of 2016")
    ]
    month_index: Annotated[
        tuple[float, ...],
        Unit("mean month is 1"),
        Bounds(0.01, 10),
        MaxLength(12),
        Meaning("online sales of each month, January first"),
    ]
    singles_day: Annotated[
        SomeShare, Bounds(0, 0.08), Meaning("of a year's online sales on 11 November")
    ]
    # parcels on their way
    parcels: Annotated[
        float,
        Unit("parcels"),
        Bounds(1e6, 1e12),
        Meaning("sent in the nation in 2016; an order of goods is a parcel"),
    ]
    parcel_price: Annotated[
        float, Unit("RMB/parcel"), Bounds(0, 1000), Meaning("mean price of a parcel, 2016")
    ]
    parcel_distance_share: Annotated[
        Share, Meaning("part of the mean parcel's price that grows with distance")
    ]
    service_order: Annotated[
        float, Unit("RMB/order"), Bounds(1, 10_000), Meaning("price of an order of services")
    ]
    express_km_per_day: Annotated[
        float, Unit("km/day"), Bounds(10, 5000), Meaning("way of a parcel in a day")
    ]
    handling_days: Annotated[
        float,
        Unit("day"),
        Bounds(0, 10),
        Meaning("a mean parcel's stay at one end of its way, where roads are densest"),
    ]
    waiting_share: Annotated[
        Share,
        Meaning("of the mean parcel's stay at both ends, in which it waits for others to go with"),
    ]
    vehicle_share: Annotated[
        Share,
        Meaning("of the mean parcel's price less its way, for vehicles that others fill, too"),
    ]
    consolidation: Annotated[
        Pure,
        Bounds(0, 1),
        Meaning("power of an end's parcels with which waiting and vehicles of each fall"),
    ]
    parcel_loss: Annotated[
        float,
        Unit("share/day"),
        Bounds(0, 1),
        Meaning("of parcels that are lost or broken on the way"),
    ]
    food_loss: Annotated[
        float,
        Unit("share/day"),
        Bounds(0, 1),
        Meaning("of parcels with food that are lost or spoilt on the way"),
    ]
    carrier_room: Annotated[
        Pure,
        Bounds(0.1, 100),
        Meaning("parcels that carriers of a province collect in a day, over those of a usual day"),
    ]
    carrier_growth: Annotated[
        float,
        Unit("share/month"),
        Bounds(0, 1),
        Meaning("of the gap between that and their capacity that a month closes"),
    ]
    road_exponent: Annotated[
        Pure,
        Bounds(0, 1),
        Meaning("how much slower parcels are where expressways are rarer: power of their density"),
    ]
    frontier_gain: Annotated[
        float,
        Unit("share/year"),
        Bounds(0, 0.5),
        Meaning("smart logistics: time and work that technology saves each year"),
    ]
    # how buyers choose
    price_weight: Annotated[
        Pure, Bounds(0, 20), Meaning("of log delivered price in a buyer's choice")
    ]
    days_weight: Annotated[
        float, Unit("1/day"), Bounds(0, 5), Meaning("of a day of delivery in a buyer's choice")
    ]
    variety_weight: Annotated[
        Pure, Bounds(0, 1), Meaning("of the log of listings in a buyer's choice")
    ]
    nest: Annotated[
        Pure, Bounds(0, 1), Meaning("how much a better offer online draws from spending elsewhere")
    ]
    lack_weight: Annotated[
        Pure,
        Bounds(0, 5),
        Meaning("of what local shops lack, price and variety, in the odds of buying goods online"),
    ]
    promotion: Annotated[
        Pure,
        Bounds(0, 5),
        Meaning("log attention that the platform's promotion adds to food (AI, VR)"),
    ]
    # what merchants pay and earn
    take_rate: Annotated[
        SomeShare,
        Bounds(0, 0.5),
        Meaning("of a merchant's sales that the platform takes, advertising and commission"),
    ]
    goods_cost: Annotated[Share, Meaning("of a merchant's price that the goods cost")]
    wage_cost: Annotated[
        Share, Meaning("of a merchant's price for packing and service, at the nation's mean wage")
    ]
    overhead: Annotated[
        Share, Meaning("rent and power of a merchant over the sales at the opening")
    ]
    owner_income: Annotated[
        Pure,
        Bounds(0.01, 10),
        Meaning("what keeps a merchant in business, over urban income a head in the province"),
    ]
    entry_speed: Annotated[
        MonthlyChance,
        Meaning("growth of a province's merchants when they earn twice of what keeps them"),
    ]
    merchants_ceiling: Annotated[
        Pure, Bounds(1, 20), Meaning("most merchants over those of the opening")
    ]
    listings: Annotated[
        int, Unit("listings"), Bounds(1, 100_000), Meaning("products that a merchant lists")
    ]
    minimum_merchants: Annotated[
        int, Unit("merchants"), Bounds(4, 10_000), Meaning("fewest merchants in a province")
    ]
    # who begins to sell
    might_sell: Annotated[Share, Meaning("of people newly online, who might begin to sell")]
    innovation: Annotated[
        MonthlyChance,
        Meaning("chance that one of them begins whom nobody nearby shows how, if it pays as usual"),
    ]
    imitation: Annotated[
        MonthlyChance, Meaning("what others' selling adds to it, when all who might sell do")
    ]
    learning_cost: Annotated[
        RmbAYear,
        Bounds(0, 100_000),
        Meaning("of a newcomer for learning to sell, where nobody sells whom one could ask"),
    ]
    first_listings: Annotated[
        SomeShare, Bounds(0.01, 1), Meaning("of usual listings with which one begins")
    ]
    experience: Annotated[
        MonthlyChance, Meaning("part of the gap to the usual listings that a month closes")
    ]
    # a merchant's stock and cash
    lead_days: Annotated[
        int,
        Unit("day"),
        Bounds(1, 30),
        Meaning("from a merchant's order of goods to their arrival"),
    ]
    review_days: Annotated[
        int, Unit("day"), Bounds(1, 30), Meaning("days between two of its orders of goods")
    ]
    safety_factor: Annotated[Pure, Bounds(0, 5), Meaning("standard deviations of its safety stock")]
    smoothing: Annotated[
        float, Unit("1/day"), Bounds(0.001, 1), Meaning("weight of a day in its forecast")
    ]
    cash_days: Annotated[
        float,
        Unit("day"),
        Bounds(1, 365),
        Meaning("days of its sales that a merchant keeps in cash"),
    ]
    # jobs
    platform_share: Annotated[
        SomeShare,
        Bounds(0.01, 1),
        Meaning("of goods sold online by merchants and farmers, on one company's platforms"),
    ]
    goods_minutes: Annotated[
        float,
        Unit("min/order"),
        Bounds(0, 600),
        Meaning("work of a merchant's staff on an order of goods, its owner's left out"),
    ]
    worker_hours: Annotated[
        float, Unit("h/year"), Bounds(500, 4000), Meaning("a job: one person's work of a year")
    ]
    courier_parcels: Annotated[
        float,
        Unit("parcels/year"),
        Bounds(100, 200_000),
        Meaning("that a job in sorting, haulage and delivery handles from end to end"),
    ]
    platform_revenue: Annotated[
        RmbAYear,
        Bounds(10_000, 1e8),
        Meaning("fees of merchants a job in services of the platform"),
    ]
    maker_output: Annotated[
        RmbAYear, Bounds(10_000, 1e7), Meaning("what merchants buy a job in making it")
    ]
