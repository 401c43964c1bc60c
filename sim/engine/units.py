"""Units in which a phase takes a parameter: its settings are in the smallest amounts of a scenario.

Each function takes a value as the scenario has it, and the scenario's grains; money is in grains of
an RMB, goods in grains of a unit (or of a kg).
"""

import math
from typing import Any

from sim.engine.year import A_MONTH, DAYS_A_YEAR
from sim.scenario.groups import Grain


def unchanged(value: Any, grain: Grain) -> Any:
    """As the scenario has it."""
    return value


def in_money(value: float, grain: Grain) -> float:
    """From RMB."""
    return value * grain.money


def in_whole_money(value: float, grain: Grain) -> int:
    """From RMB, for what is paid as it stands."""
    return round(value * grain.money)


def in_money_a_month(value: float, grain: Grain) -> float:
    """From RMB a year."""
    return value * grain.money * A_MONTH


def in_money_a_grain(value: float, grain: Grain) -> float:
    """From RMB a unit."""
    return value * grain.money / grain.goods


def in_grains[Number: (int, float)](value: Number, grain: Grain) -> Number:
    """From units of goods."""
    return value * grain.goods


def by_money_a_grain(value: float, grain: Grain) -> float:
    """From a slope by the price of a unit to one by the price of a grain."""
    return value * grain.goods / grain.money


def in_grains_by_money_a_grain(value: float, grain: Grain) -> float:
    """From units that follow the price of a unit."""
    return value * grain.goods * grain.goods / grain.money


def a_day(value: float, grain: Grain) -> float:
    """From a share a year."""
    return value / DAYS_A_YEAR


def in_logs(value: float, grain: Grain) -> float:
    """From growth a year to that of the log."""
    return math.log1p(value)
