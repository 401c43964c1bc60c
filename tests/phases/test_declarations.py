"""A part writes only what it declares, and what it does not declare makes no difference to it.

Each part is run alone, day after day, in small countries and in chains of firms. To see what it
reads, all columns that it does not declare are shuffled: then it must do the same as before.
"""

import numpy as np
import pytest

from sim.engine.phase import Act, Part
from sim.engine.plan import Planner, Run, steps_of
from sim.engine.tables.state import columns_of
from sim.model import TradeModel, day
from sim.model.calendar import today_of
from sim.model.reduction import SUMS
from sim.scenario import read_scenario
from tests.worlds import eventful

PARTS = {
    (each.do if isinstance(each, Act) else each.work).__qualname__: each
    for phase in day.DAY
    for each in phase.each
}


def chain() -> TradeModel:
    """Three tiers who owe, wait, give credit and let goods spoil."""
    sets = [
        "population.shops=8",
        "calendar.end=2000-01-20",
        "calendar.warmup_days=5",
        "stock.order_delay_days=1",
        "stock.lead_time_spread_days=2",
        "stock.shelf_life_days=4",
        "stock.salvage_value=0.5",
        "credit.days=3",
    ]
    return TradeModel(read_scenario("textbook/serial_chain", sets=sets))


def cobweb() -> TradeModel:
    """Farmers of a few seasons, with a chain of monopolists at its side."""
    sets = ["population.shops=2", "population.farmers=3", "farm.harvest_interval_days=9"]
    sets += ["calendar.end=2000-01-30", "demand.law=linear", "price.goods=successive_monopoly"]
    return TradeModel(read_scenario("textbook/cobweb", sets=sets))


def joining() -> TradeModel:
    """Shops that join a platform, and get what it gives."""
    names = ("analytics", "direct_ordering", "fast_replenishment")
    levers = [f"levers.{name}={{level: historical, from: 2016-03-25}}" for name in names]
    return eventful(*levers, "platform.innovation=0.3", "calendar.end=2016-04-05")


def stalls() -> TradeModel:
    """Farmers who begin to sell online, and give up, around a month's first."""
    farmers = "levers.online_selling={level: historical, from: 2016-03-25}"
    chances = ("stalls.years_before=2", "stalls.innovation=0.5", "stalls.memory_months=2")
    costs = ("stalls.learning_cost=200", "stalls.fixed_cost=20")
    days = ("calendar.end=2016-05-20", "calendar.warmup_days=30")
    return eventful(farmers, *chances, *costs, *days)


def entering() -> TradeModel:
    """Wholesalers who leave, and others who come."""
    sets = ["calendar.start=2000-01-31", "calendar.end=2000-03-02", "credit.days=[5, 0, 0]"]
    return TradeModel(read_scenario("textbook/free_entry", sets=sets))


def shops_moving() -> TradeModel:
    """Shops that close, and others that open, at once and for little."""
    owners = ("entry.memory_months=1", "entry.settled_months=1", "entry.speed=1", "entry.gap=0")
    days = ("calendar.start=2016-04-01", "calendar.end=2016-05-03", "calendar.warmup_days=35")
    return eventful("entry.shop_room=0.3", "entry.spread=0.01", *owners, *days)


def arrays_of(room):
    """All arrays of the working arrays."""
    if isinstance(room, tuple):
        return [array for part in room for array in arrays_of(part)]
    return [room] if isinstance(room, np.ndarray) else []


