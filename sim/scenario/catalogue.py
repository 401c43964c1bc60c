"""Every parameter by its dotted key, taken from the declarations of the groups."""

from dataclasses import fields
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

GROUPS: Final[dict[str, Any]] = {group.name: group.type for group in fields(groups.Groups)}

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
