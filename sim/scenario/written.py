"""Values as a scenario file writes them: names for members, ISO dates, lists."""

from datetime import date
from enum import IntEnum
from typing import Any

from sim.scenario.groups import Lever, Shock
from sim.scenario.provinces import province_names
from sim.scenario.values import HISTORICAL, SHOCK_KEYS


def written(value: Any) -> Any:
    """The value in plain JSON types; reading it back gives the same value."""
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Lever):
        level = HISTORICAL if value.historical else value.level
        return {"level": level, "from": written(value.start), "where": written(value.where)}
    if isinstance(value, Shock):
        return dict(zip(SHOCK_KEYS, map(written, value), strict=True))
    if isinstance(value, tuple | list):
        if value == province_names():
            return "all"
        return [written(entry) for entry in value]
    return value
