"""Compiled code is made once, before workers start: else each of them would compile all of it.

Two processes share this: one compiles the turns of a day from the first on, the other from the last
on, until they meet. What either has compiled, the other finds in the cache.
"""

import multiprocessing
import signal
import sys

from sim.scenario import PopulationKind, Scenario, read_scenario

DAYS = 35  # each phase has had its turn, those of the first of a month too
FEWEST_AGENTS = 1_000_000  # scale at which floors decide how many agents there are


def warm_up(scenario: Scenario) -> None:
    """Play a small copy of the scenario for a month, unless this version's cache is filled."""
    from sim.engine.compiling import PLAIN
    from sim.engine.kept_code import CODE

    kind = PopulationKind(scenario.population.kind)
    filled = f"filled-{kind.name.lower()}"
    if PLAIN or CODE.path is None or CODE.read(filled) is not None:
        return
    from sim.model import TradeModel

    if kind == PopulationKind.PROVINCES:
        scenario = scenario.with_values({"scale": FEWEST_AGENTS})
    helper = multiprocessing.get_context("spawn").Process(
        target=compile_backwards, args=(scenario,), daemon=True
    )
    helper.start()
    model = TradeModel(scenario)
    model.play(min(DAYS, model.days_total))
    helper.join()
    CODE.write(filled)


def compile_backwards(scenario: Scenario) -> None:
    """Compile the turns of a day, the last one first, for what they leave in the cache."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it ends with the process that started it
    from numba import typeof

    from sim.engine.meetings import Team, no_marks
    from sim.engine.phase import EVERY
    from sim.model import TradeModel, by_day, closing, evening
    from sim.model.calendar import today_of

    model = TradeModel(scenario)
    team, today = Team(0, 1, 1, no_marks(1)), today_of(scenario, model.run_seed, 0)
    for turn in (closing, evening, by_day):
        parts = turn.parts_of(model.crew.shares[0], model.state, model.rules)
        turn.work.compile(tuple(map(typeof, (team, today, EVERY, *parts))))


if __name__ == "__main__":
    warm_up(read_scenario(sys.argv[1]))
