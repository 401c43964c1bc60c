"""The base case against what is published of shops and of the way of vegetables, a row a figure.

What is published is read from evidence.yaml, so that it stands in one place; what the model has,
from the baseline of the reference comparison. The range is ours where one figure or none is known.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import yaml

import sim.world
from parts.markdown import code, table
from parts.results import REFERENCE

BASELINE = "without_direct_ordering"
FILE = REFERENCE / "world.csv"
EVIDENCE = Path(sim.world.__file__).parent / "data" / "evidence.yaml"
HEADS = ("figure", "model", "published", "verdict", "where it is published", "what to think of it")


class Row(NamedTuple):
    """A figure of the model and the range that what is published leaves it."""

    name: str  # in world.csv
    figure: str  # in words
    low: float
    high: float
    evidence: tuple[str, ...]  # entries of evidence.yaml
    note: str
    digits: int | None = None  # None: a share, told in %

    def told(self, value: float) -> str:
        """A value in the unit of the figure."""
        return f"{100 * value:.1f} %" if self.digits is None else f"{value:,.{self.digits}f}"

    def verdict(self, value: float) -> str:
        """Whether a value of the model is within the range."""
        if value < self.low:
            return "**too low**"
        return "in range" if value <= self.high else "**too high**"

    def published(self) -> str:
        """The range; one end alone where the other is open."""
        if self.high == float("inf"):
            return f"above {self.told(self.low)}"
        return f"{self.told(self.low)} to {self.told(self.high)}"


ROWS = (
    Row("sales", "sales of a shop without cigarettes, RMB a year", 110_000, 250_000,
        ("shop_sales_estimate", "cigarettes_a_shop"),
        "half of the estimate of 220,000 to 500,000, which holds cigarettes: up to 231,000 if all"
        " were sold in these shops", 0),
    Row("income", "income of each who works in a shop, without cigarettes, RMB a year",
        20_000, 39_300,
        ("wage_migrant_worker", "cigarettes_a_shop"),
        "no survey of owners at hand: up to a migrant worker's wage; cigarettes would add at most"
        " 29,000 a shop, before what they cost to sell", 0),
    Row("stock_days", "days of stock in a shop", 4, 20, ("shop_stock_days",),
        "half a round to half a month, and a safety stock", 1),
    Row("shop_margin", "gross margin of a shop, of sales", 0.10, 0.25, ("shop_gross_margin",),
        "0.173 in 2012; goods were priced by it at the opening"),
    Row("middlemen", "markup of all tiers over the makers' price", 0.15, 0.25,
        ("distribution_markup_total",), "an input: 0.20 at the opening"),
    Row("tier_1", "markup of a wholesaler of tier 1, goods and produce", 0.047, 0.10,
        ("distribution_markup_total", "vegetable_price_chain"), "by the number of tiers"),
    Row("farm_gate", "farm-gate price of vegetables over the shop's", 0.35, 0.50,
        ("vegetable_price_chain", "farm_gate_share_of_retail"),
        "0.40 in June 2017, by an input for the wholesaler; the model's on New Year's Eve"),
    Row("shop_part", "what a shop keeps of the price of vegetables", 0.35, 0.50,
        ("vegetable_price_chain",), "0.45 in June 2017, of all sellers; spoilage is paid of it"),
    Row("maker_fill", "makers' fill rate", 0.95, 0.99, ("maker_fill_rate",),
        "large makers abroad; of Chinese ones none at hand"),
    Row("audit", "shelves of goods found empty at closing", 0.08, 0.20, ("stockout_rate_world",),
        "0.083 world-wide; for small Chinese shops unknown"),
    Row("lost", "sales of goods that are lost", 0.02, 0.06, ("stockout_rate_world",),
        "about 4 % world-wide"),
    Row("slow_over_fast", "stockouts of the slowest class of goods over those of the fastest", 1.0,
        float("inf"), ("small_formats_run_out_more",), "a direction alone is published", 1),
    Row("produce", "customers of produce who miss their first choice", 0.01, 0.15,
        ("produce_availability", "small_formats_run_out_more"),
        "supermarkets abroad have 1 to 2 %; small shops more, nobody says how much"),
    Row("waste", "what shops write off, of purchases", 0.01, 0.03, ("shrink_supermarkets",),
        "supermarkets abroad: some 2 % without theft, and 12 % of vegetables by weight"),
)  # fmt: skip


def measures(tables: Mapping[str, pd.DataFrame]) -> dict[str, float]:
    """The model's figures, from the tables of a comparison: means over the seeds."""
    mine = {name: each[each["scenario"] == BASELINE] for name, each in tables.items()}
    value = mine["outcomes"].groupby("outcome")["value"].mean()
    tiers = mine["tiers"].set_index("tier")
    goods = mine["value_chain"].query("chain == 'goods'").set_index("part")["share"]
    speeds = mine["stockouts_by_speed"].query("kind == 'packaged'").sort_values("speed")
    between = sum(share for part, share in goods.items() if str(part).startswith("tier"))
    tier_1 = tiers.loc["wholesalers_1"]
    return {
        "sales": value["income.shop_owner"] / value["profit_share.shop_owner"],
        "income": value["income_per_worker.shop_owner"],
        "stock_days": tiers.loc["shop", "stock_days"],
        "shop_margin": 1.0 - value["cost_of_goods_share"],
        "middlemen": between / goods["producer"],
        "tier_1": tier_1["sales_rmb"] / tier_1["purchases_rmb"] - 1.0,
        "farm_gate": value["farm_gate_share.vegetables"],
        "shop_part": value["shop_margin_share.vegetables"],
        "maker_fill": tiers.loc["manufacturers", "fill_rate"],
        "audit": value["shelf_audit_rate.goods"],
        "lost": value["lost_sales_share.goods"],
        "slow_over_fast": speeds["stockout_rate"].iloc[0] / speeds["stockout_rate"].iloc[-1],
        "produce": value["stockout_rate.produce"],
        "waste": value["waste_share.shops"],
    }


def write(tables: Mapping[str, pd.DataFrame]) -> None:
    """Store the model's figures of a comparison."""
    found = measures({name: tables[name] for name in TABLES})
    pd.DataFrame({"figure": [*found], "value": [*found.values()]}).to_csv(FILE, index=False)


TABLES = ("outcomes", "tiers", "value_chain", "stockouts_by_speed")


def published() -> dict[str, Any]:
    """The entries of evidence.yaml by name."""
    groups = yaml.safe_load(EVIDENCE.read_text("utf-8")).values()
    return {entry["id"]: entry for group in groups for entry in group}


def checked() -> str:
    """A line a figure."""
    mine, entries = pd.read_csv(FILE).set_index("figure")["value"], published()
    rows = []
    for row in ROWS:
        value = float(mine[row.name])
        where = "; ".join(f"{code([name])} ({entries[name]['status']})" for name in row.evidence)
        rows.append(
            (row.figure, row.told(value), row.published(), row.verdict(value), where, row.note)
        )
    return table(HEADS, rows)
