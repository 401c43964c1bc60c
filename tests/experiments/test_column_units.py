"""Every number of a result has its unit in the metadata of its Parquet file."""

import numpy as np
import pandas as pd
import pyarrow
import pyarrow.parquet
import pytest

from sim.experiments.column_units import BY_ROW, unit_of, with_units
from sim.experiments.results import write_result


def unit(schema, column):
    return (schema.field(column).metadata or {}).get(b"unit", b"").decode()


def test_units_are_in_the_file_and_the_numbers_as_they_were(tmp_path):
    tables = {
        "tiers": {"tier": ["shop"], "fill_rate": [0.9], "stock_days": [3.0], "sales_rmb": [1.0]},
        "outcomes": pd.DataFrame({"outcome": ["gini"], "value": [np.nan], "unit": ["1"]}),
    }
    write_result(tmp_path / "r", tables, {"kind": "run", "source_hash": ""})
    schema = pyarrow.parquet.read_schema(tmp_path / "r" / "tiers.parquet")
    units = {name: unit(schema, name) for name in schema.names}
    assert units == {"tier": "", "fill_rate": "share", "stock_days": "day", "sales_rmb": "RMB"}
    outcomes = pyarrow.parquet.read_table(tmp_path / "r" / "outcomes.parquet")
    assert unit(outcomes.schema, "value") == BY_ROW
    assert outcomes.column("outcome").to_pylist() == ["gini"]


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("points", "direct.platform_fee", "share"),
        ("points", "scale", "real/agent"),
        ("points", "income.shop_owner", "RMB/year"),
        ("points", "total_cost", "RMB"),
        ("tiers", "order_variance_ratio", "1"),
        ("tiers", "end_stock", "unit"),
        ("transaction_flows", "shops", "RMB"),
        ("transaction_flows", "flow", ""),
        ("goods_flows", "opening", "unit"),
        ("monthly", "empty_shelf_days", "shelf-days"),
        ("monthly", "province", ""),
        ("income", "income_rmb_per_year", "RMB/year"),
    ],
)
def test_a_column_has_the_unit_of_what_it_holds(table, column, expected):
    assert unit_of(table, column, [column]) == expected


def test_an_interval_is_in_the_unit_of_its_mean():
    assert unit_of("stockouts_by_speed", "low", ["speed", "stockout_rate", "low"]) == "share"
    assert unit_of("summary", "low", ["outcome", "unit", "mean", "low"]) == BY_ROW


def test_an_empty_table_keeps_its_columns():
    table = with_units(pyarrow.table({"province": [], "sales_rmb": []}), "monthly")
    assert table.column_names == ["province", "sales_rmb"]
    assert table.num_rows == 0
