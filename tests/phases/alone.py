"""One phase run alone, in a small country whose columns a test has filled by hand."""

from functools import cache

import numpy as np

from sim.engine.tables.state import columns_of
from sim.model import TradeModel, day
from sim.model.calendar import today_of
from tests.state_columns import copied
from tests.worlds import eventful


def country(*sets: str, **how: int) -> TradeModel:
    """Two provinces with a few shops each, before the first day; no lever begins by itself.

    It is built once, and put back to its beginning each time. The marketplace is left out.

    how  chunk_shelves, threads
    """
    model = with_marketplace(*sets, **how)
    model.state.online = None
    return model


def with_marketplace(*sets: str, **how: int) -> TradeModel:
    """The same country, and its marketplace."""
    model, online, columns, rules, levers = _built(sets, **how)
    model.state.online = online
    for name, column in columns_of(model.state).items():
        column[...] = columns[name]
    model.rules, model.state.levers, model.state.shocks.each = rules, levers, {}
    return model


@cache
def _built(sets: tuple[str, ...], **how: int):
    """A country, its marketplace, its columns, its rules and its levers."""
    off = [f"levers.{name}=off" for name in ("analytics", "direct_ordering", "fast_replenishment")]
    places = ("population.provinces=[Gansu, Ningxia]", "scale=100000")
    model = eventful(*places, *off, *sets, **how)
    state = model.state
    return model, state.online, copied(state), model.rules, state.levers


def run(model: TradeModel, phase, number: int = 10, **changes: int) -> None:
    """Run a phase on the number-th day (a counted one); `changes` are to what the calendar says."""
    today = today_of(model.asked, model.run_seed, number)._replace(**changes)
    day.run_phase(phase.PHASE, model.state, model.rules, today, model.workers)


def with_rules(model: TradeModel, phase: str, **changes) -> None:
    """Change settings of a phase, or of a part by its path (`online.counters`)."""
    model.rules = _changed(model.rules, phase.split("."), changes)


def _changed(settings, path, changes):
    """Settings like these but for those under a path."""
    if path:
        changes = {path[0]: _changed(getattr(settings, path[0]), path[1:], changes)}
    return settings._replace(**changes)


def whole(value):
    """Money is rounded to whole grains, halves up."""
    return np.floor(np.asarray(value, float) + 0.5).astype(np.int64)


def ring_of(model: TradeModel, row: int) -> np.ndarray:
    """Stock by age of a row of Batches."""
    batches = model.state.batches
    return batches.left[batches.first[row] : batches.first[row + 1]]


def rows_of(model: TradeModel, keeper: int) -> slice:
    """The shelves of a keeper."""
    first = model.state.keepers.first_shelf
    return slice(int(first[keeper]), int(first[keeper + 1]))


def per_keeper(model: TradeModel, values) -> np.ndarray:
    """Values of the first shelves, summed by keeper."""
    keeper = np.asarray(model.state.shelves.keeper[: len(values)])
    return np.bincount(keeper, values, len(model.state.keepers.level)).astype(np.int64)
