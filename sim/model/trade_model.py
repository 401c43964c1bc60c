"""The simulation as a Mesa model: one step is one day."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from sim.engine.machine.dispatch import MAKING
from sim.engine.schedule import Today
from sim.engine.tables.state import State
from sim.model import day, first_use, saving
from sim.model.calendar import all_days, today_of
from sim.model.checks import conservation, countable, stocktaking
from sim.model.mesa.asking import scenario_of, seed_of
from sim.model.mesa.mesa_side import MesaSide
from sim.model.own_rules.in_force import in_force
from sim.model.own_rules.named import with_rules
from sim.model.report import outcomes
from sim.model.report.farm_households import farm_households
from sim.model.report.recorder import Recorder
from sim.model.rules import rules_of
from sim.model.workers import Workers
from sim.phases import adoption
from sim.scenario import Scenario
from sim.world import CHUNK_SHELVES, build_state

SHELF_DAYS_AT_ONCE = 2_000_000  # a tenth of a second: so soon Ctrl-C is heard


class RunEndedError(RuntimeError):
    """A day was asked for after the last one."""


class Stopwatch:
    """Tells work from the making of compiled code, which a process does once."""

    def __init__(self) -> None:
        self.began, self.made = time.perf_counter(), MAKING.seconds

    def read(self) -> tuple[float, float]:
        """Seconds since it was made: at work, and compiling or loading compiled code."""
        compile_s = MAKING.seconds - self.made
        return time.perf_counter() - self.began - compile_s, compile_s


class TradeModel(MesaSide):
    """Producers, middlemen and shops who trade, day by day.

    scenario  what is asked, or the name or path of its file
    seed      of all chance in the run, >= 0; None: drawn, and kept in `run_seed`
    chunk_shelves  how many shelves are worked on at a time; any number gives the same bits
    threads   how many share the work on shops; any number gives the same bits
    rules     of your own, by name of the built-in one: `{"ordering": function}` (docs/extending.md)
    settings  other values by scenario key, `**{"levers.analytics": 1}`; `rng` is the seed, too
    """

    def __init__(
        self,
        scenario: Scenario | str = "base",
        seed: int | None = 1,
        chunk_shelves: int = CHUNK_SHELVES,
        threads: int = 1,
        rules: Mapping[str, Callable[..., float] | str] | None = None,
        **settings: Any,
    ) -> None:
        seed = seed_of(settings.pop("rng", seed))
        scenario = with_rules(scenario_of(scenario, settings), rules)
        super().__init__(rng=seed)
        first_use.expect(scenario)
        watch = Stopwatch()
        self.asked = scenario
        self.run_seed = seed
        self.chunk_shelves = chunk_shelves
        self.state: State = build_state(scenario, seed, chunk_shelves)
        self.rules = rules_of(scenario, self.state)
        # Before levers begin: who goes online on the eve pays for it.
        self.opening = stocktaking.money_by_sector(self.state)
        adoption.open_levers(self.state, self.rules, today_of(scenario, seed, -1))
        self.workers = Workers(self.state, self.opening, threads)
        self.recorder = Recorder(scenario, self.state)
        self.day = 0
        self.days = all_days(scenario, seed)
        self.days_total = len(self.days)
        self.running = True
        self.setup_s, self.compile_s = watch.read()
        self.run_s = 0.0

    def step(self) -> None:
        """One day.

        Raises:
            RunEndedError: after the last one.
        """
        self._play(1)

    def run(self) -> "TradeModel":
        """All remaining days, one step after another."""
        while self.running:
            self.step()
        return self

    def play(self, until: int, on_days: Callable[[int, int], None] | None = None) -> None:
        """The same days as by steps, and faster: many at once, up to a day of the run.

        Mesa hears nothing of them: no `step` is called, and no event of its clock.

        on_days(day, days in all)  is called after some days
        """
        at_once = max(1, SHELF_DAYS_AT_ONCE // max(self.state.shop_shelves, 1))
        while self.day < until:
            self._play(min(at_once, until - self.day))
            if on_days:
                on_days(self.day, self.days_total)

    def _play(self, most: int) -> None:
        """Some days, of which only the last is looked at; a breach is traced to its phase."""
        if not self.running:
            raise RunEndedError(
                f"the run has ended: day {self.day} was its last; ask `running` before a step, or "
                "make a model with a later calendar.end"
            )
        watch = Stopwatch()
        days = self.days[self.day : self.day + most]
        if self._today().counting_day == 0:
            self.recorder.begin(self.state)
        alone = self.recorder.days_alone(days)
        with in_force(self.asked.rules):
            self.day += day.run_days(self.state, self.rules, days[:alone], self.workers) - 1
            room = day.take_stock(self.state, self.rules, days, self.workers)
        countable.check(self.state, self.asked)
        try:
            conservation.check(self.state, room, f"on day {self.day}")
        except conservation.BreachError as breach:
            raise self._traced(breach) from None
        self.recorder.watch(self.state, self._today())
        self.day += 1
        self.running = self.day < self.days_total
        run_s, compile_s = watch.read()
        self.run_s += run_s
        self.compile_s += compile_s

    def _today(self) -> Today:
        """The numbers of the day that the run stands at."""
        return Today(*self.days[self.day].tolist())

    def save(self, path: Path) -> None:
        """Write the run as it stands, between two days."""
        saving.save(self, path)

    def go_on_from(self, path: Path) -> bool:
        """Go on where a saved run of the same scenario, seed and sources stood, if there is one."""
        return saving.go_on(self, path)

    def _traced(self, breach: conservation.BreachError) -> conservation.BreachError:
        """The same breach with the phase in which it happened: the day is played again."""
        again = TradeModel(self.asked, self.run_seed, self.chunk_shelves)
        for earlier in range(self.day):
            day.run_days(again.state, again.rules, self.days[earlier : earlier + 1], again.workers)
        today, days = self._today(), self.days[self.day :]
        for phase in day.DAY:
            day.run_phase(phase, again.state, again.rules, today, again.workers)
            try:
                when = f"on day {self.day} in phase {phase.name}"
                room = day.take_stock(again.state, again.rules, days, again.workers)
                conservation.check(again.state, room, when)
            except conservation.BreachError as found:
                return found
        return breach

    def outcomes(self) -> dict[str, outcomes.Outcome]:
        """What the run reports, by name: value and unit, over the days that count."""
        return outcomes.outcomes(self.recorder, self.state)

    def tables(self) -> dict[str, dict[str, Any]]:
        """Everything that a result folder holds: tables as columns of equal length."""
        tables = outcomes.tables(self.recorder, self.state)
        households = farm_households(self.recorder, self.state, self.run_seed)
        return tables if households is None else {**tables, "farm_households": households}

    def series(self) -> dict[str, list[float]]:
        """Outcomes that are series: those of a textbook case, by name."""
        return self.recorder.series()

    def timing(self) -> dict[str, float]:
        """Seconds of set-up, of compiling or loading code, and of the days; ns a shelf and day."""
        shelf_days = self.state.shop_shelves * self.day
        return {
            "setup_s": self.setup_s,
            "compile_s": self.compile_s,
            "run_s": self.run_s,
            "shelf_days": shelf_days,
            "ns_per_shelf_day": float(np.divide(self.run_s * 1e9, max(shelf_days, 1))),
        }
