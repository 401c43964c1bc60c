"""Levers and shocks begin within the run, and where somebody is."""

from collections.abc import Iterator

from sim.scenario.catalogue import PARAMETERS
from sim.scenario.clashes import Clash, Values
from sim.scenario.groups import PopulationKind
from sim.scenario.provinces import those_there

LEVERS = [key for key in PARAMETERS if key.startswith("levers.")]
SHOCKS = [key for key in PARAMETERS if key.startswith("shocks.")]
OF_SOURCES = "shocks.supplier_failure"  # the one shock that a population given outright may meet


def levers(values: Values) -> Iterator[Clash]:
    """A lever begins by the run's last day; where shops join over time, on a day that counts."""
    end = values["calendar.end"]
    provinces = values["population.provinces"]
    for key in LEVERS:
        terms = values[key]
        if terms.start is not None and terms.start > end:
            wrong = f"the lever starts on {terms.start}, after the run's last day, {end}"
            yield Clash((key, "calendar.end"), wrong, f"a day up to {end}")
        opens = values["calendar.start"]
        if terms.historical and terms.start is not None and terms.start < opens:
            wrong = f"shops join from {terms.start} on, and the days that count start on {opens}"
            yield Clash((key, "calendar.start"), wrong, f"a day from {opens} on")
        yield from _left_out(key, "the lever is on", terms.where, provinces)


def shocks(values: Values) -> Iterator[Clash]:
    """A shock lasts from a day of the run to one not before; few befall a given population."""
    first, last = values["calendar.start"], values["calendar.end"]
    provinces = values["population.provinces"]
    for key in SHOCKS:
        size, start, end, where = values[key]
        if size == 0.0:
            continue
        explicit = values["population.kind"] == PopulationKind.EXPLICIT
        if explicit and key != OF_SOURCES:
            keys = (key, "population.kind")
            allowed = f"off, or kind: provinces ({OF_SOURCES} befalls its sources)"
            yield Clash(keys, "a shock to a population given outright", allowed)
            continue
        if explicit and where is not None:
            keys = (key, "population.kind")
            yield Clash(keys, "a shock in provinces that are not there", "a shock without `where`")
            continue
        start, end = start or first, end or last
        if not (first <= start <= last and start <= end):
            wrong = f"the shock lasts from {start} to {end}"
            allowed = f"a first day from {first} to {last}, and a last day not before it"
            yield Clash((key, "calendar.start", "calendar.end"), wrong, allowed)
        yield from _left_out(key, "the shock is", where, provinces)


def _left_out(
    key: str, what: str, where: tuple[str, ...] | str | None, provinces: tuple[str, ...]
) -> Iterator[Clash]:
    """A lever or a shock is somewhere, and nowhere outside the population."""
    if isinstance(where, str):
        outside = [] if those_there(where, provinces) else [f"`{where}`"]
    else:
        outside = [name for name in where or () if name not in provinces]
    if outside:
        wrong = f"{what} in {', '.join(outside)}, which population.provinces leaves out"
        yield Clash((key, "population.provinces"), wrong, f"among {', '.join(provinces)}")
