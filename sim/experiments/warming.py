"""Compiled code is made once, before workers start: else each of them would compile all of it.

Two processes share this: one opens the world and compiles the parts of a day from the first on; the
other opens a world in plain Python and compiles them from the last on, until they meet. What either
has compiled, the other finds in the cache.
`sim.engine.machine.waiting` tells people how far both are.
"""

import multiprocessing
import signal
from collections.abc import Iterable
from multiprocessing.sharedctypes import Synchronized

from sim.engine.machine.waiting import WAIT, Silence
from sim.scenario import PopulationKind, Scenario

DAYS = 35  # each phase has had its turn, those of the first of a month too
FEWEST_AGENTS = 1_000_000  # scale at which floors decide how many agents there are


def form(scenario: Scenario) -> str:
    """What decides which code is compiled: the kind of population, who is there, and the rules."""
    population = scenario.population
    kind = PopulationKind(population.kind)
    rules = "".join(f"-{rule.rule}-{rule.text_sha256[:16]}" for rule in scenario.rules)
    if kind == PopulationKind.PROVINCES:
        return kind.name.lower() + rules
    farmers, online = population.farmers > 0, bool(scenario.marketplace.price)
    return kind.name.lower() + "-farmers" * farmers + "-online" * online + rules


def warm_up_all(scenarios: Iterable[Scenario]) -> None:
    """`warm_up` for one scenario of each form."""
    for scenario in {form(scenario): scenario for scenario in scenarios}.values():
        warm_up(scenario)


def warm_up(scenario: Scenario) -> None:
    """Play a small copy of the scenario for a month, unless this version's cache is filled."""
    from sim.engine.machine.compiling import PLAIN
    from sim.engine.machine.kept_code import CODE

    filled = f"filled-{form(scenario)}"
    if PLAIN or CODE.path is None or CODE.read(filled) is not None:
        return
    from sim.model import TradeModel

    if PopulationKind(scenario.population.kind) == PopulationKind.PROVINCES:
        scenario = scenario.with_values({"scale": FEWEST_AGENTS})
    spawn = multiprocessing.get_context("spawn")
    compiled = spawn.Value("i", 0)
    helper = spawn.Process(target=compile_backwards, args=(scenario, compiled), daemon=True)
    helper.start()
    before, WAIT.elsewhere = WAIT.elsewhere, lambda: compiled.value
    try:
        model = TradeModel(scenario)
        model.play(min(DAYS, model.days_total))
        helper.join()
    finally:  # a helper without whom it works for would go on compiling
        helper.kill()
        WAIT.functions += compiled.value
        WAIT.elsewhere = before
    CODE.write(filled)


def compile_backwards(scenario: Scenario, compiled: "Synchronized[int]") -> None:
    """Compile the parts of a day, the last one first, for what they leave in the cache.

    scenario  smaller than the one that is played: only the kinds of its tables count
    compiled  where it notes how many functions it has compiled
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it ends with the process that started it
    from sim.engine.machine.beyond_numba import interpreted
    from sim.model.checks.stocktaking import money_by_sector
    from sim.model.day import DAY
    from sim.model.own_rules.in_force import in_force
    from sim.model.rules import rules_of
    from sim.model.workers import Workers
    from sim.world import build_state

    WAIT.teller = Silence()
    WAIT.on_function = lambda functions: setattr(compiled, "value", functions)
    with interpreted():  # the other one compiles what opens a world
        state = build_state(scenario, seed=1)
        rules = rules_of(scenario, state)
    workers = Workers(state, money_by_sector(state))
    with in_force(scenario.rules):
        workers.prepared(state, rules, DAY).compile_backwards()
