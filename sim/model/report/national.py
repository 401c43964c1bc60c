"""Outcomes of the country: sums by province, ratios and incomes of them."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.firms import History
from sim.engine.tables.state import State
from sim.model.report import livelihoods, marketplace_outcomes, net_jobs, owners, relief_record
from sim.model.report.adopters import incomes_of_owners
from sim.model.report.chain_shares import chain_shares
from sim.model.report.earnings import (
    KINDS,
    earnings,
    firms_by_province,
    profit_shares,
    rows_of_kinds,
)
from sim.model.report.joined import joined_share, joins
from sim.model.report.outcomes import Outcome, Recorder, share, waste_share

ByProvince = NDArray[np.float64]
# Who writes goods off, by the kind of firm that `earnings` knows.
KEEPERS = {
    "shops": "shop_owner",
    "wholesalers": "wholesaler",
    "makers": "manufacturer",
    "brokers": "broker",
}


CHAINS = {"goods": 0, "produce": 1}  # Products.produce
OF_CHAINS = ("stockout_rate", "shelf_audit_rate", "empty_by_supplier", "lost_sales_share")


def sums_by_chain(history: History, state: State) -> dict[str, dict[str, ByProvince]]:
    """What shops count of packaged goods and of produce, by province."""
    columns = {chain: state.products.produce == kind for chain, kind in CHAINS.items()}
    return {
        chain: {name: getattr(history, name)[:, of_chain].sum(axis=1) for name in history._fields}
        for chain, of_chain in columns.items()
    }


def shop_sums(recorder: Recorder, history: History, state: State) -> dict[str, ByProvince]:
    """Totals of the shops by province: customers, money."""
    sums = {name: getattr(history, name).sum(axis=1).astype(float) for name in history._fields}
    accounts = state.accounts
    for name in ("sales", "purchases", "direct", "goods_sold"):
        sums[name] = firms_by_province(state, getattr(accounts, name), 0, state.shops)
    for name in ("purchases", "written_off"):
        sums[f"all_{name}"] = firms_by_province(state, getattr(accounts, name), 0, state.firms)
        for keepers, kind in KEEPERS.items():
            ((lo, hi),) = rows_of_kinds(state)[kind]
            sums[f"{keepers}_{name}"] = firms_by_province(state, getattr(accounts, name), lo, hi)
    months = recorder.price_ratios or [np.zeros((2, len(state.province_names)))]
    sums["basket_then"], sums["basket_now"] = np.sum(months, axis=0)
    return sums


def waste_of(keepers: str) -> Callable[[Mapping[str, Any]], float]:
    """The share that keepers of a kind write off of what they buy, from sums by their name."""
    return lambda s: waste_share(s[f"{keepers}_written_off"], s[f"{keepers}_purchases"])


RATIOS = {
    "stockout_rate": lambda s: 1.0 - share(s["served"], s["demanded"]),
    "shelf_audit_rate": lambda s: share(s["empty"], s["days"]),
    "empty_by_supplier": lambda s: share(s["let_down"], s["empty"]),
    "fill_rate": lambda s: share(s["served"], s["demanded"]),
    "lost_sales_share": lambda s: share(s["lost"], s["demanded"]),
    "cost_of_goods_share": lambda s: share(s["goods_sold"], s["sales"]),
    "waste_share": waste_of("all"),
    **{f"waste_share.{keepers}": waste_of(keepers) for keepers in KEEPERS},
    "direct_share": lambda s: share(s["direct"], s["purchases"]),
    "consumer_price_index": lambda s: 100.0 * share(s["basket_now"], s["basket_then"]),
}
UNITS = dict.fromkeys(RATIOS, "share") | {"consumer_price_index": "catalogue prices = 100"}


def incomes(recorder: Recorder, state: State) -> dict[str, ByProvince]:
    """Income of each kind by province, RMB over the counted days."""
    money = recorder.scenario.grain.money
    earned = earnings(state, recorder.opening_worth) / money
    return dict(zip(KINDS, earned, strict=True))


def earners(recorder: Recorder, state: State) -> dict[str, ByProvince]:
    """Real units of each kind by province, over scale."""
    return state.represented | {owners.KIND: owners.owners(recorder, state)}


def outcomes(recorder: Recorder, state: State) -> dict[str, Outcome]:
    """The national outcomes: ratios of national totals, incomes a real unit and year."""
    history = recorder.by_product(state)
    sums = {name: values.sum() for name, values in shop_sums(recorder, history, state).items()}
    result = {name: Outcome(ratio(sums), UNITS[name]) for name, ratio in RATIOS.items()}
    if joins(state):
        result["platform_share"] = Outcome(joined_share(state), "share")
    for chain, counted in sums_by_chain(history, state).items():
        of_chain = {name: values.sum() for name, values in counted.items()}
        for name in OF_CHAINS:
            result[f"{name}.{chain}"] = Outcome(RATIOS[name](of_chain), UNITS[name])
    for name, part in chain_shares(state).items():
        result[name] = Outcome(part, "share")
    earned_by = incomes(recorder, state)
    people = earners(recorder, state)
    for kind, earned in earned_by.items():
        units = people[kind].sum()
        result[f"income.{kind}"] = Outcome(share(earned.sum() / recorder.years, units), "RMB/year")
    result |= incomes_of_owners(recorder, state)
    for name, value in owners.outcomes(
        recorder.scenario, recorder.years, earned_by[owners.KIND].sum(),
        sums["sales"] / recorder.scenario.grain.money, people[owners.KIND].sum(),
        tuple(each.sum() for each in owners.counts(recorder, state)),
    ).items():  # fmt: skip
        result[name] = Outcome(float(value), owners.UNITS[name])
    for kind, (earned, sales) in profit_shares(state, recorder.opening_worth).items():
        result[f"profit_share.{kind}"] = Outcome(share(earned.sum(), sales.sum()), "share")
    for level, rate in enumerate(fill_rates(state)):
        if level > 0:
            result[f"fill_rate.tier{level}"] = Outcome(rate, "share")
    for tier, firms in enumerate(open_firms(state)[1:-1], start=1):
        result[f"firms.tier{tier}"] = Outcome(firms, "agents")
    return result | online_outcomes(recorder, state)


def online_outcomes(recorder: Recorder, state: State) -> dict[str, Outcome]:
    """The marketplace's and the farm households', of the whole country."""
    record, scenario = recorder.online, recorder.scenario
    values = marketplace_outcomes.by_province(record, scenario, state, recorder.years, whole=True)
    result = {
        name: Outcome(float(v[0]), marketplace_outcomes.UNITS[name]) for name, v in values.items()
    }
    for name, of_province in jobs_left(recorder, state).items():
        result[name] = Outcome(float(of_province.sum()), net_jobs.UNITS[name])
    share_of_retail = marketplace_outcomes.physical_online_share(record, scenario)
    result |= {"physical_online_share": Outcome(share_of_retail, "share")}
    for product, sales in marketplace_outcomes.produce_sales(record, scenario, state).items():
        sold = sales[~np.isnan(sales)]
        total = float(sold.sum()) if len(sold) else float("nan")
        result[f"online_sales.{product}"] = Outcome(
            total, marketplace_outcomes.UNITS["online_sales"]
        )
    lives = livelihoods.by_province(recorder.incomes, scenario, state, whole=True)
    relief = relief_record.by_province(recorder.incomes, scenario, state, whole=True)
    units = livelihoods.UNITS | relief_record.UNITS
    return result | {
        name: Outcome(float(values[0]), units[name]) for name, values in (lives | relief).items()
    }


def jobs_left(recorder: Recorder, state: State) -> dict[str, ByProvince]:
    """Jobs net of those that shops and middlemen have lost, by province."""
    record, scenario = recorder.online, recorder.scenario
    gross = marketplace_outcomes.by_province(record, scenario, state, recorder.years, whole=False)
    return net_jobs.by_province(recorder, scenario, state, gross)


def open_firms(state: State) -> list[float]:
    """Agents of each level that trade at the end."""
    ends = pairwise(state.levels.first_keeper[: state.n_levels + 1].tolist())
    return [float(state.keepers.open[lo:hi].sum()) for lo, hi in ends]


def fill_rates(state: State) -> list[float]:
    """Share of units due that left the same evening, by level."""
    rates = []
    for level in range(state.n_levels):
        lo, hi = (int(k) for k in state.levels.first_keeper[level : level + 2])
        rows = slice(int(state.keepers.first_shelf[lo]), int(state.keepers.first_shelf[hi]))
        rates.append(share(state.totals.served[rows].sum(), state.totals.demanded[rows].sum()))
    return rates
