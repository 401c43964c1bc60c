"""A textbook scenario played by the engine, with the standard error of each outcome.

Each shop of a textbook population is a chain of its own, so the spread between shops gives the
standard error of an outcome; nothing is compared with the draws of one seed.
"""

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.model import TradeModel
from sim.model.report.textbook_costs import counts_orders, lost_units, stock_cost
from sim.model.report.textbook_groups import by_keeper, goods_of
from sim.scenario import Scenario

# An outcome as a ratio of two totals of a firm: over the second, or over days where it is None.
RATIOS = {
    "fill_rate": ("served", "demanded"),
    "days_without_stockout": ("short", None),
    "days_without_backlog": ("owing", None),
    "shelf_audit_rate": ("empty", None),
    "end_stock": ("stock_days", None),
    "backlog": ("backlog_days", None),
    "waste_share": ("spoiled", "received"),
}


SPANS = 20  # of days, between which variances are compared


class Played(NamedTuple):
    """What the engine reports, and the standard errors of it (0 where nothing is random).

    A series NAME gives the outcomes NAME[0], NAME[1], ...
    """

    model: TradeModel
    outcomes: dict[str, float]
    errors: dict[str, float]


def play_scenario(scenario: Scenario, seed: int = 1, **how: Any) -> Played:
    """Run a scenario with an explicit population.

    how  chunk_shelves, threads
    """
    model = TradeModel(scenario, seed, **how).run()
    outcomes = {name: float(outcome.value) for name, outcome in model.outcomes().items()}
    for name, values in model.series().items():
        outcomes |= by_step(name, values)
    outcomes |= parcels_a_day(model)
    return Played(model, outcomes, standard_errors(model))


def by_step(name: str, values: list[float]) -> dict[str, float]:
    """A series as outcomes, one a step."""
    return {f"{name}[{step}]": value for step, value in enumerate(values)}


def parcels_a_day(model: TradeModel) -> dict[str, float]:
    """Parcels that wait for a carrier, of all provinces, over all days of the run."""
    if model.state.online is None:
        return {}
    parcels = model.state.online.parcels
    return {
        "waiting_parcels": float(parcels.nights.sum()) / model.days_total,
        "late_parcels": float(parcels.late.sum()) / model.days_total,
    }


def standard_errors(model: TradeModel) -> dict[str, float]:
    """Of each ratio of means, from the spread between the firms of a tier."""
    state, days, goods = model.state, model.recorder.days, model.asked.grain.goods
    money, diary = model.asked.grain.money, model.recorder.diary
    assert diary is not None, "a textbook population is watched"
    errors = {}
    for tier in range(state.n_levels):
        rows = state.keepers_at(tier)
        calm = np.full(rows.stop - rows.start, float(days))
        for name, (upper, lower) in RATIOS.items():
            in_units = upper.endswith("_days")
            of = by_keeper(state, getattr(state.totals, upper))[rows] / (goods if in_units else 1)
            over = calm if in_units else calm * goods_of(state)  # a firm's days, or its shelves'
            if lower:
                over = by_keeper(state, getattr(state.totals, lower))[rows]
            errors[f"{name}.tier{tier}"] = ratio_error(of, over)
        cost = costs_of_firms(model, tier, rows)
        earned = state.accounts.cash[rows] - model.recorder.opening_net_money[rows]
        errors[f"cost.tier{tier}"] = ratio_error(cost / money, calm)
        errors[f"profit.tier{tier}"] = ratio_error((earned - cost) / money, calm)
        if counts_orders(model.asked):
            orders = diary.notes["orders_placed"][rows].astype(np.float64)
            errors[f"orders.tier{tier}"] = ratio_error(orders, calm)
        errors[f"order_variance_ratio.tier{tier}"] = variance_ratio_error(model, tier)
    return errors


def costs_of_firms(model: TradeModel, tier: int, rows: slice) -> NDArray[np.float64]:
    """Money that the rules of stock cost each firm of a tier over the counted days."""
    state, diary = model.state, model.recorder.diary
    assert diary is not None, "a textbook population is watched"
    totals, orders = state.totals, diary.notes["orders_placed"][rows]
    lost = lost_units(state, tier, rows.start, rows.stop)
    kept, owed = (by_keeper(state, of)[rows] for of in (totals.stock_days, totals.backlog_days))
    cost: NDArray[np.float64] = stock_cost(model.asked, state, tier, kept, owed, orders, lost)
    return cost


def variance_ratio_error(model: TradeModel, tier: int) -> float:
    """Standard error from the spread between spans of the counted days."""
    orders = model.recorder.orders
    assert orders is not None, "a textbook population is watched"
    ends = np.linspace(0, len(orders.days), SPANS + 1).astype(int)
    spans = [(first, end) for first, end in pairwise(ends) if first < end]
    ratios = [orders.ratios(first, end)[tier] for first, end in spans]
    return float(np.std(ratios, ddof=1) / np.sqrt(len(ratios)))


def ratio_error(of: NDArray[np.float64], over: NDArray[np.float64]) -> float:
    """Standard error of sum(of) / sum(over) over independent firms."""
    total = over.sum()
    if total == 0:
        return 0.0
    residuals = of - over * (of.sum() / total)
    return float(np.sqrt((residuals**2).sum()) / total)
