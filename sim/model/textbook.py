"""Outcomes of an explicit population: by tier, tier 0 being the shop."""

from typing import TYPE_CHECKING, Any

from sim.engine.state import State
from sim.model.joined import joined_share, joins
from sim.model.outcomes import Outcome, share

if TYPE_CHECKING:
    from sim.model.outcomes import Recorder


def outcomes(recorder: "Recorder", state: State) -> dict[str, Outcome]:
    """Outcomes by tier over the counted days; those of money are means a day and firm."""
    if state.shops == 0:
        return farming(recorder, state)
    result: dict[str, Outcome] = {}
    total_cost = 0.0
    for level in range(state.n_levels):
        for name, outcome in tier(recorder, state, level).items():
            result[f"{name}.tier{level}"] = outcome
        total_cost += result[f"cost.tier{level}"].value * firm_days(recorder, level)
    result["total_cost"] = Outcome(total_cost, "RMB")
    if state.levels.unfilled[0] == 0:
        lost = state.totals.lost[: state.shop_shelves].sum()
        demanded = state.totals.demanded[: state.shop_shelves].sum()
        result["lost_sales_share"] = Outcome(share(lost, demanded), "share")
    if joins(state):
        result["platform_share"] = Outcome(joined_share(state), "share")
    return result | farming(recorder, state)


def farming(recorder: "Recorder", state: State) -> dict[str, Outcome]:
    """What a farmer earns a day, and a broker, where there are any."""
    if state.farm is None:
        return {}
    farmers = state.farm.farmers
    earned = (farmers.sales - farmers.costs).sum() / len(farmers.sales) / recorder.days
    money = recorder.scenario.grain.money
    result = {"income.farmer": Outcome(earned / money, "RMB/day")}
    brokers = slice(*(int(k) for k in state.levels.first_keeper[state.n_levels :][:2]))
    if brokers.start < brokers.stop:
        accounts = state.accounts
        kept = (accounts.cash + accounts.drawings - recorder.opening_net_money)[brokers].mean()
        result["income.broker"] = Outcome(kept / recorder.days / money, "RMB/day")
        sales, brokered = farmers.sales.sum(), farmers.brokered.sum()
        result["brokered_share"] = Outcome(share(brokered, sales), "share")
    return result


def tier(recorder: "Recorder", state: State, level: int) -> dict[str, Outcome]:
    """Outcomes of one tier; means over its firms and the counted days."""
    lo, hi = (int(x) for x in state.levels.first_keeper[level : level + 2])
    grain = recorder.scenario.grain
    totals, accounts = state.totals, state.accounts
    days = firm_days(recorder, level)
    stock = totals.stock_days[lo:hi].sum()
    backlog = totals.backlog_days[lo:hi].sum()
    cost = stock * state.levels.holding_cost[level] + backlog * state.levels.backlog_cost[level]
    earned = (accounts.cash + accounts.receivable - accounts.payable)[lo:hi].sum()
    earned += accounts.drawings[lo:hi].sum() - recorder.opening_net_money[lo:hi].sum()
    demanded = totals.demanded[lo:hi].sum()
    wasted, received = totals.spoiled[lo:hi].sum(), int(totals.received[lo:hi].sum())
    assert recorder.diary is not None, "a textbook population is watched"
    price = float(recorder.diary.notes["price_days"][level])
    money, goods = grain.money, grain.goods
    return {
        "fill_rate": Outcome(share(totals.served[lo:hi].sum(), demanded), "share"),
        "days_without_stockout": Outcome(1.0 - totals.short[lo:hi].sum() / days, "share"),
        "days_without_backlog": Outcome(1.0 - totals.owing[lo:hi].sum() / days, "share"),
        "shelf_audit_rate": Outcome(totals.empty[lo:hi].sum() / days, "share"),
        "end_stock": Outcome(stock / days / goods, "unit"),
        "backlog": Outcome(backlog / days / goods, "unit"),
        "order_variance_ratio": Outcome(order_variance_ratio(recorder, level), "1"),
        "cost": Outcome(cost / days / money, "RMB/day"),
        "profit": Outcome((earned - cost) / days / money, "RMB/day"),
        "price": Outcome(price / days * goods / money, "RMB/unit"),
        "sales": Outcome(totals.sold[lo:hi].sum() / days / goods, "unit/day"),
        "waste_share": Outcome(wasted / max(received, 1), "share"),
        "firms": Outcome(float(state.keepers.open[lo:hi].sum()), "firms"),
    }


def firm_days(recorder: "Recorder", level: int) -> float:
    """Days that the firms of a tier were open."""
    assert recorder.diary is not None, "a textbook population is watched"
    return float(recorder.diary.notes["firm_days"][level])


def order_variance_ratio(recorder: "Recorder", level: int) -> float:
    """Variance of a tier's orders over that of consumer demand; nan where demand never varies."""
    assert recorder.orders is not None, "a textbook population is watched"
    return float(recorder.orders.ratios()[level])


def tables(recorder: "Recorder", state: State) -> dict[str, dict[str, Any]]:
    """The outcomes of each tier side by side; nothing where there are no shops."""
    if state.shops == 0:
        return {}
    rows = [tier(recorder, state, level) for level in range(state.n_levels)]
    table: dict[str, Any] = {"tier": [f"tier{level}" for level in range(state.n_levels)]}
    for name in rows[0]:
        table[name] = [row[name].value for row in rows]
    return {"tiers": table}
