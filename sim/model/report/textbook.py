"""Outcomes of an explicit population: by tier, tier 0 being the shop."""

from typing import Any

from sim.engine.tables.ledger import GoodsFlow
from sim.engine.tables.state import State
from sim.model.report.joined import joined_share, joins
from sim.model.report.ratios import share
from sim.model.report.recorder import Recorder
from sim.model.report.textbook_costs import counts_orders, lost_units, stock_cost
from sim.model.report.textbook_groups import goods_of, groups_of


def outcomes(recorder: Recorder, state: State) -> dict[str, float]:
    """Outcomes by tier over the counted days; those of money are means a day and firm."""
    if state.shops == 0:
        return farming(recorder, state) | buying_online(recorder, state)
    result: dict[str, float] = {}
    total_cost = 0.0
    for name, firms in of_groups(recorder, state).items():
        result |= {f"{outcome}.{name}": value for outcome, value in firms.items()}
    for level, days in enumerate(firm_days(recorder)[: state.n_levels]):
        total_cost += result[f"cost.tier{level}"] * days
    result["total_cost"] = total_cost
    if state.levels.unfilled[0] == 0:
        lost = state.totals.lost[: state.shop_shelves].sum()
        demanded = state.totals.demanded[: state.shop_shelves].sum()
        result["lost_sales_share"] = share(lost, demanded)
    if recorder.scenario.freight.loss:
        result["lost_on_the_way_share"] = lost_on_the_way(recorder, state)
    if joins(state):
        result["platform_share"] = joined_share(state)
    return result | farming(recorder, state) | buying_online(recorder, state)


def farming(recorder: Recorder, state: State) -> dict[str, float]:
    """What a farmer earns a day, and a broker, where there are any."""
    if state.farm is None:
        return {}
    farmers = state.farm.farmers
    earned = (farmers.sales - farmers.costs).sum() / len(farmers.sales) / recorder.days
    money = recorder.scenario.grain.money
    result: dict[str, float] = {"income.farmer": earned / money}
    brokers = state.keepers_at(state.roles.brokers)
    if brokers.start < brokers.stop:
        accounts = state.accounts
        kept = (accounts.cash + accounts.drawings - recorder.opening_net_money)[brokers].mean()
        result["income.broker"] = kept / recorder.days / money
        sales, brokered = farmers.sales.sum(), farmers.brokered.sum()
        result["brokered_share"] = share(brokered, sales)
    return result


def buying_online(recorder: Recorder, state: State) -> dict[str, float]:
    """What is ordered of each province online, and paid for it, where there are offers."""
    if state.online is None:
        return {}
    assert recorder.diary is not None, "a textbook population is watched"
    notes, scenario = recorder.diary.notes, recorder.scenario
    orders, paid = notes["online_orders"], notes["online_paid"]
    result = {}
    for place in range(len(orders)):
        name = f"province{place + 1}"
        result[f"online_orders.{name}"] = orders[place] / recorder.days
        result[f"online_share.{name}"] = share(paid[place], paid.sum())
    budget = scenario.marketplace.budget * scenario.grain.money * recorder.days
    result["online_spending_share"] = share(paid.sum(), budget)
    return result


def of_groups(recorder: Recorder, state: State) -> dict[str, dict[str, float]]:
    """Outcomes of each group of keepers, by its name; means over its firms and the counted days."""
    assert recorder.diary is not None, "a textbook population is watched"
    prices = recorder.diary.notes["price_days"].tolist()
    groups = groups_of(state)
    all_days = firm_days(recorder)
    found = {
        name: of_firms(recorder, state, *group, days, price)
        for (name, group), days, price in zip(groups.items(), all_days, prices, strict=True)
    }
    if recorder.scenario.freight.loss:
        for (name, (_, lo, hi)), days in zip(groups.items(), all_days, strict=True):
            paid = state.accounts.purchases[lo:hi].sum() / days
            found[name]["purchases"] = paid / recorder.scenario.grain.money
    for level, ratio in enumerate(order_variance_ratios(recorder)):
        found[f"tier{level}"]["order_variance_ratio"] = ratio
    return found


def of_firms(
    recorder: Recorder, state: State, level: int, lo: int, hi: int, days: float, price: float
) -> dict[str, float]:
    """Outcomes of the firms lo..hi-1 of a level.

    days   that they were open, together; price: what they asked, summed over these
    """
    grain, kinds = recorder.scenario.grain, goods_of(state)
    totals, accounts = state.totals, state.accounts
    shelf_days, rows = days * kinds, slice(lo * kinds, hi * kinds)
    stock = totals.stock_days[rows].sum()
    backlog = totals.backlog_days[rows].sum()
    assert recorder.diary is not None, "a textbook population is watched"
    orders = recorder.diary.notes["orders_placed"][lo:hi].sum()
    lost = lost_units(state, level, lo, hi).sum()
    cost = stock_cost(recorder.scenario, state, level, stock, backlog, orders, lost)
    earned = (accounts.cash + accounts.receivable - accounts.payable)[lo:hi].sum()
    earned += accounts.drawings[lo:hi].sum() - recorder.opening_net_money[lo:hi].sum()
    demanded = totals.demanded[rows].sum()
    wasted, received = totals.spoiled[rows].sum(), int(totals.received[rows].sum())
    money, goods = grain.money, grain.goods
    placed = {"orders": orders / days}
    return {
        "fill_rate": share(totals.served[rows].sum(), demanded),
        "days_without_stockout": 1.0 - totals.short[rows].sum() / shelf_days,
        "days_without_backlog": 1.0 - totals.owing[rows].sum() / shelf_days,
        "shelf_audit_rate": totals.empty[rows].sum() / shelf_days,
        "end_stock": stock / days / goods,
        "backlog": backlog / days / goods,
        "cost": cost / days / money,
        "profit": (earned - cost) / days / money,
        "price": price / days * goods / money,
        "sales": totals.sold[rows].sum() / days / goods,
        "waste_share": share(wasted, max(wasted, received, 1)),
        "firms": float(state.keepers.open[lo:hi].sum()),
        **(placed if counts_orders(recorder.scenario) else {}),
    }


def firm_days(recorder: Recorder) -> list[float]:
    """Days that the firms of each group were open: the tiers first."""
    assert recorder.diary is not None, "a textbook population is watched"
    days: list[float] = recorder.diary.notes["firm_days"].tolist()
    return days


def lost_on_the_way(recorder: Recorder, state: State) -> float:
    """What melted on the way to the shops, over what left for them and is no longer on its way."""
    flow = GoodsFlow.LOST_IN_TRANSIT
    lost = (state.ledger.goods - recorder.opening_goods)[flow].sum()
    return share(lost, lost + state.totals.received[: state.shop_shelves].sum())


def order_variance_ratios(recorder: Recorder) -> list[float]:
    """By tier: variance of its orders over that of consumer demand; nan where that never varies."""
    assert recorder.orders is not None, "a textbook population is watched"
    ratios: list[float] = recorder.orders.ratios().tolist()
    return ratios


def tables(recorder: Recorder, state: State) -> dict[str, dict[str, Any]]:
    """The outcomes of each tier side by side; nothing where there are no shops."""
    if state.shops == 0:
        return {}
    rows = of_groups(recorder, state)
    columns = dict.fromkeys(name for row in rows.values() for name in row)
    table: dict[str, Any] = {"tier": list(rows)}
    for name in columns:
        table[name] = [row.get(name, float("nan")) for row in rows.values()]
    return {"tiers": table}
