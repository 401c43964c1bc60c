"""A shop that orders up to a level each evening from a source that ships nothing for some days.

What it cannot serve is owed, and so is what the source cannot ship; on the first evening after the
outage the source ships all that it owes. By the close of day t all goods have come that were
ordered up to day t - d - L, or, where these would have left during the outage, up to the last
evening whose orders left before it. The net stock is then the level less the demand of all days
since: of one day more with each day of the outage.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.evidence.answers.demand import over_days, pmf
from sim.evidence.answers.order_policies import close_of_day, demand_of


class Interrupted(NamedTuple):
    """Means over the days asked for."""

    fill_rate: float
    share_days_served: float
    share_days_without_backlog: float
    mean_end_stock: float
    mean_backlog: float


def days_uncovered(day: int, lead: int, delay: int, first: int, last: int) -> int:
    """Days of demand, this one included, by which the net stock at close is below the level.

    first, last  evenings on which the source ships nothing
    """
    leaving = day - lead  # the last evening whose shipments are on the shelf
    if first <= leaving <= last:
        leaving = first - 1
    return day - (leaving - delay)


def interrupted(
    level: int,
    mean: float,
    lead: int,
    delay: int,
    outage: tuple[int, int],
    days: range,
    ratio: float = 1.0,
    chances: Sequence[float] = (),
) -> Interrupted:
    """Exact means over `days`, long after the start.

    outage   first and last evening on which the source ships nothing, counted as `days` are
    ratio    variance of a day's demand over its mean
    chances  of 0, 1, 2, ... units a day, in place of mean and ratio
    """
    one = pmf(over_days(mean, 1, ratio, chances))
    mean = float(np.arange(len(one)) @ one)
    uncovered = [days_uncovered(day, lead, delay, *outage) for day in days]
    closes = {
        count: close_of_day({level: 1.0}, demand_of(count - 1, mean, ratio, chances), one)
        for count in set(uncovered)
    }
    served, *others = map(float, np.mean([closes[count] for count in uncovered], axis=0))
    return Interrupted(served / mean, *others)
