"""Classes of products by selling speed, their rates and intervals, by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sim.experiments.speeds import stockouts_by_speed


def products(*rows):
    """Rows of seed, product, shelf-days, customers and served at once, of one province."""
    table = pd.DataFrame(
        rows, columns=["seed", "product", "shelf_days", "customers", "served_at_once"]
    )
    same = {"scenario": "a", "kind": "packaged", "category": "snacks", "province": "Gansu"}
    return table.assign(**same)


SLOW_AND_FAST = (
    (1, "salt", 100, 110, 99),
    (2, "salt", 100, 130, 91),
    (1, "rice", 100, 500, 400),
    (2, "rice", 100, 500, 500),
)


def test_a_class_has_the_rate_of_its_customers_and_the_interval_over_seeds():
    slow, fast = stockouts_by_speed(products(*SLOW_AND_FAST)).to_dict("records")
    assert slow["speed"] == pytest.approx(1.2) and fast["speed"] == pytest.approx(5.0)
    assert slow["stockout_rate"] == pytest.approx(1 - 190 / 240)
    assert fast["stockout_rate"] == pytest.approx(0.1)
    rates = np.array([0.1, 0.3])
    margin = stats.t.ppf(0.975, 1) * rates.std(ddof=1) / np.sqrt(2)
    assert (slow["low"], slow["high"]) == pytest.approx((0.2 - margin, 0.2 + margin))


def test_a_product_stays_in_one_class_whatever_the_seed():
    both = products((1, "salt", 100, 190, 190), (2, "salt", 100, 220, 110))
    (only,) = stockouts_by_speed(both).to_dict("records")  # 2.05 on average: above the edge at 2
    assert only["speed"] == pytest.approx(2.05)


def test_one_seed_has_no_interval_and_rare_classes_are_left_out():
    rare = products((1, "salt", 100_000, 100_000, 90_000), (1, "rice", 100, 900, 900))
    (only,) = stockouts_by_speed(rare).to_dict("records")
    assert only["stockout_rate"] == pytest.approx(0.1) and np.isnan(only["low"])
