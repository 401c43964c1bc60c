"""The sentence over a sweep's picture: where its first outcome breaks even, or how far it moves."""

import pandas as pd

from sim.experiments.sweep_effects import is_numeric
from sim.views.numbers import tick
from sim.views.sweep_table import SweepTable
from sim.views.sweep_words import place_of, sum_of
from sim.views.vocabulary import listed, lower, measure


def sweep_finding(sweep: SweepTable) -> str:
    """What the sweep says of its first outcome."""
    rows = sweep.of(sweep.outcomes[0])
    if len(sweep.keys) > 1 or not is_numeric(rows[sweep.keys[0]]):
        return _over_grid(sweep, rows)
    found = sweep.break_evens_of(sweep.outcomes[0])
    if not found:
        return _from_end_to_end(sweep, rows)
    places = [place_of(one, rows[sweep.keys[0]]) for one in found]
    if len(places) > 1:
        return f"{_name(sweep)} meets {_sum(sweep)} at {sweep.keys[0]} = {listed(places)}"
    return _turn(sweep, places[0], found[0].falls)


def _turn(sweep: SweepTable, place: str, falls: bool) -> str:
    """Where a lever's effect, or an outcome, falls below the sum or rises above it."""
    where = f"{sweep.keys[0]} = {place}"
    stated = sweep.outcomes[0] in sweep.totals
    if sweep.lever is None:
        if not stated:
            return f"{_name(sweep)}: changes sign at {where}"
        return f"{_name(sweep)}: more than {_sum(sweep)} {'up to' if falls else 'from'} {where}"
    name = lower(_name(sweep))
    if stated:
        edge = f"up to {where}" if falls else f"from {where} on"
        return f"{sweep.lever_name} raises {name} by more than {_sum(sweep)} {edge}"
    first, then = ("raises", "lowers") if falls else ("lowers", "raises")
    return f"{sweep.lever_name} {first} {name} up to {where} and {then} it beyond"


def _from_end_to_end(sweep: SweepTable, rows: pd.DataFrame) -> str:
    """The outcome at the first and the last value, and that an effect never meets the sum."""
    outcome, values = sweep.outcomes[0], rows[sweep.keys[0]]
    shown = sweep.measure_of(outcome)
    first, last = (shown.text(float(rows["mean"].iloc[end])) for end in (0, -1))
    at = [tick(float(values.iloc[end])) for end in (0, -1)]
    moves = f"{shown.name}: {first} at {sweep.keys[0]} = {at[0]}, {last} at {at[1]}"
    if sweep.lever is None and outcome not in sweep.totals:
        return moves
    side = "more" if rows["mean"].iloc[0] > sweep.total_of(outcome) else "not more"
    return f"{moves}; {side} than {_sum(sweep)} at all values"


def _over_grid(sweep: SweepTable, rows: pd.DataFrame) -> str:
    """At how many values or combinations the outcome exceeds the sum, or its range."""
    outcome, varied, means = sweep.outcomes[0], " and ".join(sweep.keys[:2]), rows["mean"]
    total = sweep.total_of(outcome)
    if not sweep.breaks_even(outcome):
        shown = sweep.measure_of(outcome)
        lowest, highest = shown.text(means.min()), shown.text(means.max())
        return f"{shown.name}: {lowest} to {highest}, depending on {varied}"
    over = f" by more than {_sum(sweep)}" if outcome in sweep.totals else ""
    does = f"{sweep.lever_name} raises {lower(_name(sweep))}{over}"
    if sweep.lever is None:
        does = f"{_name(sweep)}: more than {_sum(sweep)}"
    what = "values" if len(sweep.keys) == 1 else "combinations"
    above, clearly = int((means > total).sum()), int((rows["low"] > total).sum())
    return f"{does} at {above} of {len(means)} {what} of {varied}, clearly at {clearly}"


def _name(sweep: SweepTable) -> str:
    return measure(sweep.outcomes[0], "").name


def _sum(sweep: SweepTable) -> str:
    return sum_of(sweep, sweep.outcomes[0])
