"""Choice among offers by the multinomial logit, and whether to choose any (McFadden 1974, 1978).

An offer's share goes with the exponential of its utility, so that the ratio of two shares does not
depend on what else there is: independence of irrelevant alternatives.
"""

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple


class Chosen(NamedTuple):
    """Where the money goes."""

    offers: float  # share of the budget that is spent on any of the offers
    shares: tuple[float, ...]  # of it, by offer


def logit(utilities: Sequence[float], odds: float = 0.0, nest: float = 0.0) -> Chosen:
    """Shares of a budget.

    odds  log odds of spending on the offers, if their value is 0: the log of the sum of the
          exponentials of their utilities
    nest  weight of that value; with 1 spending elsewhere is an offer of utility -odds, and
          with 0 the offers share what does not depend on them
    """
    attractions = [exp(utility) for utility in utilities]
    together = sum(attractions)
    against = exp(odds + nest * log(together))
    return Chosen(against / (1.0 + against), tuple(each / together for each in attractions))
