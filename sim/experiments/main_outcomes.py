"""The outcomes that a reader asks for first; a table that has to be short shows these alone."""

from collections.abc import Iterable

MAIN = (
    "stockout_rate",
    "shelf_audit_rate",
    "lost_sales_share",
    "waste_share",
    "direct_share",
    "cost_of_goods_share",
    "consumer_price_index",
    "income.farmer",
    "income.shop_owner",
    "income.middleman",
    "income.manufacturer",
)


def main_outcomes(reported: Iterable[str]) -> list[str]:
    """The main ones among those reported, in their order here; all where there is none of them."""
    names = list(dict.fromkeys(reported))
    return [name for name in MAIN if name in names] or names
