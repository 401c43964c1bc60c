import pandas as pd
import pytest

from sim.views.speeds import speed_classes


def test_a_class_pools_customers_and_not_rates():
    # 1.1 and 1.9 a day fall into one class [1, 2); 3 a day into the next.
    products = pd.DataFrame(
        {
            "shelf_days": [1000, 1000, 1000],
            "customers": [1100, 1900, 3000],
            "served_at_once": [550, 1900, 2400],
        }
    )
    classes = speed_classes(products)
    assert classes["speed"].tolist() == [1.5, 3.0]
    assert classes["stockout_rate"].tolist() == pytest.approx([1 - 2450 / 3000, 0.2])


def test_a_class_of_few_shelves_is_left_out():
    products = pd.DataFrame(
        {"shelf_days": [10_000, 10], "customers": [10_000, 900], "served_at_once": [9_000, 0]}
    )
    assert speed_classes(products)["stockout_rate"].tolist() == pytest.approx([0.1])
