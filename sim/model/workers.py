"""Threads that share the work of a run, and what they are handed."""

from collections.abc import Collection
from functools import cached_property
from typing import Any

from sim.engine.machine.dispatch import MAKING, entries_of
from sim.engine.machine.handles import OPTIONAL, Own, Settings, Tables, handle, handle_of, placed
from sim.engine.machine.keeping import Keeper
from sim.engine.machine.workers import WorkerPool
from sim.engine.phase import Act, Bounds, Phase
from sim.engine.plan import Item, Planner, Run, steps_of, tables_of, works_of
from sim.engine.schedule import Days, Today
from sim.engine.tables.state import State
from sim.model import turns
from sim.model.checks.stocktaking import Counts, Room
from sim.model.reduction import SUMS, own_of, sums_of_others
from sim.model.rooms import room_of
from sim.model.rules import Rules, for_compiled_code

CHUNKS_WORTH_A_THREAD = 2


class Handed:
    """What a state and its rules are handed on as, for as long as they are the same.

    phases  of which all parts are compiled
    """

    def __init__(self, state: State, rules: Rules, phases: tuple[Phase, ...], owner: "Workers"):
        self.made_from = self.sources(state, rules)
        steps = steps_of(phases, state, rules)
        between = steps_of((turns.BETWEEN,), state, rules)
        self.works = works_of(steps) | tables_of(SUMS.values()) | works_of(between)
        self.place_of = {work: place for place, work in enumerate(self.works)}
        self.acts = tuple(step for step, _ in steps if isinstance(step, Act))
        self.plans: dict[Any, tuple[tuple[Phase, ...], list[Item]]] = {}
        (self.between,) = Planner(state, owner.pool.count, SUMS).plan(between, ())
        self.room = room_of(state, owner.others, owner.opening, owner.pool.count)
        self.handles = [self._of(state, rules, owner, rank) for rank in range(owner.pool.count)]

    @cached_property
    def each(self) -> list[tuple[Any, ...]]:
        """What `play` is handed in each thread; here all parts of the day are compiled."""
        assert isinstance(self.between, Run)
        between = self.between.code(self.place_of)
        return [
            ((entries_of(self.works, self._shown(handles)), *handles), between)
            for handles in self.handles
        ]

    def compile_backwards(self) -> None:
        """Compile the same, the last one first."""
        entries_of(dict(reversed(self.works.items())), self._shown(self.handles[0]))

    @staticmethod
    def _shown(handles: tuple[Any, ...]) -> tuple[Any, ...]:
        """Arguments of a part."""
        return *handles, Today(*[0] * len(Today._fields)), Bounds(*[0] * len(Bounds._fields))

    @staticmethod
    def sources(state: State, rules: Rules) -> tuple[Any, ...]:
        """What it is made from."""
        return state.tables, state.farm, state.online, rules, state.chunks, MAKING.era

    def is_of(self, state: State, rules: Rules) -> bool:
        """Whether it is still made from the same."""
        pairs = zip(self.made_from, self.sources(state, rules), strict=True)
        return all(made is now for made, now in pairs)

    def _of(self, state: State, rules: Rules, owner: "Workers", rank: int) -> tuple[Any, ...]:
        """Handles of a thread's own, so that no two count who holds the same."""
        room = self.room
        ledger, pool, history = own_of(state, owner.others, rank)
        parcels = room.parcels and type(room.parcels.each)(
            *(column[rank] for column in room.parcels.each)
        )
        kept = {name: placed(getattr(room, name)) for name in room._fields if name in OPTIONAL}
        own = handle(Own, (ledger, pool, history, placed(parcels), room._replace(**kept)))
        return handle_of(state, Tables), own, handle(Settings, for_compiled_code(rules, state))

    def plan(
        self, state: State, rules: Rules, phases: tuple[Phase, ...], due: Collection[Act]
    ) -> list[Item]:
        """What is run of some phases when Python has so much to do."""
        key = tuple(map(id, phases)), frozenset(due)
        if key not in self.plans:
            planner = Planner(state, len(self.handles), SUMS)
            items = planner.plan(steps_of(phases, state, rules), due)
            self.plans[key] = phases, items
        return self.plans[key][1]


class Workers:
    """Threads that share the work of a run; the first is the caller's own.

    opening  money by sector before the first day
    threads  at most so many; fewer where there are too few shops to share
    """

    def __init__(self, state: State, opening: Counts, threads: int = 1) -> None:
        self.opening = opening
        self.pool = WorkerPool(max(1, min(threads, len(state.chunks) // CHUNKS_WORTH_A_THREAD)))
        self.keeper = Keeper()
        self.others = sums_of_others(state, self.pool.count)
        self.handed: Handed | None = None

    def prepared(self, state: State, rules: Rules, phases: tuple[Phase, ...]) -> Handed:
        """What a state and its rules are handed on as."""
        if self.handed is None or not self.handed.is_of(state, rules):
            self.handed = Handed(state, rules, phases, self)
        return self.handed

    def run(self, state: State, rules: Rules, handed: Handed, run: Run, days: Days) -> int:
        """Some days of compiled code, or a part of one; how many were played (see `play`)."""
        today = Today(*days[0].tolist())

        def beside() -> None:
            for act in run.beside:
                act.do(state, rules, today)

        steps, hands = run.code(handed.place_of), self.keeper.hand(turns.play, handed.each)
        played: int = self.pool.run(
            turns.play, *((kept, steps, days) for kept in hands), beside=beside
        )
        return played

    def take_stock(self, state: State, rules: Rules, handed: Handed, days: Days) -> Room:
        """What is there at the end of a day, and what should be."""
        assert isinstance(handed.between, Run)
        self.run(state, rules, handed, handed.between, days)
        return handed.room.stocktaking
