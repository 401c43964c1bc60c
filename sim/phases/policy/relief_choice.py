"""Who is taken for poor, and who of them is helped first. A part of adoption.

A survey says how many are poor, and not who. So many people are put on the register: by what the
village has on record, in each province the same share; or by data, which lay that record beside
what other offices know and beside land; or by lot. Nothing here reads a true income but
`write_records`, which adds the errors, and `count_the_poor`, which keeps no names. How far records
err is written down nowhere: who has two of them sees how they differ.
"""

import math
from collections.abc import Callable
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.randomness import Stream, normals, uniforms
from sim.engine.settings import From
from sim.engine.tables.relief import Registry
from sim.engine.units import in_money
from sim.rules.relief import (
    chance_below,
    likely_income,
    need_met,
    noise_between,
    trust_in_record,
)
from sim.scenario.groups import ReliefChoice

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
LEAST = 0.1  # of the line: an income below counts as this, so that its log is no outlier


class Office(NamedTuple):
    """What county offices go by."""

    choice: Annotated[int, From("relief.choice")]  # ReliefChoice
    line: Annotated[float, From("farm.poverty_line", in_money)]  # money a head and year
    training_yield: Annotated[float, From("relief.training_yield")]


class Recording(NamedTuple):
    """How records err, which no office knows."""

    # standard deviation of the log error of a village's record
    noise: Annotated[float, From("relief.record_noise")]
    missing: Annotated[float, From("relief.record_missing")]  # share of households without one
    data_noise: Annotated[float, From("relief.data_noise")]  # the same two of offices' data
    data_missing: Annotated[float, From("relief.data_missing")]


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


def luck_of(
    households: Households,
    seed: int,
    stream: Stream,
    item: int,
    draw: Callable[..., Floats] = uniforms,
) -> Floats:
    """A draw for every household, uniform or of another law."""
    luck = np.zeros(len(households.number))
    for place, row in enumerate(households.rows):
        here = households.province == place
        luck[here] = draw(seed, stream, row, households.number[here], item)
    return luck


def write_records(
    registry: Registry,
    recording: Recording,
    households: Households,
    seed: int,
    year: int,
    income: Ints,
) -> None:
    """Last year's incomes a head go on record twice, with errors and gaps of their own.

    income  money that each household earned in the year before
    """
    of_village = (registry.known, registry.record, recording.missing, recording.noise)
    of_offices = (registry.matched, registry.data, recording.data_missing, recording.data_noise)
    for source, (known, record, missing, noise) in enumerate((of_village, of_offices)):
        item = 2 * year + source
        known[:] = luck_of(households, seed, Stream.MISSING_RECORDS, item) >= missing
        error = luck_of(households, seed, Stream.RECORDS, item, normals)
        record[:] = np.where(known, income / registry.persons * np.exp(noise * error), 0.0)


def count_the_poor(registry: Registry, line: float, income: Ints, among: Flags) -> float:
    """People below the line among some households: what a survey tells of all, and of nobody."""
    poor = among & (income < line * np.asarray(registry.persons))
    return float(np.asarray(registry.persons)[poor].sum())


@dispatched
@compiled
def expect_by_land(registry, province, intercept, slope):
    """Least squares of recorded income a head on land, province by province, over both records.

    province  int64 (households,); intercept, slope: float64 (provinces,), filled
    """
    sums = np.zeros((5, len(slope)))
    for who in range(len(province)):
        land = registry.land[who]
        for source in range(2):
            there = registry.known[who] if source == 0 else registry.matched[who]
            record = registry.record[who] if source == 0 else registry.data[who]
            if there:
                for k, each in enumerate((1.0, land, record, land * land, land * record)):
                    sums[k, province[who]] += each
    for place in range(len(slope)):
        n, x, y, xx, xy = sums[:, place]
        spread = n * xx - x * x
        slope[place] = max((n * xy - x * y) / spread, 0.0) if spread > 0.0 else 0.0
        intercept[place] = (y - slope[place] * x) / n if n > 0.0 else 0.0


