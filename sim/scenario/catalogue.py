"""Every parameter by its dotted key, taken from the declarations of the groups."""

from typing import Annotated, Any, Final

from sim.scenario import groups
from sim.scenario.declaration import (
    Bounds,
    Meaning,
    Parameter,
    Unit,
    parameter_of,
    parameters_of,
)

GROUPS: Final[dict[str, Any]] = {
    "calendar": groups.Calendar,
    "grain": groups.Grain,
    "population": groups.Population,
    "demand": groups.Demand,
    "stock": groups.Stock,
    "price": groups.Price,
    "credit": groups.Credit,
    "cost": groups.Cost,
    "freight": groups.Freight,
    "sourcing": groups.Sourcing,
    "direct": groups.Direct,
    "fast": groups.Fast,
    "analytics": groups.Analytics,
    "assortment": groups.Assortment,
    "platform": groups.Platform,
    "entry": groups.Entry,
    "farm": groups.Farm,
    "market": groups.Market,
    "online": groups.Online,
    "marketplace": groups.Marketplace,
    "stalls": groups.Stalls,
    "relief": groups.Relief,
    "jobs": groups.Jobs,
    "new_retail": groups.NewRetail,
    "levers": groups.Levers,
    "shocks": groups.Shocks,
}

SCALE = parameter_of(
    "scale",
    Annotated[
        float,
        Unit("real/agent"),
        Bounds(1, 1_000_000),
        Meaning("real units that one agent stands for (1: China itself)"),
    ],
)

PARAMETERS: Final[dict[str, Parameter]] = {"scale": SCALE}
for _name, _group in GROUPS.items():
    PARAMETERS.update(parameters_of(_name, _group))


def keys_under(group: str) -> list[str]:
    """Names that may stand inside a group; for "" the names at the top of a file."""
    if group:
        return [key.removeprefix(f"{group}.") for key in PARAMETERS if key.startswith(f"{group}.")]
    return ["scale", *GROUPS]
