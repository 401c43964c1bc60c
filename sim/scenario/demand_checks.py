"""Checks of the laws of demand: that each is a law, and that its largest draw fits its column."""

from collections.abc import Iterator
from math import exp, log1p, sqrt

from sim.scenario.clashes import Clash, Values
from sim.scenario.grain_checks import LARGEST
from sim.scenario.groups import DemandLaw, PopulationKind

EXTREME = 6.7  # standard deviations of a normal draw that has 32 random bits, at most


def given_series(values: Values) -> Iterator[Clash]:
    """A series has a day."""
    if values["demand.law"] == DemandLaw.SERIES and not values["demand.series"]:
        keys = ("demand.law", "demand.series")
        yield Clash(keys, "the law is series but demand.series is empty", "at least one day")


def given_chances(values: Values) -> Iterator[Clash]:
    """Chances are of all that can happen, and not all of nothing."""
    if values["demand.law"] != DemandLaw.CHANCES:
        return
    keys, chances = ("demand.law", "demand.chances"), values["demand.chances"]
    if abs(sum(chances) - 1.0) > 1e-6:
        yield Clash(keys, f"the chances of demand sum to {sum(chances):g}", "a sum of 1")
    elif not any(chances[1:]):
        yield Clash(keys, "nobody ever asks for anything", "a chance of 1 unit or more")


def uniform_span(values: Values) -> Iterator[Clash]:
    """The highest demand is not below the lowest."""
    keys = ("demand.lowest", "demand.highest")
    lowest, highest = (values[key] for key in keys)
    if values["demand.law"] == DemandLaw.UNIFORM and highest < max(lowest, 1e-6):
        wrong = f"uniform demand from {lowest:g} to {highest:g}"
        yield Clash(keys, wrong, "a highest above 0, and at or above the lowest")


def largest_draw(values: Values) -> Iterator[Clash]:
    """No draw of a law without an end is more than its column can hold."""
    if values["population.kind"] != PopulationKind.EXPLICIT:
        return
    law, mean, sd = values["demand.law"], values["demand.mean"], values["demand.sd"]
    if law == DemandLaw.NORMAL:
        largest = mean + EXTREME * sd
    elif law == DemandLaw.LOGNORMAL:
        variance_of_log = log1p((sd / mean) ** 2)
        largest = mean * exp(EXTREME * sqrt(variance_of_log) - 0.5 * variance_of_log)
    else:
        return
    grain = values["grain.goods"]
    if largest * grain > LARGEST:
        wrong = f"{law.name.lower()} demand may be {largest:.3g} units of {grain} grains a day"
        keys = ("demand.law", "demand.mean", "demand.sd", "grain.goods")
        yield Clash(keys, wrong, f"at most {LARGEST // grain} units: a smaller sd, or grain")
