"""The outcomes that a reader asks for first; a table that has to be short shows these alone.

A comparison has a column a scenario and shows few; one run has room for some twenty. Packaged goods
and produce run out for different reasons, and what is published is of goods: they are told apart.
"""

import math
from collections.abc import Collection, Iterable, Mapping

COUNTRY_ALONE = "stockout_rate.goods"  # no textbook case reports it
MAIN = (
    "stockout_rate.goods",
    "stockout_rate.produce",
    "shelf_audit_rate.goods",
    "lost_sales_share.goods",
    "waste_share",
    "direct_share",
    "cost_of_goods_share",
    "consumer_price_index",
    "income.farmer",
    "income.shop_owner",
    "income.middleman",
    "income.manufacturer",
)
OF_A_RUN = (
    *MAIN,
    "profit_share.shop_owner",
    "profit_share.manufacturer",
    "platform_share",
    "poverty_rate",
    "gini",
    "online_farmers_share",
    "online_sales",
    "physical_online_share",
    "online_spending_per_resident",
    "parcels",
    "delivery_days",
    "jobs.net.all",
    "relief.cost",
)


def main_outcomes(reported: Iterable[str]) -> list[str]:
    """The main ones among those reported, in their order here; all where there is none of them."""
    names = list(dict.fromkeys(reported))
    return [name for name in MAIN if name in names] if is_country(names) else names


def outcomes_of_a_run(values: Mapping[str, float]) -> list[str]:
    """The main ones of one run; of a textbook case all but zeros and what is undefined.

    values  of what the run reports, by name
    """
    if is_country(values):
        return [name for name in OF_A_RUN if name in values]
    told = [name for name, value in values.items() if value and not math.isnan(value)]
    return told or list(values)


def is_country(reported: Collection[str]) -> bool:
    """Whether these are outcomes of a run of provinces, and not of a textbook case."""
    return COUNTRY_ALONE in reported
