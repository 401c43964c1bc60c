"""Who paid whom for what, and where goods and a consumer's yuan went: tables from the ledger."""

from typing import Any

import numpy as np

from sim.engine.tables.ledger import ENTERS, LEAVES, Flow, GoodsFlow, Sector
from sim.engine.tables.state import State
from sim.model.report.recorder import Recorder

Table = dict[str, Any]
PARTS = {
    Sector.MANUFACTURERS: "producer",
    Sector.FARMERS: "producer",
    Sector.BROKERS: "broker",
    Sector.WHOLESALERS_5: "tier5",
    Sector.WHOLESALERS_4: "tier4",
    Sector.WHOLESALERS_3: "tier3",
    Sector.WHOLESALERS_2: "tier2",
    Sector.WHOLESALERS_1: "tier1",
    Sector.CARRIERS: "freight",
    Sector.PLATFORM: "platform",
    Sector.SHOPS: "shop",
}


def transaction_flows(recorder: Recorder, state: State) -> Table:
    """The transaction-flow matrix of the counted days in RMB; rows and columns sum to zero.

    A row a flow, a column a sector: + receives, - pays. The last two rows are the change of trade
    credit (a buyer's debt is a source) and of money held (more money is a use).
    """
    money = state.ledger.money - recorder.opening_money
    rows = {flow.name.lower(): money[flow].sum(axis=0) - money[flow].sum(axis=1) for flow in Flow}
    lent = state.ledger.credit - state.ledger.repaid - recorder.opening_credit
    rows["change_of_trade_credit"] = lent.sum(axis=1) - lent.sum(axis=0)
    rows["change_of_money"] = -sum(rows.values())
    used = [name for name, row in rows.items() if np.any(row) or name.startswith("change")]
    matrix = np.array([rows[name] for name in used])
    grain = recorder.scenario.grain.money
    table: Table = {"flow": [*used, "total"]}
    for sector in Sector:
        column = matrix[:, sector]
        if np.any(column):
            table[sector.name.lower()] = np.append(column, column.sum()) / grain
    table["total"] = np.append(matrix.sum(axis=1), matrix.sum()) / grain
    return table


def goods_flows(recorder: Recorder, state: State) -> Table:
    """Where the goods of each product came from and went to, in units over the counted days."""
    grain = recorder.scenario.grain.goods
    flows = (state.ledger.goods - recorder.opening_goods) / grain
    before, enters, leaves = recorder.opening_goods, list(ENTERS), list(LEAVES)
    opening = before[GoodsFlow.OPENING] + before[enters].sum(axis=0) - before[leaves].sum(axis=0)
    table: Table = {"product": list(state.product_names), "opening": opening / grain}
    for flow in GoodsFlow:
        if flow != GoodsFlow.OPENING:
            table[flow.name.lower()] = flows[flow]
    table["closing"] = opening / grain + flows[enters].sum(axis=0) - flows[leaves].sum(axis=0)
    return table


def value_chain(recorder: Recorder, state: State) -> Table:
    """Who keeps what of a consumer's yuan in the shops: RMB and shares, for goods and produce.

    A maker's and a farmer's part is the whole price; a middleman's and the shop's, sales less the
    landed cost of what was sold.
    """
    table: Table = {"chain": [], "part": [], "rmb": [], "share": []}
    for chain, wanted in (("goods", 0), ("produce", 1)):
        columns = state.products.produce == wanted
        kept = state.ledger.chain[:, columns].sum(axis=1) / recorder.scenario.grain.money
        parts: dict[str, float] = {}
        for sector, part in PARTS.items():
            parts[part] = parts.get(part, 0.0) + float(kept[sector])
        total = sum(parts.values())
        for part, rmb in parts.items():
            if rmb != 0.0:
                table["chain"].append(chain)
                table["part"].append(part)
                table["rmb"].append(rmb)
                table["share"].append(rmb / total)
    return table
