"""A textbook scenario run by the engine, and how near its outcomes must come to the exact answer.

Each shop of a textbook population is a chain of its own, so the spread between shops gives the
standard error of an outcome; nothing is compared with the draws of one seed.
"""

from typing import NamedTuple

import numpy as np

from sim.model import TradeModel
from sim.scenario import read_scenario

SIGMAS = 5.0
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


class Played(NamedTuple):
    """What the engine reports, and the standard errors of it."""

    model: TradeModel
    outcomes: dict[str, float]
    errors: dict[str, float]


def play(name, seed=1, **sets) -> Played:
    """Run scenarios/textbook/NAME.yaml; a keyword `a__b=value` sets the key `a.b`."""
    pairs = [f"{key.replace('__', '.')}={value}" for key, value in sets.items()]
    model = TradeModel(read_scenario(f"textbook/{name}", sets=pairs), seed).run()
    outcomes = {name: float(outcome.value) for name, outcome in model.outcomes().items()}
    return Played(model, outcomes, standard_errors(model))


def standard_errors(model) -> dict[str, float]:
    """Of each ratio of means, from the spread between the firms of a tier."""
    state, days, goods = model.state, model.recorder.days, model.asked.grain.goods
    money = model.asked.grain.money
    errors = {}
    for tier in range(state.n_levels):
        rows = slice(*(int(row) for row in state.levels.first_keeper[tier : tier + 2]))
        calm = np.full(rows.stop - rows.start, float(days))
        for name, (upper, lower) in RATIOS.items():
            of = getattr(state.totals, upper)[rows] / (goods if upper.endswith("_days") else 1)
            over = getattr(state.totals, lower)[rows] if lower else calm
            errors[f"{name}.tier{tier}"] = ratio_error(of, over)
        earned = state.accounts.cash[rows] - model.recorder.opening_net_money[rows]
        errors[f"profit.tier{tier}"] = ratio_error(earned / money, calm)
    return errors


def ratio_error(of, over) -> float:
    """Standard error of sum(of) / sum(over) over independent firms."""
    total = over.sum()
    if total == 0:
        return 0.0
    residuals = of - over * (of.sum() / total)
    return float(np.sqrt((residuals**2).sum()) / total)


def assert_near(played: Played, exact: dict[str, float], sharp: float = 0.02) -> None:
    """Each outcome lies within five standard errors of the exact value, and the error is small.

    sharp  largest standard error against the exact value that makes the comparison worth doing
    """
    for name, value in exact.items():
        found, error = played.outcomes[name], played.errors[name]
        assert abs(found - value) <= SIGMAS * error + 1e-9, (
            f"{name}: the engine says {found:.6f}, theory {value:.6f}; standard error {error:.6f}"
        )
        assert error <= sharp * max(abs(value), 0.05), f"{name}: too few days to tell: {error:.6f}"
