"""What two records and land tell of a household's income. A part of adoption.

How far records err is written down nowhere: who has two of them sees how they differ.
"""

import math
from typing import Annotated, NamedTuple

import numpy as np

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.settings import From
from sim.engine.tables.relief import Registry
from sim.engine.units import in_money
from sim.phases.policy.relief_records import Floats, Households
from sim.rules.relief import (
    chance_below,
    likely_income,
    need_met,
    noise_between,
    trust_in_record,
)

LEAST = 0.1  # of the line: an income below counts as this, so that its log is no outlier


class Office(NamedTuple):
    """What county offices go by."""

    choice: Annotated[int, From("relief.choice")]  # ReliefChoice
    line: Annotated[float, From("farm.poverty_line", in_money)]  # money a head and year
    training_yield: Annotated[float, From("relief.training_yield")]


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
