"""Whom county offices help, by what they have on record. A part of adoption.

Nothing here reads a true income: only `write_records` does, and it adds the error.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import compiled
from sim.engine.doors import door
from sim.engine.randomness import Stream, normals, uniforms
from sim.engine.relief_tables import Registry
from sim.rules.relief import likely_income, need_met, trust_in_record
from sim.scenario.groups import ReliefChoice

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Office(NamedTuple):
    """What county offices go by."""

    choice: int  # ReliefChoice
    line: float  # money a head and year
    noise: float  # standard deviation of the log error of a record
    missing: float  # share without a record
    training_yield: float


class Households(NamedTuple):
    """How households are grouped, for draws that don't depend on which provinces are chosen."""

    province: Ints  # (households,) ascending
    number: Ints  # (households,) in its province
    rows: tuple[int, ...]  # place of each province among the 31


def households_of(province: NDArray[np.int32], rows: tuple[int, ...]) -> Households:
    """Number the households of each province."""
    where = np.asarray(province).astype(np.int64)
    first = np.searchsorted(where, np.arange(len(rows)))
    return Households(where, np.arange(len(where)) - first[where], rows)


def luck_of(households: Households, seed: int, stream: Stream, item: int) -> Floats:
    """A uniform draw for every household."""
    luck = np.zeros(len(households.number))
    for place, row in enumerate(households.rows):
        here = households.province == place
        luck[here] = uniforms(seed, stream, row, households.number[here], item)
    return luck


def write_records(
    registry: Registry, office: Office, households: Households, seed: int, year: int, income: Ints
) -> None:
    """Last year's incomes go on record, with errors and gaps; who is below the line is registered.

    income  money that each household earned in the year before
    """
    luck = luck_of(households, seed, Stream.MISSING_RECORDS, year)
    registry.known[:] = luck >= office.missing
    error = np.zeros(len(income))
    for place, row in enumerate(households.rows):
        here = households.province == place
        error[here] = normals(seed, Stream.RECORDS, row, households.number[here], year)
    registry.record[:] = np.where(registry.known, income * np.exp(office.noise * error), 0.0)
    registry.poor[:] = registry.known & (registry.record < office.line * registry.persons)


@door
@compiled
def expect_by_land(registry, province, intercept, slope):
    """Least squares of recorded income on land, province by province: money a year; money a land.

    province  int64 (households,); intercept, slope: float64 (provinces,), filled
    """
    sums = np.zeros((5, len(slope)))
    for who in range(len(province)):
        if registry.known[who]:
            land, record = registry.land[who], registry.record[who]
            for k, each in enumerate((1.0, land, record, land * land, land * record)):
                sums[k, province[who]] += each
    for place in range(len(slope)):
        n, x, y, xx, xy = sums[:, place]
        spread = n * xx - x * x
        slope[place] = max((n * xy - x * y) / spread, 0.0) if spread > 0.0 else 0.0
        intercept[place] = (y - slope[place] * x) / n if n > 0.0 else 0.0


@door
@compiled
def predict(registry, province, office, spread, intercept, slope, needs):
    """What help would give each household that it needs, money a year; to needs, float64.

    intercept, slope  of income on land, (provinces,); the slope is what land brings in
    spread            (provinces,): of the log of true incomes around it
    """
    for who in range(len(province)):
        place = province[who]
        of_land = slope[place] * registry.land[who]
        trust = trust_in_record(office.noise, spread[place])
        income = likely_income(registry.record[who], intercept[place] + of_land, trust)
        error = office.noise * math.sqrt(trust)
        line = office.line * registry.persons[who]
        needs[who] = need_met(line, income, error, office.training_yield * of_land)


def predicted_needs(registry: Registry, office: Office, households: Households) -> Floats:
    """What help would give each household that it needs, as far as the records tell."""
    province, places = households.province, len(households.rows)
    intercept, slope = np.zeros(places), np.zeros(places)
    expect_by_land(registry, province, intercept, slope)
    expected = intercept[province] + slope[province] * np.asarray(registry.land)
    apart = np.log(np.maximum(registry.record, 1.0)) - np.log(np.maximum(expected, 1.0))
    known = np.asarray(registry.known) == 1
    count = np.maximum(np.bincount(province[known], minlength=places), 1)
    variance = np.bincount(province[known], apart[known] ** 2, places) / count
    spread = np.sqrt(np.maximum(variance - office.noise**2, 0.0))
    needs = np.zeros(len(province))
    predict(registry, province, office, spread, intercept, slope, needs)
    return needs


def in_turn(
    registry: Registry, office: Office, households: Households, seed: int, year: int
) -> Ints:
    """The registered poor who are not helped yet, in the order in which they would be."""
    luck = luck_of(households, seed, Stream.RELIEF, year)
    poor = (np.asarray(registry.poor) == 1) & (np.asarray(registry.helped) == 0)
    if office.choice == ReliefChoice.BY_DATA:
        needs = predicted_needs(registry, office, households)
        who = np.flatnonzero(poor & (needs > 0.0))
        return who[np.lexsort((luck[who], -needs[who]))]
    who = np.flatnonzero(poor)
    who = who[np.argsort(luck[who], kind="stable")]
    if office.choice == ReliefChoice.AT_RANDOM:
        return who
    # By quota: the first of each province's part, however many are registered there.
    where = households.province[who]
    order = np.argsort(where, kind="stable")
    registered = np.bincount(where, minlength=len(households.rows))
    rank = np.arange(len(who)) - (np.cumsum(registered) - registered)[where[order]]
    part = (rank + 0.5) / registered[where[order]]
    return who[order][np.argsort(part, kind="stable")]
