"""The grocery: 27 shelves a shop, each with a good and demand of its own, and an order a week.

Morning: what was ordered on the evening before last is put on the shelf. Day: demand is negative
binomial with mean 3 and variance 6; what is lacking is lost. Evening: the shop smooths what each
shelf sold into a forecast and the variance of its error. On the first evening and every seventh
after it, it orders of each good the fewest lots of 6 units that lift stock and orders to a level:
8 days of the forecast, which is how long until the next order can be sold, and one standard
deviation of their demand.
"""

from itertools import accumulate
from math import comb

from clock import Task

SHELVES = 27
SIZE, CHANCE = 3, 0.5  # of the negative binomial law: failures before so many successes
MEAN = SIZE * (1 - CHANCE) / CHANCE
VARIANCE = MEAN / CHANCE
UP_TO = list(  # P(demand <= k)
    accumulate(comb(k + SIZE - 1, k) * CHANCE**SIZE * (1 - CHANCE) ** k for k in range(80))
)
OPENING_STOCK = 30
SMOOTHING = 0.06
SAFETY = 1
REVIEW, LEAD = 7, 2  # days
COVER = LEAD + REVIEW - 1
LOT = 6
TASK = Task(SHELVES, warmup_days=4 * REVIEW)


def arrives(day: int) -> bool:
    """Whether this is the morning on which the week's order is there; days count from 0."""
    return day % REVIEW == LEAD


def orders(day: int) -> bool:
    """Whether shops order this evening."""
    return day % REVIEW == 0
