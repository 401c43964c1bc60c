"""What a farm household grows, earns and chooses."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Meaning, Unit


class Farm(NamedTuple):
    """What a farm household grows, earns and chooses."""

    harvest_interval_days: Annotated[
        int,
        Unit("day"),
        Bounds(1, 366),
        Meaning("days between two harvest lots of a household in season; explicit: a season"),
    ]
    yield_sd: Annotated[
        float,
        Unit("1"),
        Bounds(0, 1),
        Meaning("standard deviation of log yield by province, product and year"),
    ]
    own_use_share: Annotated[
        float, Unit("share"), Bounds(0, 1), Meaning("output eaten, fed or kept as seed")
    ]
    loss_vegetables: Annotated[
        float, Unit("share"), Bounds(0, 1), Meaning("vegetables lost after harvest")
    ]
    loss_fruit: Annotated[float, Unit("share"), Bounds(0, 1), Meaning("fruit lost after harvest")]
    loss_staples: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("lost after harvest of all that is neither fruit nor vegetable"),
    ]
    crops_per_household: Annotated[
        int, Unit("products"), Bounds(1, 4), Meaning("kinds of produce that a household grows")
    ]
    haul_per_kg: Annotated[
        float, Unit("RMB/kg"), Bounds(0, 100), Meaning("farmer's haul to the wholesale market")
    ]
    market_fee: Annotated[
        float, Unit("share"), Bounds(0, 1), Meaning("wholesale market's fee on its price")
    ]
    choice_scale: Annotated[
        float,
        Unit("share"),
        Bounds(0.001, 1),
        Meaning("scale of the logit choice of channel, relative to the price"),
    ]
    price_risk: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("part of the wholesale price that a farmer gives up for a sure one"),
    ]
    direct_effort: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("sorting and packing for direct sale, as a share of the price"),
    ]
    direct_wait_days: Annotated[
        int,
        Unit("day"),
        Bounds(1, 60),
        Meaning("days unsold on the platform after which a lot goes to the wholesale market"),
    ]
    wage_income_share: Annotated[
        float,
        Unit("share"),
        Bounds(0, 1),
        Meaning("wages in rural income (own business is the rest)"),
    ]
    transfer_income_share: Annotated[
        float, Unit("share"), Bounds(0, 1), Meaning("transfers in rural income")
    ]
    property_income_share: Annotated[
        float, Unit("share"), Bounds(0, 1), Meaning("property income in rural income")
    ]
    income_spread: Annotated[
        float,
        Unit("1"),
        Bounds(0, 3),
        Meaning("standard deviation of the log of a household's other income in its province"),
    ]
    poverty_line: Annotated[
        float,
        Unit("RMB/year"),
        Bounds(0, 1_000_000),
        Meaning("income a head below which a household is poor"),
    ]
    primary_growth: Annotated[
        float,
        Unit("share/year"),
        Bounds(-0.2, 0.5),
        Meaning("growth of nominal primary GDP that takes 2017 back to 2016"),
    ]
    savings_share: Annotated[
        float,
        Unit("share"),
        Bounds(0, 5),
        Meaning("opening savings of a farm household in years of its income"),
    ]
    supply_intercept: Annotated[
        float,
        Unit("unit/season"),
        Bounds(-1_000_000, 1_000_000),
        Meaning("explicit: what farmers plant at an expected price of zero, a of q = a + b p"),
    ]
    supply_slope: Annotated[
        float,
        Unit("unit/season per RMB/unit"),
        Bounds(0, 1_000_000),
        Meaning("explicit: what farmers plant more when they expect 1 more, b of q = a + b p"),
    ]
    expected_price: Annotated[
        float,
        Unit("RMB/unit"),
        Bounds(0, 1_000_000),
        Meaning("explicit: price that farmers expect for the first season"),
    ]
    expectation_weight: Annotated[
        float,
        Unit("1"),
        Bounds(0, 1),
        Meaning("explicit: weight of a season's price in the one expected next (1: it alone)"),
    ]
