"""Stocking levels: how many there are, and values that differ by level.

Level 0 is the shop, then come the tiers of middlemen; in the provinces the last is the
manufacturer. A parameter by level is written as one value or as a list. The lists of base.yaml
have an entry for each of the provinces' six levels; an explicit population takes the first ones,
so its level 0 inherits the shop's entry and its higher levels the tiers'.
"""

from typing import Any

from sim.scenario.groups import PopulationKind

TIERS_MAX = 4  # the hard bounds of population.tiers_* allow no more
PROVINCE_LEVELS = TIERS_MAX + 2  # the shop below them, the manufacturer above


def levels_of(kind: PopulationKind, explicit_levels: int) -> int:
    """Number of stocking levels of a population."""
    return PROVINCE_LEVELS if kind == PopulationKind.PROVINCES else explicit_levels


def level_names(levels: int) -> str:
    """The levels in words, in their order."""
    if levels == PROVINCE_LEVELS:
        return "shop, tier 1 to 4, manufacturer"
    return ", ".join(["shop", *(f"level {level}" for level in range(1, levels))])


def for_level(value: Any, level: int) -> Any:
    """The entry of one level; the last one where the list is too short."""
    if isinstance(value, tuple):
        return value[min(level, len(value) - 1)]
    return value


def by_level(value: Any, levels: int) -> tuple[Any, ...]:
    """One entry a level: a single value repeated, a longer list of base.yaml cut."""
    return value[:levels] if isinstance(value, tuple) else (value,) * levels
