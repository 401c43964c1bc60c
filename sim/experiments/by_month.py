"""The country's outcomes month by month, from a run's counts by month and province."""

from typing import NamedTuple

import pandas as pd

A_MONTH = "RMB/month"


class Ratio(NamedTuple):
    """An outcome of a month as a part of a whole, or as what is missing of it."""

    unit: str
    part: str  # columns of `monthly`
    whole: str | None
    missing: bool = False

    def of(self, sums: pd.DataFrame) -> "pd.Series[float]":
        """The outcome from the sums of the country, a row a month."""
        if self.whole is None:
            return sums[self.part]
        share = sums[self.part] / sums[self.whole]
        return 1 - share if self.missing else share


OUTCOMES = {
    "stockout_rate": Ratio("share", "served_at_once", "customers", missing=True),
    "stockout_rate.goods": Ratio("share", "goods_served_at_once", "goods_customers", missing=True),
    "stockout_rate.produce": Ratio(
        "share", "produce_served_at_once", "produce_customers", missing=True
    ),
    "shelf_audit_rate": Ratio("share", "empty_shelf_days", "shelf_days"),
    "shelf_audit_rate.goods": Ratio("share", "goods_empty_shelf_days", "goods_shelf_days"),
    "lost_sales_share": Ratio("share", "lost_units", "customers"),
    "income.farmer": Ratio(A_MONTH, "farmer_income_rmb", "farmers"),
    "income.shop_owner": Ratio(A_MONTH, "shop_owner_income_rmb", "shop_owners"),
    "income.middleman": Ratio(A_MONTH, "middleman_income_rmb", "middlemen"),
    "income.manufacturer": Ratio(A_MONTH, "manufacturer_income_rmb", "manufacturers"),
    "online_sales": Ratio(A_MONTH, "online_sales_rmb", None),
}


def outcomes_by_month(monthly: pd.DataFrame) -> pd.DataFrame:
    """scenario, seed, month, outcome, value, unit.

    monthly  the runs' tables of that name under each other, with scenario and seed in front

    An income is that of a real farmer, shop, ... in the month.
    """
    names = ["scenario", "seed", "month"]
    sums = monthly.drop(columns="province").groupby(names, sort=False).sum().reset_index()
    parts = [
        sums[names].assign(outcome=outcome, value=ratio.of(sums), unit=ratio.unit)
        for outcome, ratio in OUTCOMES.items()
    ]
    return pd.concat(parts, ignore_index=True)
