"""Compiled code is made once, before workers start: else each of them would compile all of it."""

import os
from pathlib import Path

from sim.scenario import PopulationKind, Scenario

DAYS = 35  # each phase has had its turn, those of the first of a month too
FEWEST_AGENTS = 1_000_000  # scale at which floors decide how many agents there are


def warm_up(scenario: Scenario) -> None:
    """Play a small copy of the scenario for a month, unless this version's cache is filled."""
    from sim.engine import compiling  # noqa: F401 (it says where the cache is)

    kind = PopulationKind(scenario.population.kind)
    filled = Path(os.environ["NUMBA_CACHE_DIR"]) / f"filled-{kind.name.lower()}"
    if filled.exists() or os.environ.get("NUMBA_DISABLE_JIT", "0") != "0":
        return
    from sim.model import TradeModel

    if kind == PopulationKind.PROVINCES:
        scenario = scenario.with_values({"scale": FEWEST_AGENTS})
    model = TradeModel(scenario)
    for _ in range(min(DAYS, model.days_total)):
        model.step()
    filled.touch()
