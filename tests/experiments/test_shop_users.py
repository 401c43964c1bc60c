"""What a lever does to its users: made-up shops, so that every sum can be done by hand."""

import pandas as pd
import pytest

from sim.experiments.shop_users import shop_users

AGAINST = {"with": "without"}


def shop(scenario, seed, number, on, customers, served, income, province="Gansu"):
    return {
        "scenario": scenario, "seed": seed, "shop": number, "province": province,
        "analytics": on, "direct_ordering": 0, "fast_replenishment": 0, "new_retail": 0,
        "income_rmb_per_year": income,
        "customers_slow": customers, "served_slow": served,
        "customers_middling": 10.0, "served_middling": 9.0,
        "customers_fast": 0.0, "served_fast": 0.0,
    }  # fmt: skip


SHOPS = pd.DataFrame(
    [
        shop("without", 1, 0, 0, 100.0, 90.0, 20_000.0),
        shop("without", 1, 1, 0, 100.0, 80.0, 30_000.0),
        shop("without", 1, 2, 0, 300.0, 270.0, 40_000.0, "Tibet"),
        shop("without", 1, 9, 0, 50.0, 50.0, 1.0),  # gone from the other run
        shop("with", 1, 0, 1, 110.0, 104.5, 21_000.0),
        shop("with", 1, 1, 0, 1000.0, 0.0, 0.0),  # no user
        shop("with", 1, 2, 1, 300.0, 294.0, 44_000.0, "Tibet"),
    ]
)


def row(table, province, speed):
    chosen = table[(table["province"] == province) & (table["class"] == speed)]
    assert len(chosen) == 1
    return chosen.iloc[0]


def test_users_are_compared_with_themselves_alone():
    table = shop_users(SHOPS, AGAINST)
    assert set(table["switch"]) == {"analytics"}
    gansu = row(table, "Gansu", "slow")
    assert gansu["shops"] == 1
    assert gansu["base_stockout_rate"] == pytest.approx(0.1)
    assert gansu["stockout_rate"] == pytest.approx(0.05)
    assert row(table, "Gansu", "all")[["base_income", "income"]].tolist() == [20_000.0, 21_000.0]


def test_the_country_sums_customers_and_not_rates():
    table = shop_users(SHOPS, AGAINST)
    china = row(table, "China", "slow")
    assert china["base_stockout_rate"] == pytest.approx(1.0 - (90.0 + 270.0) / 400.0)
    everything = row(table, "China", "all")
    assert everything["stockout_rate"] == pytest.approx(1.0 - (104.5 + 294.0 + 18.0) / 430.0)
    assert everything["income"] == pytest.approx(32_500.0)


def test_where_nobody_buys_there_is_no_rate():
    assert pd.isna(row(shop_users(SHOPS, AGAINST), "Gansu", "fast")["stockout_rate"])


def test_a_lever_that_sets_nobody_apart_has_no_users():
    alike = SHOPS[SHOPS["scenario"] == "without"]
    both = pd.concat([alike, alike.assign(scenario="with")])
    assert shop_users(both, AGAINST).empty
