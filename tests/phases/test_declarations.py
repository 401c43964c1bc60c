"""A phase writes only what it declares, and what it does not declare makes no difference to it.

Each phase is run alone, day after day, in a small country and in a chain of firms. To see what it
reads, all columns that it does not declare are shuffled: then it must do the same as before.
"""

import numpy as np
import pytest

from sim.engine.tables.state import columns_of
from sim.model import TradeModel, day
from sim.model.calendar import today_of
from sim.scenario import read_scenario
from tests.state_columns import changed_since, copied
from tests.worlds import eventful

# How rows are grouped: the driver of the day needs these for every phase.
GROUPING = {"keepers.first_shelf", "levels.first_keeper"}


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
    chances = ("stalls.opening_share=0.7", "stalls.innovation=0.5", "stalls.memory_months=2")
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


class Watched:
    """What phases did to columns while a model ran, phase by phase."""

    def __init__(self, model: TradeModel) -> None:
        self.model, self.state = model, model.state
        self.written = {phase.name: set() for phase in day.DAY}
        self.moved_by = {phase.name: set() for phase in day.DAY}
        luck = np.random.default_rng(1)
        for number in range(model.days_total):
            today = today_of(model.asked, 1, number)
            for phase in day.DAY:
                self.state.make_room_in_book()
                before = copied(self.state)
                day.run_phase(phase, self.state, model.rules, today, model.workers)
                changed = changed_since(before, self.state)
                self.written[phase.name] |= changed
                if number % 4 == 0 or today.first_of_month:
                    self.shuffle_what_is_not_declared(phase, today, before, changed, luck)

    def shuffle_what_is_not_declared(self, phase, today, before, changed, luck):
        others = columns_of(self.state).keys() - phase.reads - phase.writes - changed - GROUPING
        after = copied(self.state)
        if self.differs(phase, today, before, after, others, luck):
            self.moved_by[phase.name] |= {
                name for name in others if self.differs(phase, today, before, after, {name}, luck)
            }
        self.restore(after)

    def differs(self, phase, today, before, after, names, luck):
        """Whether the phase does something else when some columns are shuffled."""
        self.restore(before)
        columns = columns_of(self.state)
        for name in names:
            columns[name].reshape(-1)[:] = luck.permutation(columns[name].reshape(-1))
        day.run_phase(phase, self.state, self.model.rules, today, self.model.workers)
        return bool(changed_since(after, self.state) - names)

    def restore(self, saved):
        for name, column in columns_of(self.state).items():
            column[...] = saved[name]


@pytest.fixture(scope="module")
def watched():
    worlds = (eventful(), chain(), cobweb(), joining(), stalls(), entering(), shops_moving())
    return [Watched(world) for world in worlds]


@pytest.mark.parametrize("phase", day.DAY, ids=lambda phase: phase.name)
def test_a_phase_writes_only_what_it_declares(phase, watched):
    for world in watched:
        undeclared = world.written[phase.name] - phase.writes
        assert not undeclared, f"{phase.name} writes {sorted(undeclared)}: add them to its writes"


@pytest.mark.parametrize("phase", day.DAY, ids=lambda phase: phase.name)
def test_a_phase_reads_only_what_it_declares(phase, watched):
    for world in watched:
        undeclared = world.moved_by[phase.name]
        assert not undeclared, f"{phase.name} reads {sorted(undeclared)}: add them to its reads"


@pytest.mark.parametrize("phase", day.DAY, ids=lambda phase: phase.name)
def test_a_phase_declares_columns_that_exist(phase, watched):
    known = columns_of(watched[0].state).keys()
    assert not (phase.reads | phase.writes) - known
    assert phase.meaning.strip()


def test_every_phase_does_something(watched):
    for phase in day.DAY:
        assert watched[0].written[phase.name]
