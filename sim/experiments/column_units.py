"""The unit of each column of a result's tables, as the Parquet files carry it.

    pyarrow.parquet.read_schema(file).field("sales_rmb").metadata[b"unit"]

Where rows are of different outcomes, the unit stands in a column of its own.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from sim.engine.speeds import SPEEDS
from sim.outcomes.declared import declared
from sim.outcomes.of_textbook import TEXTBOOK
from sim.scenario.catalogue import PARAMETERS

if TYPE_CHECKING:
    import pyarrow

BY_ROW = "as in column unit"
OF_OUTCOMES = ("value", "base_mean", "difference", "low", "high", "mean")
WHOLE_TABLES = {"transaction_flows": "RMB", "goods_flows": "unit"}  # but for what names the rows
LABELS = ("flow", "product")
COLUMNS = {
    "agents": "agents",
    "farmers": "agents",
    "shop_owners": "agents",
    "middlemen": "agents",
    "manufacturers": "agents",
    "rmb": "RMB",
    "share": "share",
    "relative": "share",
    "clear": "yes or no",
    "controlled": "yes or no",
    "poor": "yes or no, or in sums households",
    "base_poor": "households",
    "sells_online": "yes or no",
    "helped": "yes or no",
    "size": "households of usual size",
    "households": "households of usual size",
    "treated": "yes or no",
    "p_value": "1",
    "p_adjusted": "1",
    "undefined": "seeds",
    "seeds": "seeds",
    "seed": "number of the seed",
    "step": "number of the step",
    "speed": "unit/day",
    "stock_days": "day",
    "shops": "agents",
    "income": "RMB/year",
    "base_income": "RMB/year",
    **dict.fromkeys((f"customers_{speed}" for speed in SPEEDS), "unit"),
    **dict.fromkeys((f"served_{speed}" for speed in SPEEDS), "unit"),
    "parcels_sent": "parcels",
    "parcel_days": "parcel-days",
}
SUFFIXES = {
    "_rmb_per_year": "RMB/year",
    "_rmb": "RMB",
    "_units": "unit",
    "customers": "unit",
    "_unit_days": "unit day",
    "served_at_once": "unit",
    "shelf_days": "shelf-days",
    "_rate": "share",
    "_share": "share",
}


def unit_of(table: str, column: str, columns: Collection[str]) -> str:
    """The unit of a column; "" for names, and where nobody knows.

    columns  of the table
    """
    if table in WHOLE_TABLES:
        return "" if column in LABELS else WHOLE_TABLES[table]
    if column in OF_OUTCOMES and "unit" in columns:
        return BY_ROW
    if column in ("low", "high") and "stockout_rate" in columns:
        return "share"
    if column in PARAMETERS:
        return PARAMETERS[column].unit
    if column in COLUMNS:
        return COLUMNS[column]
    ends = (unit for suffix, unit in SUFFIXES.items() if column.endswith(suffix))
    return next(ends, "") or _unit_of_outcome(table, column)


def with_units(table: "pyarrow.Table", name: str) -> "pyarrow.Table":
    """The same table, each field with its unit in the metadata."""
    import pyarrow

    fields = [
        field.with_metadata({"unit": unit}) if unit else field
        for field in table.schema
        for unit in [unit_of(name, field.name, table.column_names)]
    ]
    return pyarrow.Table.from_arrays(table.columns, schema=pyarrow.schema(fields))


def _unit_of_outcome(table: str, column: str) -> str:
    """Of a column that is an outcome, or in `tiers` what one of them has for a tier."""
    if table == "tiers":
        found = [one for one in declared(f"{column}.tier0") if one in TEXTBOOK]
        return found[0].unit if found else ""
    found = declared(column)
    return found[0].unit if found else ""
