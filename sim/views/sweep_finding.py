"""The sentence over a sweep's picture: where its first outcome turns, or how far it moves."""

import pandas as pd

from sim.views.numbers import plain, tick
from sim.views.sweep_table import SweepTable, is_numeric, last_clear, zero_crossings
from sim.views.vocabulary import lower, measure


def sweep_finding(sweep: SweepTable) -> str:
    """What the sweep says of its first outcome."""
    rows = sweep.of(sweep.outcomes[0])
    if len(sweep.keys) > 1 or not is_numeric(rows[sweep.keys[0]]):
        return _over_grid(sweep, rows)
    at = [float(value) for value in rows[sweep.keys[0]]]
    crossings = zero_crossings(at, rows["mean"].tolist())
    if len(crossings) == 1:
        return _turn(sweep, crossings[0], is_positive_before=bool(rows["mean"].iloc[0] > 0))
    fades = last_clear(at, rows["low"].tolist(), rows["high"].tolist())
    if sweep.lever and not crossings and fades is not None:
        return _fade(sweep, fades, is_gain=bool(rows["mean"].iloc[0] > 0))
    return _from_end_to_end(sweep, rows, at)


def _turn(sweep: SweepTable, at: float, is_positive_before: bool) -> str:
    """Where a lever's effect, or an outcome, changes its sign."""
    where = f"{sweep.keys[0]} = {plain(at)}"
    name = measure(sweep.outcomes[0], "").name
    if sweep.lever is None:
        return f"{name}: changes sign at {where}"
    first, then = ("raises", "lowers") if is_positive_before else ("lowers", "raises")
    return f"{sweep.lever_name} {first} {lower(name)} up to {where} and {then} it beyond"


def _fade(sweep: SweepTable, at: float, is_gain: bool) -> str:
    """From where a lever's effect is no longer clear."""
    does = "raises" if is_gain else "lowers"
    name = lower(measure(sweep.outcomes[0], "").name)
    where = f"{sweep.keys[0]} = {plain(at)}"
    return f"{sweep.lever_name} {does} {name} up to {where}; beyond, no effect is clear"


def _from_end_to_end(sweep: SweepTable, rows: pd.DataFrame, at: list[float]) -> str:
    """The outcome at the first and the last value, and at how many a lever's effect is clear."""
    shown = sweep.measure_of(sweep.outcomes[0])
    first, last = (shown.text(float(rows["mean"].iloc[end])) for end in (0, -1))
    moves = f"{shown.name}: {first} at {sweep.keys[0]} = {tick(at[0])}, {last} at {tick(at[-1])}"
    if sweep.lever is None:
        return moves
    clear = int(((rows["low"] > 0) | (rows["high"] < 0)).sum())
    return f"{moves}; clear at {clear} of {len(rows)} values"


def _over_grid(sweep: SweepTable, rows: pd.DataFrame) -> str:
    """At how many values or combinations the outcome is positive, or its range."""
    varied, means = " and ".join(sweep.keys[:2]), rows["mean"]
    if sweep.fades(sweep.outcomes[0]):
        above = int((rows["low"] > 0).sum())
        name = lower(measure(sweep.outcomes[0], "").name)
        return (
            f"{sweep.lever_name} clearly raises {name} at {above} of {len(rows)} combinations "
            f"of {varied}"
        )
    if not means.min() < 0 < means.max():
        shown = sweep.measure_of(sweep.outcomes[0])
        lowest, highest = shown.text(means.min()), shown.text(means.max())
        return f"{shown.name}: {lowest} to {highest}, depending on {varied}"
    name = lower(measure(sweep.outcomes[0], "").name)
    does = f"{sweep.lever_name} raises" if sweep.lever else "Above zero:"
    what = "values" if len(sweep.keys) == 1 else "combinations"
    return f"{does} {name} at {int((means > 0).sum())} of {len(means)} {what} of {varied}"
