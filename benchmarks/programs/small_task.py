"""The small task: one shelf a shop, looked after every evening.

Each evening a shop orders up to 12; what it orders can be sold from the morning after next. Its
demand is Poisson with mean 5, and what it lacks is lost.
"""

from itertools import accumulate
from math import exp, factorial

from clock import Task

MEAN = 5
LEVEL = 12
UP_TO = list(accumulate(exp(-MEAN) * MEAN**k / factorial(k) for k in range(60)))  # P(demand <= k)
TASK = Task(shelves=1, warmup_days=10)
