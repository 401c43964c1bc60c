"""Would an effect have been seen? The power of a paired comparison at so many seeds."""

import math

from scipy import stats

from sim.experiments.differences import CONFIDENCE
from sim.experiments.one_world import variance_left

ENOUGH = 0.8  # of the tries in which a true effect is found
MOST_SEEDS = 1000


def power(deviation: float, effect: float, seeds: int) -> float:
    """Chance that a true effect is found clear by Student's t over the seeds.

    deviation  standard deviation of the paired differences between seeds
    effect     size of the true effect, > 0, in the same unit
    seeds      number of pairs, >= 2
    """
    if deviation == 0.0:
        return 1.0
    quantile = stats.t.ppf(0.5 + CONFIDENCE / 2, seeds - 1)
    shift = effect / (deviation * math.sqrt(variance_left(seeds)))
    return float(stats.nct.sf(quantile, seeds - 1, shift))


def seeds_needed(deviation: float, effect: float) -> int | None:
    """The fewest seeds at which the effect would be found in ENOUGH of the tries.

    None where MOST_SEEDS do not do.
    """
    low, high = 2, MOST_SEEDS
    if power(deviation, effect, high) < ENOUGH:
        return None
    while low < high:
        middle = (low + high) // 2
        if power(deviation, effect, middle) < ENOUGH:
            low = middle + 1
        else:
            high = middle
    return low
