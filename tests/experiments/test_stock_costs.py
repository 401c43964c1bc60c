"""Costs of stock by selling speed, reckoned by hand."""

import pandas as pd
import pytest

from sim.experiments.stock_costs import costs_by_speed

SEEDS = (1, 2)


def product(name: str, scenario: str, seed: int, **counts: float) -> dict[str, object]:
    row = {
        "scenario": scenario, "seed": seed, "province": "Gansu", "product": name,
        "kind": "packaged", "category": "drinks", "shelf_days": 1000, "customers": 100.0,
        "sold_units": 90.0, "lost_units": 5.0, "stock_unit_days": 3650.0,
        "usual_price_rmb": 10.0, "usual_margin_rmb": 2.0,
    }  # fmt: skip
    return row | counts


@pytest.fixture
def table() -> pd.DataFrame:
    rows = []
    for seed in SEEDS:
        for scenario, lost, stock in (("off", 5.0 + seed, 3650.0), ("on", 3.0 + seed, 7300.0)):
            rows += [
                product("slow", scenario, seed, lost_units=lost, stock_unit_days=stock),
                product("fast", scenario, seed, customers=4000.0, sold_units=3600.0),
                product("apples", scenario, seed, kind="produce", lost_units=1e6),
            ]
    return pd.DataFrame(rows)


def test_costs_are_lost_margins_and_interest_over_sales(table: pd.DataFrame) -> None:
    costs = costs_by_speed(table, {"on": "off"}, {"on": 0.1, "off": 0.1})
    found = costs.set_index(["class", "outcome"])
    slow = found.loc["slow"]
    # Sales are 900 RMB; 6.5 units of 2 RMB are lost, and 10 unit-years of 8 RMB wait at 10 %.
    assert slow.loc["lost_margin", "base_mean"] == pytest.approx(13 / 900)
    assert slow.loc["interest", "base_mean"] == pytest.approx(8 / 900)
    assert slow.loc["cost", "base_mean"] == pytest.approx(21 / 900)
    assert slow.loc["cost", "difference"] == pytest.approx((-4 + 8) / 900)
    assert slow.loc["cost", "relative"] == pytest.approx(4 / 21)
    assert slow.loc["cost", "p_value"] == 0.5  # the same at both seeds
    assert slow.loc["cost", "speed"] == pytest.approx(0.1)


def test_produce_is_left_out_and_all_are_summed(table: pd.DataFrame) -> None:
    costs = costs_by_speed(table, {"on": "off"}, {"on": 0.1, "off": 0.1})
    found = costs[costs["outcome"] == "cost"].set_index("class")
    assert found.index.tolist() == ["slow", "fast", "all"]
    assert found.loc["fast", "difference"] == 0.0
    assert found.loc["all", "base_mean"] == pytest.approx((21 + 10 + 8) / (900 + 36_000))