@dispatched
@compiled
def learn_noise(registry, province, least, intercept, slope, agreement, noises):
    """How far records agree, and by how much each errs, province by province.

    least      money a year; below it an income counts as this
    agreement  float64 (provinces,), filled: covariance of the logs around land, >= 0
    noises     float64 (2, provinces), filled: standard deviation of the error of each record
    """
    sums = np.zeros((6, len(slope)))
    for who in range(len(province)):
        place = province[who]
        if registry.known[who] and registry.matched[who]:
            expected = math.log(max(intercept[place] + slope[place] * registry.land[who], least))
            one = math.log(max(registry.record[who], least)) - expected
            other = math.log(max(registry.data[who], least)) - expected
            for k, each in enumerate((1.0, one, other, one * one, other * other, one * other)):
                sums[k, place] += each
    for place in range(len(slope)):
        n = max(sums[0, place], 1.0)
        mean, mean_other = sums[1, place] / n, sums[2, place] / n
        agreement[place] = max(sums[5, place] / n - mean * mean_other, 0.0)
        variance = sums[3, place] / n - mean * mean
        variance_other = sums[4, place] / n - mean_other * mean_other
        noises[0, place] = noise_between(variance, agreement[place])
        noises[1, place] = noise_between(variance_other, agreement[place])


@dispatched
@compiled
def judge(registry, province, office, least, intercept, slope, agreement, noises, found):
    """How likely each household is poor, and what help would give it that it needs.

    intercept, slope  of income a head on land, (provinces,); the slope is what land brings in
    agreement, noises  of `learn_noise`
    found             `Judged`, filled
    """
    for who in range(len(province)):
        place = province[who]
        of_land = slope[place] * registry.land[who]
        income = max(intercept[place] + of_land, least)
        error = math.sqrt(agreement[place])
        for source in range(2):
            there = registry.known[who] if source == 0 else registry.matched[who]
            record = registry.record[who] if source == 0 else registry.data[who]
            if there:
                trust = trust_in_record(noises[source, place], error)
                income = likely_income(max(record, least), income, trust)
                error = noises[source, place] * math.sqrt(trust)
        found.chance[who] = chance_below(office.line, income, error)
        found.income[who] = income
        found.need[who] = need_met(office.line, income, error, office.training_yield * of_land)


class Judged(NamedTuple):
    """What data tell of each household: float64 (households,)."""

    chance: Floats  # that it is poor
    income: Floats  # median of what it may have, money a head and year
    need: Floats  # that help would meet, money a head and year


def judged(registry: Registry, office: Office, households: Households) -> Judged:
    """What the two records and land tell together."""
    places, least = len(households.rows), LEAST * office.line
    where = households.province
    intercept, slope, agreement = (np.zeros(places) for _ in range(3))
    noises, found = np.zeros((2, places)), Judged(*np.zeros((3, len(where))))
    expect_by_land(registry, where, intercept, slope)
    learn_noise(registry, where, least, intercept, slope, agreement, noises)
    judge(registry, where, office, least, intercept, slope, agreement, noises, found)
    return found


def register(
    registry: Registry,
    office: Office,
    households: Households,
    seed: int,
    year: int,
    among: Flags,
    people: float,
) -> Ints:
    """Put so many people on the register; returns their households, who is helped first in front.

    among   households that can be registered; those that were helped before stay off
    people  that the survey counts as poor
    """
    luck = luck_of(households, seed, Stream.RELIEF, year)
    persons, where = np.asarray(registry.persons), households.province
    free = among & (np.asarray(registry.helped) == 0)
    if office.choice == ReliefChoice.BY_DATA:
        found = judged(registry, office, households)
        turn = np.lexsort((luck, found.income, -found.chance))
        who = first_people(turn, free, persons, people)
        who = who[np.lexsort((luck[who], -found.need[who]))]
    elif office.choice == ReliefChoice.BY_QUOTA:
        turn = np.lexsort((luck, registry.record))
        known = free & (np.asarray(registry.known) == 1)
        parts = []
        for place in range(len(households.rows)):
            here = where == place
            quota = people * persons[among & here].sum() / max(persons[among].sum(), 1e-300)
            parts.append(first_people(turn, known & here, persons, quota))
        # A budget that is short helps the first of each province's part.
        ranks = np.concatenate([(np.arange(len(part)) + 0.5) / len(part) for part in parts])
        who = np.concatenate(parts)[np.argsort(ranks, kind="stable")]
    else:
        who = first_people(np.argsort(luck, kind="stable"), free, persons, people)
    registry.poor[:] = 0
    registry.poor[who] = 1
    return who


def first_people(turn: Ints, among: Flags, persons: Floats, people: float) -> Ints:
    """The first households in turn, until they hold so many people: the nearest number.

    turn  rows of all households; among: whom to take of them
    """
    who = turn[among[turn]]
    middle = np.cumsum(persons[who]) - 0.5 * persons[who]
    return who[middle < people]
