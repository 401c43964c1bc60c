"""What customers meet in the shops, and what shops and their suppliers buy, sell and waste."""

from collections.abc import Callable, Mapping

import numpy as np

from sim.engine.tables.state import State
from sim.model.report.areas import Areas, ByArea, ByProvince
from sim.model.report.earnings import firms_by_province, rows_of_kinds
from sim.model.report.ratios import ratio
from sim.model.report.recorder import Recorder

type Formula = Callable[[Mapping[str, ByArea]], ByArea]

# Who writes goods off, by the kind of firm that `earnings` knows.
KEEPERS = {
    "shops": "shop_owner",
    "wholesalers": "wholesaler",
    "makers": "manufacturer",
    "brokers": "broker",
}
CHAINS = {"goods": 0, "produce": 1}  # Products.produce


def waste_of(keepers: str) -> Formula:
    """What keepers of a kind write off of what they buy; at most 1: opening stock spoils, too."""

    def of(s: Mapping[str, ByArea]) -> ByArea:
        written_off, bought = s[f"{keepers}_written_off"], s[f"{keepers}_purchases"]
        return ratio(written_off, np.maximum(written_off, bought))

    return of


OF_CUSTOMERS: dict[str, Formula] = {
    "stockout_rate": lambda s: 1.0 - ratio(s["served"], s["demanded"]),
    "shelf_audit_rate": lambda s: ratio(s["empty"], s["days"]),
    "empty_by_supplier": lambda s: ratio(s["let_down"], s["empty"]),
    "fill_rate": lambda s: ratio(s["served"], s["demanded"]),
    "lost_sales_share": lambda s: ratio(s["lost"], s["demanded"]),
}
OF_MONEY: dict[str, Formula] = {
    "cost_of_goods_share": lambda s: ratio(s["goods_sold"], s["sales"]),
    "waste_share": waste_of("all"),
    **{f"waste_share.{keepers}": waste_of(keepers) for keepers in KEEPERS},
    "direct_share": lambda s: ratio(s["direct"], s["purchases"]),
    "consumer_price_index": lambda s: 100.0 * ratio(s["basket_now"], s["basket_then"]),
}
BY_CHAIN = ("stockout_rate", "shelf_audit_rate", "empty_by_supplier", "lost_sales_share")


def of_customers(recorder: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """Of all products together: what is served, lost, and missing at closing time."""
    history = recorder.by_product(state)
    sums = {name: areas.add(getattr(history, name).sum(axis=1)) for name in history._fields}
    return {name: formula(sums) for name, formula in OF_CUSTOMERS.items()}


def of_chains(recorder: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """The same of packaged goods and of produce, apart."""
    history = recorder.by_product(state)
    found: dict[str, ByArea] = {}
    for chain, kind in CHAINS.items():
        wanted = state.products.produce == kind
        sums = {
            name: areas.add(getattr(history, name)[:, wanted].sum(axis=1))
            for name in history._fields
        }
        found |= {f"{name}.{chain}": OF_CUSTOMERS[name](sums) for name in BY_CHAIN}
    return found


def of_money(recorder: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """Costs, waste and direct purchases in money, and the prices of the opening's basket."""
    sums = {name: areas.add(values) for name, values in money_sums(recorder, state).items()}
    return {name: formula(sums) for name, formula in OF_MONEY.items()}


def money_sums(recorder: Recorder, state: State) -> dict[str, ByProvince]:
    """Sums by province of what firms buy, sell and write off, and of the basket's prices."""
    accounts = state.accounts

    def of_rows(name: str, rows: slice) -> ByProvince:
        return firms_by_province(state, getattr(accounts, name), rows)

    names = ("sales", "purchases", "direct", "goods_sold")
    sums = {name: of_rows(name, state.keepers_at(0)) for name in names}
    for name in ("purchases", "written_off"):
        sums[f"all_{name}"] = of_rows(name, slice(state.firms))
        for keepers, kind in KEEPERS.items():
            (rows,) = rows_of_kinds(state)[kind]
            sums[f"{keepers}_{name}"] = of_rows(name, rows)
    months = recorder.price_ratios or [np.zeros((2, len(state.province_names)))]
    sums["basket_then"], sums["basket_now"] = np.sum(months, axis=0)
    return sums
