"""The switches of the experiment: information, skipping tiers, and speed, each by itself."""

from datetime import date
from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, Effects, Meaning, Unit


class Lever(NamedTuple):
    """How far, from when and where a lever is on."""

    level: float  # share of eligible agents treated, 0 (off) to 1
    start: date  # first day in force
    where: tuple[str, ...]  # provinces
    historical: bool = False  # of those at most, it reaches who has joined the platform


class Levers(NamedTuple):
    """The switches of the experiment."""

    analytics: Annotated[
        Lever,
        Unit("share"),
        Bounds(0, 1),
        Meaning("shops that see the platform's pooled estimate and its list of rising products"),
        Effects(
            changes=("stockout_rate", "lost_sales_share", "waste_share", "income.shop_owner"),
            leaves_alone=("online_sales", "delivery_days", "delivery_gain"),
        ),
    ]
    direct_ordering: Annotated[
        Lever,
        Unit("share"),
        Bounds(0, 1),
        Meaning("shops that can order from manufacturers and farmers, past the middlemen"),
        Effects(
            changes=(
                "direct_share",
                "cost_of_goods_share",
                "income.shop_owner",
                "income.middleman",
            ),
            leaves_alone=("online_sales", "delivery_days"),
        ),
    ]
    fast_replenishment: Annotated[
        Lever,
        Unit("share"),
        Bounds(0, 1),
        Meaning("shops with the lead time, review period and lot size of the group fast"),
        Effects(
            changes=("stockout_rate", "shelf_audit_rate", "income.shop_owner"),
            leaves_alone=("online_sales", "delivery_days", "delivery_gain"),
        ),
    ]
    smart_logistics: Annotated[
        Lever,
        Unit("share"),
        Bounds(0, 1),
        Meaning("new technology of parcels saves time and work, by how much of the full rate"),
        Effects(
            changes=("delivery_gain", "delivery_gain.cost", "parcels", "income.shop_owner"),
            leaves_alone=("gini", "cost_of_goods_share"),
        ),
    ]
    online_selling: Annotated[
        Lever,
        Unit("share"),
        Bounds(0, 1),
        Meaning("farm households that sell online, of those who grow what travels by parcel"),
        Effects(
            changes=(
                "online_farmers_share",
                "several_channels_share",
                "farm_sales_share.online",
                "income.farmer",
                "parcels",
            ),
            leaves_alone=("cost_of_goods_share",),
        ),
    ]
    targeted_relief: Annotated[
        Lever,
        Unit("share"),
        Bounds(0, 1),
        Meaning("farm households that can be helped if they are registered as poor"),
        Effects(
            changes=("poverty_rate", "income.farmer"),
            leaves_alone=(
                "online_sales",
                "delivery_days",
                "cost_of_goods_share",
                "consumer_price_index",
            ),
        ),
    ]
    new_retail: Annotated[
        Lever,
        Unit("share"),
        Bounds(0, 1),
        Meaning("shops that serve online orders from their shelf, and are pick-up points"),
        Effects(
            changes=(
                "online_orders_from_shops",
                "stockout_rate",
                "income.shop_owner",
                "parcels",
                "jobs.transaction",
                "collected_parcels_share",
                "delivery_gain.cost",
            ),
            leaves_alone=("fill_rate.tier1",),
        ),
    ]
