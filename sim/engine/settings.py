"""The settings of a phase: every field says which parameter of a scenario it is, and in what unit.

    class Settings(NamedTuple):
        platform_fee: Annotated[float, From("direct.platform_fee")]
        minimum_order: Annotated[float, From("direct.minimum_order", in_money)]
        lead: Annotated[int, From("stock.lead_time_days", level=0)]
        source_level: int

    filled(Settings, scenario, source_level=scenario.roles.sources)

What no single parameter says is reckoned by the phase, and given by name. Nothing is given by
place, so that no two can be mixed up: `filled` fails where one is given that has a source, and
where one is missing that has none.
"""

from collections.abc import Callable
from enum import IntEnum
from functools import cache
from typing import Any, NamedTuple, get_type_hints

from sim.engine.units import unchanged
from sim.scenario import Scenario
from sim.scenario.catalogue import PARAMETERS
from sim.scenario.groups import Grain
from sim.scenario.problems import nearest


class From(NamedTuple):
    """Where a field comes from."""

    key: str  # of a parameter: `group.name`
    unit: Callable[[Any, Grain], Any] = unchanged  # what is made of its value: see `engine.units`
    level: int | None = None  # whose entry, of a parameter by level

    def taken(self, scenario: Scenario) -> Any:
        """The value in a scenario; a choice is the number of its name."""
        group, name = self.key.split(".")
        value = getattr(getattr(scenario, group), name)
        if self.level is not None:
            value = value[self.level]
        return self.unit(int(value) if isinstance(value, IntEnum) else value, scenario.grain)


def filled[Kind](kind: Callable[..., Kind], scenario: Scenario, **given: Any) -> Kind:
    """Settings (a NamedTuple) of a scenario; those without a source are given by name."""
    taken = {name: source.taken(scenario) for name, source in sources_of(kind).items()}
    return kind(**taken, **given)


@cache
def sources_of(kind: Callable[..., Any]) -> dict[str, From]:
    """Where each field comes from; those that are given by name are left out.

    Raises:
        LookupError: where there is no such parameter.
    """
    found: dict[str, From] = {}
    for field, hint in get_type_hints(kind, include_extras=True).items():
        for fact in getattr(hint, "__metadata__", ()):
            if isinstance(fact, From):
                found[field] = _known(fact, f"{kind.__module__}.{kind.__name__}.{field}")
    return found


def _known(source: From, field: str) -> From:
    """The same, of a parameter that is there."""
    if source.key in PARAMETERS:
        return source
    meant = nearest(source.key, PARAMETERS)
    hint = f"; did you mean {meant}?" if meant else ""
    raise LookupError(f"{field}: {source.key}: no such parameter{hint}")
