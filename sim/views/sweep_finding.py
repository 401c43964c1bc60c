"""The sentence over a sweep's picture: where its first outcome turns, or how far it moves."""

from sim.views.numbers import plain, tick
from sim.views.sweep_table import SweepTable, is_numeric, zero_crossings
from sim.views.vocabulary import lower, measure


def sweep_finding(sweep: SweepTable) -> str:
    """What the sweep says of its first outcome."""
    outcome, key = sweep.outcomes[0], sweep.keys[0]
    shown = sweep.measure_of(outcome)
    rows = sweep.of(outcome)
    mean = rows["mean"]
    if len(sweep.keys) == 1 and is_numeric(rows[key]):
        at = [float(value) for value in rows[key]]
        crossings = zero_crossings(at, mean.tolist())
        if len(crossings) == 1:
            return _turn(sweep, crossings[0], is_positive_before=bool(mean.iloc[0] > 0))
        return (
            f"{shown.name}: {shown.text(mean.iloc[0])} at {key} = {tick(at[0])}, "
            f"{shown.text(mean.iloc[-1])} at {tick(at[-1])}"
        )
    varied = " and ".join(sweep.keys[:2])
    if mean.min() < 0 < mean.max():
        count = int((mean > 0).sum())
        what = "values" if len(sweep.keys) == 1 else "combinations"
        does = f"{sweep.lever_name} raises" if sweep.lever else "Above zero:"
        name = lower(measure(outcome, "").name)
        return f"{does} {name} at {count} of {len(mean)} {what} of {varied}"
    return (
        f"{shown.name}: {shown.text(mean.min())} to {shown.text(mean.max())}, depending on {varied}"
    )


def _turn(sweep: SweepTable, at: float, is_positive_before: bool) -> str:
    """Where a lever's effect, or an outcome, changes its sign."""
    key = sweep.keys[0]
    name = measure(sweep.outcomes[0], "").name
    if sweep.lever is None:
        return f"{name}: changes sign at {key} = {plain(at)}"
    first, then = ("raises", "lowers") if is_positive_before else ("lowers", "raises")
    where = f"{key} = {plain(at)}"
    return f"{sweep.lever_name} {first} {lower(name)} up to {where} and {then} it beyond"
