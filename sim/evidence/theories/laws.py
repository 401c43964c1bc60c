"""The law of a scenario's demand as theory takes it: by mean and ratio, or by chances."""

from collections.abc import Sequence
from math import log1p, sqrt
from typing import NamedTuple

import numpy as np
from scipy import stats

from sim.evidence.answers.demand import evenly, rounded
from sim.evidence.theories.theory import require
from sim.scenario import DemandLaw, Scenario


class Law(NamedTuple):
    """Poisson or negative binomial by mean and ratio; any other by chances of 0, 1, 2, ..."""

    mean: float  # units a day; where there are chances, grains
    ratio: float  # variance over mean; 1 where chances say more
    chances: Sequence[float] = ()

    @property
    def variance(self) -> float:
        """Of a day's demand, in squares of what `mean` counts."""
        if not len(self.chances):
            return self.mean * self.ratio
        units = np.arange(len(self.chances))
        return float((units - self.mean) ** 2 @ np.asarray(self.chances))


def law_of(scenario: Scenario, known: bool = False) -> Law:
    """The law of independent demand.

    known  whether the theory also speaks of a demand that never changes

    Raises:
        OutsideTheoryError: when demand depends on the day before, on the price or on the date.
    """
    demand, goods = scenario.demand, scenario.grain.goods
    require(demand.autocorrelation == 0 or demand.law != DemandLaw.NORMAL, "for independent demand")
    if demand.law == DemandLaw.POISSON:
        return Law(demand.mean, 1.0)
    if demand.law == DemandLaw.NEGATIVE_BINOMIAL:
        return Law(demand.mean, demand.variance_to_mean)
    if demand.law == DemandLaw.CHANCES:
        require(goods == 1, "for goods counted in whole units")
        return _given(demand.chances)
    if demand.law == DemandLaw.UNIFORM:
        return _given(evenly(round(demand.lowest * goods), round(demand.highest * goods)))
    if demand.law == DemandLaw.NORMAL:
        return _given(rounded(stats.norm(demand.mean * goods, demand.sd * goods)))
    if demand.law == DemandLaw.LOGNORMAL:
        variance_of_log = log1p((demand.sd / demand.mean) ** 2)
        median = demand.mean * goods * np.exp(-0.5 * variance_of_log)
        return _given(rounded(stats.lognorm(sqrt(variance_of_log), scale=median)))
    require(known and demand.law == DemandLaw.STEP, "for chances, poisson or negative_binomial")
    require(demand.step_day == 1, "for a demand that has made its step")
    grains = round(demand.step_mean * goods)
    return _given(evenly(grains, grains))


def _given(chances: Sequence[float] | np.ndarray) -> Law:
    """A law by its chances."""
    return Law(float(np.arange(len(chances)) @ np.asarray(chances)), 1.0, tuple(chances))
