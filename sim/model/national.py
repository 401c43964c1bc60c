"""Outcomes and tables of the country, each for the nation and by province."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.state import State
from sim.model.outcomes import Outcome, Recorder, net_worth, share

Table = dict[str, Any]
ByProvince = NDArray[np.float64]


def firms_by_province(state: State, values: NDArray[Any], lo: int, hi: int) -> ByProvince:
    """Sum of a column over the keepers lo..hi-1, by province."""
    provinces = len(state.province_names)
    return np.bincount(state.keepers.province[lo:hi], values[lo:hi], provinces)


def shop_sums(recorder: Recorder, state: State) -> dict[str, ByProvince]:
    """Totals of the shops by province: customers, money."""
    history = recorder.by_product(state)
    sums = {name: getattr(history, name).sum(axis=1).astype(float) for name in history._fields}
    accounts = state.accounts
    for name in ("sales", "purchases", "direct", "goods_sold"):
        sums[name] = firms_by_province(state, getattr(accounts, name), 0, state.shops)
    for name in ("purchases", "written_off"):
        sums[f"all_{name}"] = firms_by_province(state, getattr(accounts, name), 0, state.firms)
    months = recorder.price_ratios or [np.zeros((2, len(state.province_names)))]
    sums["basket_then"], sums["basket_now"] = np.sum(months, axis=0)
    return sums


RATIOS = {
    "stockout_rate": lambda s: 1.0 - share(s["served"], s["demanded"]),
    "shelf_audit_rate": lambda s: share(s["empty"], s["days"]),
    "fill_rate": lambda s: share(s["served"], s["demanded"]),
    "lost_sales_share": lambda s: share(s["lost"], s["demanded"]),
    "cost_of_goods_share": lambda s: share(s["goods_sold"], s["sales"]),
    "waste_share": lambda s: share(s["all_written_off"], s["all_purchases"]),
    "direct_share": lambda s: share(s["direct"], s["purchases"]),
    "consumer_price_index": lambda s: 100.0 * share(s["basket_now"], s["basket_then"]),
}
UNITS = dict.fromkeys(RATIOS, "share") | {"consumer_price_index": "catalogue prices = 100"}


def incomes(recorder: Recorder, state: State) -> dict[str, ByProvince]:
    """Income of each kind by province, RMB over the counted days."""
    n = state.n_levels
    first = state.levels.first_keeper
    earned = net_worth(state) - recorder.opening_worth + state.accounts.drawings[: state.firms]
    bounds = {
        "shop_owner": (0, first[1]),
        "middleman": (first[1], first[n - 1]),
        "manufacturer": (first[n - 1], first[n]),
    }
    money = recorder.scenario.grain.money
    result = {}
    if state.farm is not None:
        farmers = state.farm.farmers
        income = farmers.sales - farmers.costs + farmers.other
        places = len(state.province_names)
        result["farmer"] = np.bincount(farmers.province, income, places) / money
    for kind, (lo, hi) in bounds.items():
        result[kind] = firms_by_province(state, earned, int(lo), int(hi)) / money
    if state.farm is not None:
        lo, hi = (int(k) for k in first[n : n + 2])
        result["middleman"] += firms_by_province(state, earned, lo, hi) / money
    return result


def outcomes(recorder: Recorder, state: State) -> dict[str, Outcome]:
    """The national outcomes: ratios of national totals, incomes a real unit and year."""
    sums = {name: values.sum() for name, values in shop_sums(recorder, state).items()}
    result = {name: Outcome(ratio(sums), UNITS[name]) for name, ratio in RATIOS.items()}
    history = recorder.by_product(state)
    for kind, wanted in (("goods", 0), ("produce", 1)):
        columns = state.products.produce == wanted
        sums = {name: getattr(history, name)[:, columns].sum() for name in history._fields}
        for name in ("stockout_rate", "shelf_audit_rate", "lost_sales_share"):
            result[f"{name}.{kind}"] = Outcome(RATIOS[name](sums), UNITS[name])
    for kind, earned in incomes(recorder, state).items():
        units = state.represented[kind].sum()
        result[f"income.{kind}"] = Outcome(share(earned.sum() / recorder.years, units), "RMB/year")
    for level, rate in enumerate(fill_rates(state)):
        if level > 0:
            result[f"fill_rate.tier{level}"] = Outcome(rate, "share")
    return result


def fill_rates(state: State) -> list[float]:
    """Share of units due that left the same evening, by level."""
    rates = []
    for level in range(state.n_levels):
        lo, hi = (int(k) for k in state.levels.first_keeper[level : level + 2])
        rows = slice(int(state.keepers.first_shelf[lo]), int(state.keepers.first_shelf[hi]))
        rates.append(share(state.totals.served[rows].sum(), state.totals.demanded[rows].sum()))
    return rates


def outcomes_by_province(recorder: Recorder, state: State) -> Table:
    """Every outcome of every province, one row each."""
    table: Table = {"province": [], "outcome": [], "value": [], "unit": []}

    def add(province: str, outcome: str, value: float, unit: str) -> None:
        for name, cell in zip(table, (province, outcome, value, unit), strict=True):
            table[name].append(cell)

    sums, earned = shop_sums(recorder, state), incomes(recorder, state)
    for place, province in enumerate(state.province_names):
        here = {name: values[place] for name, values in sums.items()}
        for name, ratio in RATIOS.items():
            add(province, name, ratio(here), UNITS[name])
        for kind, values in earned.items():
            units = state.represented[kind][place]
            income = share(values[place] / recorder.years, units)
            add(province, f"income.{kind}", income, "RMB/year")
    return table


def monthly(recorder: Recorder, state: State) -> Table:
    """Customers of the shops by month and province."""
    grain = recorder.scenario.grain.goods
    table: Table = {
        name: []
        for name in (
            "month", "province", "customers", "served_at_once", "sold_units", "lost_units",
            "shelf_days", "empty_shelf_days",
        )
    }  # fmt: skip
    before = np.zeros((6, len(state.province_names)))
    for month, history in recorder.months:
        names = ("demanded", "served", "sold", "lost", "days", "empty")
        now = np.array([getattr(history, name).sum(axis=1) for name in names], float)
        change, before = now - before, now
        change[:4] /= grain
        table["month"] += [month] * len(state.province_names)
        table["province"] += list(state.province_names)
        for name, row in zip(list(table)[2:], change, strict=True):
            table[name] += row.tolist()
    return table


def by_product(recorder: Recorder, state: State) -> Table:
    """Customers of the shops by province and product."""
    history = recorder.by_product(state)
    grain = recorder.scenario.grain.goods
    sold_here = history.days > 0
    province, product = np.nonzero(sold_here)
    produce = state.products.produce[product] == 1
    return {
        "province": [state.province_names[place] for place in province],
        "product": [state.product_names[place] for place in product],
        "kind": np.where(produce, "produce", "packaged").tolist(),
        "category": [state.category_names[state.products.category[place]] for place in product],
        "shelf_days": history.days[sold_here],
        "customers": history.demanded[sold_here] / grain,
        "served_at_once": history.served[sold_here] / grain,
        "sold_units": history.sold[sold_here] / grain,
        "lost_units": history.lost[sold_here] / grain,
        "empty_shelf_days": history.empty[sold_here],
    }


def tiers(recorder: Recorder, state: State) -> Table:
    """Fill rate, stock and trade of each level."""
    n, money = state.n_levels, recorder.scenario.grain.money
    names = ["shop", *(f"wholesalers_{tier}" for tier in range(1, n - 1)), "manufacturers"]
    rates = fill_rates(state)
    table: Table = {"tier": names, "fill_rate": rates}
    columns: Table = {name: [] for name in ("firms", "stock_days", "purchases_rmb", "sales_rmb")}
    for level in range(n):
        lo, hi = (int(k) for k in state.levels.first_keeper[level : level + 2])
        rows = slice(int(state.keepers.first_shelf[lo]), int(state.keepers.first_shelf[hi]))
        columns["firms"].append(hi - lo)
        columns["stock_days"].append(
            share(state.totals.stock_days[rows].sum(), state.totals.sold[rows].sum())
        )
        columns["purchases_rmb"].append(state.accounts.purchases[lo:hi].sum() / money)
        columns["sales_rmb"].append(state.accounts.sales[lo:hi].sum() / money)
    return table | columns


def income_table(recorder: Recorder, state: State) -> Table:
    """Mean income of each kind by province, RMB a real unit and year, and the agents there."""
    n, first = state.n_levels, state.levels.first_keeper
    ones = np.ones(state.firms)
    agents = {
        "shop_owner": firms_by_province(state, ones, 0, int(first[1])),
        "middleman": firms_by_province(state, ones, int(first[1]), int(first[n - 1])),
        "manufacturer": firms_by_province(state, ones, int(first[n - 1]), int(first[n])),
    }
    if state.farm is not None:
        where = state.farm.farmers.province
        agents["farmer"] = np.bincount(where, minlength=len(state.province_names)).astype(float)
        lo, hi = (int(k) for k in first[n : n + 2])
        agents["middleman"] = agents["middleman"] + firms_by_province(state, ones, lo, hi)
    table: Table = {"province": [], "kind": [], "agents": [], "income_rmb_per_year": []}
    for kind, earned in incomes(recorder, state).items():
        for place, province in enumerate(state.province_names):
            table["province"].append(province)
            table["kind"].append(kind)
            table["agents"].append(int(agents[kind][place]))
            units = state.represented[kind][place]
            table["income_rmb_per_year"].append(share(earned[place] / recorder.years, units))
    return table


def tables(recorder: Recorder, state: State) -> dict[str, Table]:
    """All tables of the country."""
    return {
        "outcomes_by_province": outcomes_by_province(recorder, state),
        "monthly": monthly(recorder, state),
        "by_product": by_product(recorder, state),
        "tiers": tiers(recorder, state),
        "income": income_table(recorder, state),
    }
