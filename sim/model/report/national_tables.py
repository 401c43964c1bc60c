"""Tables of the country besides its outcomes: products, tiers and incomes, most by province."""

import numpy as np

from sim.engine.tables.state import State
from sim.model.report.earnings import firms_by_province
from sim.model.report.families.incomes import earned_by, earners
from sim.model.report.families.tiers import fill_rates, open_firms
from sim.model.report.flow_tables import Table, value_chain
from sim.model.report.monthly_table import monthly
from sim.model.report.national import outcomes_by_province
from sim.model.report.ratios import share
from sim.model.report.recorder import Recorder
from sim.model.report.shop_table import shops


def by_product(recorder: Recorder, state: State) -> Table:
    """Customers of the shops by province and product."""
    history = recorder.by_product(state)
    grain = recorder.scenario.grain.goods
    sold_here = history.days > 0
    province, product = np.nonzero(sold_here)
    produce = state.products.produce[product] == 1
    markup = np.asarray(state.products.shop_markup, float)
    price = np.asarray(state.products.retail_price, float) * grain / recorder.scenario.grain.money
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
        "stock_unit_days": history.stock_days[sold_here] / grain,
        "usual_price_rmb": price[product],
        "usual_margin_rmb": price[product] * (markup / (1.0 + markup))[product],
    }


def tiers(recorder: Recorder, state: State) -> Table:
    """Fill rate, stock and trade of each level."""
    n, money = state.n_levels, recorder.scenario.grain.money
    names = ["shop", *(f"wholesalers_{tier}" for tier in range(1, n - 1)), "manufacturers"]
    rates = fill_rates(state)
    table: Table = {"tier": names, "fill_rate": rates}
    columns: Table = {name: [] for name in ("firms", "stock_days", "purchases_rmb", "sales_rmb")}
    for level in range(n):
        firms, rows = state.keepers_at(level), state.shelves_at(level)
        columns["firms"].append(open_firms(state)[level])
        columns["stock_days"].append(
            share(state.totals.stock_days[rows].sum(), state.totals.sold[rows].sum())
        )
        columns["purchases_rmb"].append(state.accounts.purchases[firms].sum() / money)
        columns["sales_rmb"].append(state.accounts.sales[firms].sum() / money)
    return table | columns


def income_table(recorder: Recorder, state: State) -> Table:
    """Mean income of each kind by province, RMB a real unit and year, and the agents there."""
    roles = state.roles
    there = np.asarray(state.keepers.open[: state.firms])
    agents = {
        "shop_owner": firms_by_province(state, there, state.keepers_at(0)),
        "middleman": firms_by_province(state, there, state.keepers_at(1, roles.makers)),
        "manufacturer": firms_by_province(state, there, state.keepers_at(roles.makers)),
    }
    if state.farm is not None:
        where = state.farm.farmers.province
        agents["farmer"] = np.bincount(where, minlength=len(state.province_names)).astype(float)
        brokers = firms_by_province(state, there, state.keepers_at(roles.brokers))
        agents["middleman"] = agents["middleman"] + brokers
    table: Table = {"province": [], "kind": [], "agents": [], "income_rmb_per_year": []}
    people = earners(recorder, state)
    for kind, earned in earned_by(recorder, state).items():
        for place, province in enumerate(state.province_names):
            table["province"].append(province)
            table["kind"].append(kind)
            table["agents"].append(int(agents[kind][place]))
            income = share(earned[place] / recorder.years, people[kind][place])
            table["income_rmb_per_year"].append(income)
    return table


def tables(recorder: Recorder, state: State) -> dict[str, Table]:
    """All tables of the country."""
    return {
        "value_chain": value_chain(recorder, state),
        "outcomes_by_province": outcomes_by_province(recorder, state),
        "monthly": monthly(recorder, state),
        "by_product": by_product(recorder, state),
        "tiers": tiers(recorder, state),
        "income": income_table(recorder, state),
        "shops": shops(recorder, state),
    }
