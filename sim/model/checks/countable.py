"""Textbook orders that feed on their own swings may outgrow what a column counts: the user is told.

Where levels follow a forecast of orders that follow a forecast, long lead times multiply every
change of demand at each level. An order is then cut to what can be counted (`ordering`), and what
the run says is worth nothing: it ends here.
"""

import numpy as np

from sim.engine.tables.state import State
from sim.scenario import Scenario, ScenarioErrors
from sim.scenario.problems import Problem

KEY = "stock.lead_time_days"  # what multiplies the swings, and where the line of the file is


def check(state: State, scenario: Scenario) -> None:
    """No order had to be cut to what can be counted.

    Raises:
        ScenarioErrors: naming the level, the most that it can have on order, and what to change.
    """
    levels = np.flatnonzero(state.levels.too_large)
    if len(levels) == 0:
        return
    level = int(levels[0])
    who = f"a firm of level {level}" if level else "a shop"
    units = int(state.levels.largest[level]) // scenario.grain.goods
    wrong = f"{who} has more than the {units:,} units on order that can be counted"
    allowed = "shorter lead times, fewer levels, a longer window_days or a smaller grain.goods"
    raise ScenarioErrors([Problem(scenario.settings[KEY].position, KEY, wrong, allowed)])
