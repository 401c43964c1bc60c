"""What packaged goods cost shops by selling speed: the margin of sales that are lost, and interest.

The costs of inventory theory, a customer who leaves and a unit that waits, at usual prices. What a
change of information, of the lead time or of the lot is worth can so be held against the theory.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sim.engine.speeds import EDGES, SPEEDS
from sim.engine.year import DAYS_A_YEAR
from sim.experiments.differences import paired_differences
from sim.experiments.speeds import PRODUCT

ALL = "all"
COST, LOST, WAITS = "cost", "lost_margin", "interest"


def costs_by_speed(
    products: pd.DataFrame, against: Mapping[str, str], interest: Mapping[str, float]
) -> pd.DataFrame:
    """Costs by class of speed, and what scenarios change of them, paired by seed.

    products  the tables `by_product` of all runs, with scenario and seed. A product of a province
              belongs to the class of its mean speed over all runs.
    against   the baseline's name by that of the scenario that is compared with it
    interest  a year, on what goods cost, by scenario

    Returns scenario, baseline, class, speed (units sought per shelf and day), and, as
    `paired_differences` has them, the outcomes cost, lost_margin and interest, share of sales.
    """
    goods = products[(products["kind"] == "packaged") & (products["shelf_days"] > 0)].copy()
    keys = PRODUCT[1:]
    usual = goods.groupby(keys)[["customers", "shelf_days"]].sum()
    speed = usual["customers"] / usual["shelf_days"]
    classes = pd.Series(np.array(SPEEDS)[np.digitize(speed, EDGES)], speed.index, name="class")
    goods = goods.join(classes, on=keys)
    price, margin = goods["usual_price_rmb"], goods["usual_margin_rmb"]
    daily = goods["scenario"].map(interest) / DAYS_A_YEAR
    goods["sales"] = goods["sold_units"] * price
    goods[LOST] = goods["lost_units"] * margin
    goods[WAITS] = goods["stock_unit_days"] * (price - margin) * daily
    goods[COST] = goods[LOST] + goods[WAITS]
    both = pd.concat([goods, goods.assign(**{"class": ALL})])
    sums = both.groupby(["scenario", "seed", "class"], sort=False)
    sums_of = sums[["sales", COST, LOST, WAITS, "customers", "shelf_days"]].sum().reset_index()
    values = sums_of.melt(
        ["scenario", "seed", "class", "sales"], [COST, LOST, WAITS], "outcome", "money"
    )
    values = values.assign(value=values["money"] / values["sales"], unit="share")
    table = paired_differences(values, against, ("class",))
    speeds = sums_of.groupby("class")[["customers", "shelf_days"]].sum()
    in_each = speeds["customers"] / speeds["shelf_days"]
    return table.assign(speed=table["class"].map(in_each))
