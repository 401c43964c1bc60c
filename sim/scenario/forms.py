"""Each declaration as the pydantic types that check its value and write its JSON schema.

A value can be written in up to three forms: single, as a list, and (a lever) as a mapping.
pydantic is imported inside the functions: it is slow to load, and `sim --help` needs none of it.
"""

from datetime import date
from re import fullmatch
from types import NoneType
from typing import Annotated, Any, Literal

from sim.scenario.catalogue import PARAMETERS
from sim.scenario.declaration import Bounds, Parameter
from sim.scenario.groups import Lever, Shock
from sim.scenario.provinces import province_names

# Literal and Annotated take computed arguments at run time, which their static types can't say.
_OneOf: Any = Literal
_Annotated: Any = Annotated


def forms(parameter: Parameter) -> dict[type, Any]:
    """The allowed forms, by the Python type that YAML delivers: `object` (single), list, dict."""
    if parameter.provinces:
        return {object: Literal["all"], list: provinces_form()}
    if parameter.entry is Lever:
        level = number_form(float, parameter.bounds)
        return {object: level, dict: lever_form(level)}
    if parameter.entry is Shock:
        return {object: Literal["off"], dict: shock_form(number_form(float, parameter.bounds))}
    entry = entry_form(parameter)
    if parameter.max_length is not None:
        return {list: list_form(entry, 0, parameter.max_length)}
    if parameter.by_level:
        return {object: entry, list: list_form(entry)}
    return {object: entry}


def entry_form(parameter: Parameter) -> Any:
    """One entry: a name from a list, a date, or a number in its bounds."""
    if parameter.choices:
        return _OneOf[parameter.choices]
    if parameter.entry is date:
        return date_form(parameter.bounds)
    return number_form(parameter.entry, parameter.bounds)


def number_form(kind: type, bounds: Bounds | None) -> Any:
    """A number; strict, or pydantic would take "3" for 3."""
    from pydantic import Field

    assert bounds is not None, "every number has bounds"
    finite = {"allow_inf_nan": False} if kind is float else {}
    limits: dict[str, Any] = {"ge": bounds.low, "le": bounds.high, **finite}
    return _Annotated[kind, Field(strict=True, **limits)]


def date_form(bounds: Bounds | None) -> Any:
    """A date written YYYY-MM-DD; pydantic alone would also take a count of seconds."""
    from pydantic import BeforeValidator, Field, WithJsonSchema

    def only_iso(value: Any) -> Any:
        if isinstance(value, str) and fullmatch(r"\d{4}-\d\d-\d\d", value):
            return value
        raise ValueError("not a date")

    assert bounds is not None, "every date has bounds"
    return _Annotated[
        date,
        BeforeValidator(only_iso),
        Field(ge=bounds.low, le=bounds.high),
        WithJsonSchema({"type": "string", "format": "date"}),
    ]


def list_form(entry: Any, shortest: int = 1, longest: int | None = None) -> Any:
    """A list of entries."""
    from pydantic import Field

    return _Annotated[tuple[entry, ...], Field(min_length=shortest, max_length=longest)]


def provinces_form() -> Any:
    """At least one province, none twice."""
    from pydantic import AfterValidator, Field

    name: Any = _OneOf[province_names()]
    return _Annotated[
        tuple[name, ...],
        Field(min_length=1, json_schema_extra={"uniqueItems": True}),
        AfterValidator(_each_once),
    ]


def lever_form(level: Any) -> Any:
    """The long way to write a lever: {level, from, where}."""
    return mapping_form("LeverTerms", level=level, start="from", where=provinces_form())


def shock_form(size: Any) -> Any:
    """A shock: {size, from, to, where}."""
    return mapping_form("ShockTerms", size=size, start="from", end="to", where=provinces_form())


def mapping_form(name: str, **parts: Any) -> Any:
    """A mapping whose first key is needed; a date is given by the key under which it is written."""
    from pydantic import ConfigDict, Field, create_model

    days = date_form(PARAMETERS["calendar.start"].bounds)
    fields: dict[str, Any] = {}
    for part, form in parts.items():
        # A factory keeps the default, which no file can write, out of the JSON schema.
        if isinstance(form, str):
            fields[part] = (days, Field(default_factory=NoneType, alias=form))
        else:
            fields[part] = (form, Field(default_factory=NoneType) if fields else ...)
    return create_model(name, __config__=ConfigDict(extra="forbid"), **fields)


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(names)) < len(names):
        raise ValueError("a list that names a province twice")
    return names