class Watched:
    """What parts did to columns while a model ran, part by part."""

    def __init__(self, model: TradeModel) -> None:
        self.model, self.state = model, model.state
        self.written, self.moved_by = ({name: set() for name in PARTS} for _ in range(2))
        self.runs, luck = {}, np.random.default_rng(1)
        for number in range(model.days_total):
            today = today_of(model.asked, 1, number)
            self.state.make_room_in_book()
            self.handed = model.workers.prepared(self.state, model.rules, day.DAY)
            self.before = self.copied()
            for step, level in steps_of(day.DAY, self.state, model.rules):
                for each in (step,) if isinstance(step, Act | Part) else step:
                    looks = number % 8 == 0 or bool(today.first_of_month)
                    self.watch(each, level, today, luck if looks else None)

    def watch(self, each, level, today, luck):
        if isinstance(each, Act) and not each.when(self.state, self.model.rules, today):
            return
        room = [array.copy() for array in self.room]
        self.play(each, level, today)
        name = (each.do if isinstance(each, Act) else each.work).__qualname__
        changed = self.changed_since(self.before)
        self.written[name] |= changed
        after = self.before | self.copied(changed)
        if luck is not None:
            others = after.keys() - each.reads - each.writes - changed
            again = each, level, today, after, room, luck
            if self.differs(others, *again):
                self.moved_by[name] |= {one for one in others if self.differs({one}, *again)}
            self.restore(after)
        self.before = after

    def play(self, each, level, today):
        """A part, or what Python does, and nothing else."""
        if isinstance(each, Act):
            each.do(self.state, self.model.rules, today)
            return
        if (each, level) not in self.runs:
            planner = Planner(self.state, self.model.workers.pool.count, SUMS)
            self.runs[each, level] = planner.plan([(each, level)], [])
        (run,) = self.runs[each, level]
        assert isinstance(run, Run)
        days = np.array([today], np.int64)
        self.model.workers.run(self.state, self.model.rules, self.handed, run, days)

    def differs(self, names, each, level, today, after, room, luck):
        """Whether it does something else when some columns are shuffled."""
        self.restore(self.before)
        for array, saved in zip(self.room, room, strict=True):
            array[...] = saved
        columns = columns_of(self.state)
        for name in names:
            columns[name].reshape(-1)[:] = luck.permutation(columns[name].reshape(-1))
        self.play(each, level, today)
        return bool(self.changed_since(after) - names)

    @property
    def room(self):
        return arrays_of(self.handed.room)

    def copied(self, names=None):
        columns = columns_of(self.state)
        return {name: columns[name].tobytes() for name in (columns if names is None else names)}

    def changed_since(self, before):
        columns = columns_of(self.state)
        return {name for name, column in columns.items() if column.tobytes() != before[name]}

    def restore(self, saved):
        for name, column in columns_of(self.state).items():
            column.reshape(-1)[:] = np.frombuffer(saved[name], column.dtype)


@pytest.fixture(scope="module")
def watched():
    worlds = (eventful(), chain(), cobweb(), joining(), stalls(), entering(), shops_moving())
    return [Watched(world) for world in worlds]


@pytest.mark.slow
@pytest.mark.parametrize("name", PARTS)
def test_a_part_writes_only_what_it_declares(name, watched):
    for world in watched:
        undeclared = world.written[name] - PARTS[name].writes
        assert not undeclared, f"{name} writes {sorted(undeclared)}: add them to its writes"


@pytest.mark.slow
@pytest.mark.parametrize("name", PARTS)
def test_a_part_reads_only_what_it_declares(name, watched):
    for world in watched:
        undeclared = world.moved_by[name]
        assert not undeclared, f"{name} reads {sorted(undeclared)}: add them to its reads"


def test_parts_declare_columns_that_exist():
    known = columns_of(eventful().state).keys()
    for name, each in PARTS.items():
        assert not (each.reads | each.writes) - known, name
        assert not each.reads & each.writes, name


def test_a_phase_says_what_it_does():
    for phase in day.DAY:
        assert phase.meaning.strip()
        assert phase.writes and not phase.reads & phase.writes


@pytest.mark.slow
def test_every_phase_does_something(watched):
    written = {name for world in watched for name, columns in world.written.items() if columns}
    for phase in day.DAY:
        assert written & {name for name, each in PARTS.items() if each in phase.each}
