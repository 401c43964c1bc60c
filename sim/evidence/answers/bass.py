"""How something new spreads among shops that are recruited or follow others (Bass 1969).

Of M shops, those outside join in a month with chance p + q F each, F being the share that had
joined before. The number inside is a Markov chain with a binomial law a step. Its share's mean and
variance follow from the step x -> g(x) = x + (p + q x) (1 - x), which is quadratic: the mean moves
to g(m) - q V, and the variance to g'(m)^2 V plus that of the step's luck, which is (1 - m) h (1 -
h) / M for the chance h = p + q m. Terms of the order 1 / M^2 are left out.
"""

from math import sqrt
from typing import NamedTuple


class Adopted(NamedTuple):
    """The share of the shops that have joined after a month's step."""

    mean: float
    deviation: float  # standard deviation between runs


def bass(months: int, innovation: float, imitation: float, shops: int) -> list[Adopted]:
    """The share after each of the first months, from nobody on.

    innovation  p, chance a month
    imitation   q, chance a month where all others have joined; p + q <= 1
    shops       M
    """
    mean, variance = 0.0, 0.0
    steps = []
    for _ in range(months):
        chance = innovation + imitation * mean
        slope = 1.0 - innovation + imitation - 2.0 * imitation * mean
        luck = (1.0 - mean) * chance * (1.0 - chance) / shops
        mean += chance * (1.0 - mean) - imitation * variance
        variance = slope**2 * variance + luck
        steps.append(Adopted(mean, sqrt(variance)))
    return steps
