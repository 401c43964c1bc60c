"""Which scenario goes with which exact answer. A case is a function and a line of its file."""

from sim.evidence.theories import (
    autoregressive,
    bargaining,
    carriers,
    choice,
    costs,
    diffusion,
    entry,
    forecasts,
    independence,
    policies,
    prices,
    stock,
    trade,
)
from sim.evidence.theories.theory import Expected, OutsideTheoryError, Theory

THEORIES: dict[str, Theory] = {
    theory.scenario: theory
    for theory in (
        *stock.THEORIES,
        *policies.THEORIES,
        *forecasts.THEORIES,
        *autoregressive.THEORIES,
        *prices.THEORIES,
        *costs.THEORIES,
        *diffusion.THEORIES,
        *carriers.THEORIES,
        *entry.THEORIES,
        *bargaining.THEORIES,
        *trade.THEORIES,
        *choice.THEORIES,
        *independence.THEORIES,
    )
}

__all__ = ["THEORIES", "Expected", "OutsideTheoryError", "Theory"]
