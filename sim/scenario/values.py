"""Whether a written value fits its parameter, and the value that the model gets for it."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sim.scenario.declaration import Parameter
from sim.scenario.forms import forms
from sim.scenario.groups import Lever, Shock
from sim.scenario.problems import nearest, shown
from sim.scenario.provinces import ALL, PLACES, province_names


class LeverTerms(NamedTuple):
    """A lever as written; what is left out follows the calendar and the population."""

    level: float
    start: date | None = None
    where: tuple[str, ...] | str | None = None  # provinces, or the name of a group of them
    historical: bool = False


class ShockTerms(NamedTuple):
    """A shock as written; what is left out follows the calendar and the population."""

    size: float
    start: date | None = None
    end: date | None = None
    where: tuple[str, ...] | str | None = None  # provinces, or the name of a group of them


class Fault(NamedTuple):
    """Why a value does not fit."""

    path: tuple[str | int, ...]  # inside the value, to the part that is wrong
    wrong: str
    suggestion: str = ""


LEVER_KEYS = ("level", "from", "where")
SHOCK_KEYS = ("size", "from", "to", "where")
OFF, HISTORICAL = "off", "historical"  # a lever that reaches nobody, and one that shops join for
IN_NUMBERS = {OFF: 0.0, HISTORICAL: 1.0}
WRONG_FORM: dict[type, str] = {list: "a list", dict: "a mapping"}
WRONG = {
    "int_type": "not a whole number",
    "float_type": "not a number",
    "finite_number": "not finite",
    "greater_than_equal": "too small",
    "less_than_equal": "too large",
    "literal_error": "not a name that is known here",
    "date_from_datetime_parsing": "not a date",
    "too_long": "too long a list",
    "too_short": "an empty list",
}


def checked(parameter: Parameter, written: Any) -> tuple[Any, list[Fault]]:
    """The value to use, or the faults: a list becomes a tuple, a name a member, `all` the names."""
    if parameter.entry is Lever:
        return _checked_lever(parameter, written)
    if parameter.entry is Shock:
        return _with_place(*_fitting(parameter, _without_place(written)), written)
    return _fitting(parameter, written)


def _checked_lever(parameter: Parameter, written: Any) -> tuple[Any, list[Fault]]:
    """The lever; a historical one may reach everybody, and says so by its flag."""
    in_numbers = _lever_in_numbers(written)
    terms, faults = _with_place(*_fitting(parameter, in_numbers), written)
    level = written.get("level") if isinstance(written, dict) else written
    if level == HISTORICAL and not faults:
        terms = terms._replace(historical=True)
    return terms, faults


def _fitting(parameter: Parameter, written: Any) -> tuple[Any, list[Fault]]:
    from pydantic import ValidationError  # slow to load, and `sim --help` needs none of it

    form: type = type(written) if type(written) in WRONG_FORM else object
    adapter = _adapters(parameter).get(form)
    if adapter is None:
        return None, [Fault((), f"{shown(written)} is {WRONG_FORM.get(form, 'no list')}")]
    try:
        return _delivered(parameter, adapter.validate_python(written)), []
    except ValidationError as error:
        # pydantic also calls a list too short when none of its entries is right.
        return None, [
            _fault(parameter, details)
            for details in error.errors(include_url=False)
            if not (details["type"] == "too_short" and details["input"])
        ]


@cache
def _adapters(parameter: Parameter) -> dict[type, Any]:
    from pydantic import TypeAdapter

    return {form: TypeAdapter(annotation) for form, annotation in forms(parameter).items()}


def _lever_in_numbers(written: Any) -> Any:
    """The lever with `off` as level 0, `historical` as 1, and `all` as the default that it is."""
    if isinstance(written, dict):
        parts = _without_place(written)
        return parts | {"level": 1.0} if parts.get("level") == HISTORICAL else parts
    return IN_NUMBERS.get(written, written) if isinstance(written, str) else written


def _place(written: Any) -> str | None:
    """The word that stands for a list of provinces, if there is one."""
    where = written.get("where") if isinstance(written, dict) else None
    return where if isinstance(where, str) and where in PLACES else None


def _without_place(written: Any) -> Any:
    """A mapping without such a word: what is left can be checked as a list of provinces."""
    if _place(written) is None:
        return written
    return {key: part for key, part in written.items() if key != "where"}


def _with_place(terms: Any, faults: list[Fault], written: Any) -> tuple[Any, list[Fault]]:
    """The terms with the group of provinces that is meant; `all` is the default."""
    place = _place(written)
    return (terms if faults or place in (None, ALL) else terms._replace(where=place)), faults


def _delivered(parameter: Parameter, value: Any) -> Any:
    if parameter.entry is Lever:
        terms = (value.level, value.start, value.where) if hasattr(value, "level") else (value,)
        return LeverTerms(*terms)
    if parameter.entry is Shock:
        return (
            ShockTerms(0.0)
            if value == OFF
            else ShockTerms(*(getattr(value, n) for n in ShockTerms._fields))
        )
    if parameter.provinces and value == ALL:
        return province_names()
    if parameter.choices:
        members: Any = parameter.entry
        one = isinstance(value, str)
        return members[value.upper()] if one else tuple(members[name.upper()] for name in value)
    return value


def _fault(parameter: Parameter, details: Any) -> Fault:
    kind, value = details["type"], details["input"]
    path: tuple[str | int, ...] = details["loc"]
    if kind == "missing":
        return Fault(path[:-1], f"{path[-1]} is missing")
    said = str(details.get("ctx", {}).get("error", details["msg"]))
    if kind == "extra_forbidden":
        known = SHOCK_KEYS if parameter.entry is Shock else LEVER_KEYS
        return Fault(path, f"unknown key {shown(path[-1])}", nearest(str(path[-1]), known))
    is_place = path[-1:] == ("where",) and isinstance(value, str)
    named = kind == "literal_error" or (parameter.entry is Lever and kind == "float_type")
    if is_place:
        meant = nearest(value, (*PLACES, *province_names()))
        suggestion = f"[{meant}]" if meant in province_names() else meant
        return Fault(path, f"{shown(value)} is not a name that is known here", suggestion)
    meant = nearest(str(value), _names(parameter, path)) if named else ""
    return Fault(path, f"{shown(value)} is {WRONG.get(kind, said)}", meant)


def _names(parameter: Parameter, path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The words that the parameter knows, at a place inside its value."""
    if parameter.entry is Lever and "where" not in path:
        return (HISTORICAL,) if path else (OFF, HISTORICAL)
    if parameter.entry is Shock and not path:
        return (OFF,)
    return parameter.choices or province_names()
