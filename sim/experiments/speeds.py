"""Stockouts by selling speed: each class of products sells twice as fast as the last."""

import numpy as np
import pandas as pd

from sim.experiments.differences import intervals, means_over_seeds

DOUBLINGS = 2.0 ** np.arange(-6, 13)  # edges of the classes, units a day
LEAST_SHARE = 0.005  # a class with fewer shelf-days is left out: its rate is mostly chance
COUNTS = ["shelf_days", "customers", "served_at_once"]
PRODUCT = ["scenario", "kind", "category", "province", "product"]
CLASS = ["scenario", "kind", "class"]


def stockouts_by_speed(products: pd.DataFrame) -> pd.DataFrame:
    """Classes of products with their stockout rate, and its 95 % interval over the seeds.

    products  the tables `by_product` of all runs, with scenario and seed. A product of a province
              belongs to the class of its mean speed over the seeds.

    Returns scenario, kind, speed (units sought per shelf and day), stockout_rate, low, high (nan
    with one seed).
    """
    products = products[(products["shelf_days"] > 0) & (products["customers"] > 0)]
    means = means_over_seeds(products[[*PRODUCT, "seed", *COUNTS]])
    means["class"] = np.digitize(means["customers"] / means["shelf_days"], DOUBLINGS)
    products = products.merge(means[[*PRODUCT, "class"]], on=PRODUCT)
    each = products.groupby([*CLASS, "seed"], sort=False)[COUNTS].sum().reset_index()
    each["value"] = 1.0 - each["served_at_once"] / each["customers"]
    whole = means.groupby(CLASS)[COUNTS].sum().reset_index()
    in_all = whole.groupby(CLASS[:2])["shelf_days"].transform("sum")
    whole = whole[whole["shelf_days"] >= LEAST_SHARE * in_all]
    rates = whole.merge(intervals(each, CLASS), on=CLASS)
    return pd.DataFrame(
        {
            "scenario": rates["scenario"],
            "kind": rates["kind"],
            "speed": rates["customers"] / rates["shelf_days"],
            "stockout_rate": 1.0 - rates["served_at_once"] / rates["customers"],
            "low": rates["low"],
            "high": rates["high"],
        }
    )
