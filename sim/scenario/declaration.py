"""What a parameter's declaration says: unit, hard bounds, meaning, shape.

A parameter is a field of a group (a NamedTuple in `sim.scenario.groups`), declared as
`Annotated[type, Unit(...), Bounds(...), Meaning(...)]`; an alias may stand for a type with some of
these. This is the one place that owns these facts; `scenarios/base.yaml` owns value, plausible
range, source and status.
"""

from datetime import date
from enum import IntEnum
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints


class Unit(NamedTuple):
    """Unit of a value; "1" is a pure number. A choice of names declares none: it is CHOICE."""

    name: str


CHOICE = "choice"


class Bounds(NamedTuple):
    """Smallest and largest value that an expert would defend; both are allowed."""

    low: float | date
    high: float | date


class Meaning(NamedTuple):
    """What the parameter is, in words, after its group and name."""

    text: str


LEFT_ALONE = 0.002  # of an outcome: so much of everything reaches everybody, by incomes and prices


class Effects(NamedTuple):
    """Outcomes that a lever is there to change, and outcomes that it does not touch itself.

    These move by less than LEFT_ALONE of them, with the other levers off or as in history.
    """

    changes: tuple[str, ...]
    leaves_alone: tuple[str, ...]


class MaxLength(NamedTuple):
    """Most entries of a list whose length the user chooses."""

    entries: int


class Marker(NamedTuple):
    """Says what the entries of a tuple stand for."""

    name: str


BY_LEVEL = Marker("one entry a level: the shop, then the tiers upwards, the manufacturer last")
Entry = TypeVar("Entry")
ByLevel = Annotated[tuple[Entry, ...], BY_LEVEL]  # ByLevel[float] is the type of such a field
PROVINCE_NAMES = Marker("names of provinces, or the word all")


class Parameter(NamedTuple):
    """One declaration, taken apart."""

    key: str  # dotted: group.field
    entry: type  # float, int, date, str or an IntEnum; of each entry where there are several
    unit: str
    bounds: Bounds | None
    meaning: str
    by_level: bool = False
    provinces: bool = False
    max_length: int | None = None  # a list of free length
    effects: Effects = Effects((), ())  # of a lever

    @property
    def choices(self) -> tuple[str, ...]:
        """Names that the YAML may use, for an enumeration."""
        if issubclass(self.entry, IntEnum):
            return tuple(member.name.lower() for member in self.entry)
        return ()


def parameter_of(key: str, annotation: Any) -> Parameter:
    """The declaration behind one `Annotated[...]` field."""
    declared, *facts = get_args(annotation)
    by_class = {type(fact): fact for fact in facts}
    length = by_class.get(MaxLength)
    entry = get_args(declared)[0] if get_origin(declared) is tuple else declared
    return Parameter(
        key=key,
        entry=entry,
        unit=CHOICE if issubclass(entry, IntEnum) else by_class[Unit].name,
        bounds=by_class.get(Bounds),
        meaning=by_class[Meaning].text,
        by_level=BY_LEVEL in facts,
        provinces=PROVINCE_NAMES in facts,
        max_length=length.entries if length else None,
        effects=by_class.get(Effects, Effects((), ())),
    )


def parameters_of(name: str, group: type) -> dict[str, Parameter]:
    """All declarations of the group called `name`, by dotted key."""
    hints = get_type_hints(group, include_extras=True)
    return {f"{name}.{field}": parameter_of(f"{name}.{field}", hints[field]) for field in hints}
