"""What a parameter allows, in words, for messages and `sim explain`."""

from datetime import date

from sim.scenario.declaration import Parameter
from sim.scenario.groups import Lever, Shock
from sim.scenario.provinces import PLACES, province_names

PLACE = f"{', '.join(PLACES)} or [provinces]"


def allowed(parameter: Parameter) -> str:
    """Everything that may be written as the parameter's value."""
    if parameter.provinces:
        return f"`all`, or a list of names among {', '.join(province_names())}"
    if parameter.entry is Lever:
        terms = f"{{level: LEVEL or historical, from: YYYY-MM-DD, where: {PLACE}}}"
        return f"off, historical, a level from 0 to 1, or {terms}"
    one = allowed_entry(parameter)
    if parameter.entry is Shock:
        days = "from: YYYY-MM-DD, to: YYYY-MM-DD"
        return f"off, or {{size: SIZE, {days}, where: {PLACE}}}, the size {one}"
    if parameter.max_length is not None:
        return f"a list of up to {parameter.max_length} entries, each {one}"
    if parameter.by_level:
        return f"{one}, or a list of them with one entry a level"
    return one


def allowed_entry(parameter: Parameter) -> str:
    """What one entry may be."""
    if parameter.choices:
        return f"one of {', '.join(parameter.choices)}"
    assert parameter.bounds is not None, "every number and date has bounds"
    low, high = (_in_words(bound) for bound in parameter.bounds)
    if parameter.entry is date:
        return f"a date YYYY-MM-DD from {low} to {high}"
    number = "a number" if parameter.entry in (float, Shock) else "a whole number"
    return f"{number} from {low} to {high} ({parameter.unit})"


def _in_words(bound: float | date) -> str:
    if isinstance(bound, date):
        return bound.isoformat()
    return f"{bound:g}".replace("e+0", "e").replace("e+", "e")
