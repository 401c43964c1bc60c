"""A carrier with so many vans, who turns away what finds none: Erlang's loss formula, and by days.

In continuous time the share turned away depends on the load alone, whatever the law of the days
that a van is away (Erlang 1917; Sevastyanov 1957). A carrier whose vans leave and return once a day
is a Markov chain on how many left on each of the last days. With ever shorter days at the same load
it becomes Erlang's.
"""

from typing import NamedTuple

import numpy as np
from scipy import sparse, stats

from sim.evidence.answers.markov_chain import long_run


class Carrier(NamedTuple):
    """Long-run means a day."""

    served: float  # share of loads that find a van
    vans_at_close: float  # at the depot, when today's have left
    share_days_served: float  # days on which no load is turned away
    share_days_all_out: float  # days that close with no van at the depot


def turned_away(load: float, vans: int) -> float:
    """Erlang's B: share of loads turned away, in continuous time.

    load  arrivals a day times days away, Erlang
    """
    inverse = 1.0
    for n in range(1, vans + 1):
        inverse = 1.0 + n / load * inverse
    return 1.0 / inverse


def by_days(mean: float, days: int, vans: int) -> Carrier:
    """The carrier whose day is one step.

    mean  loads a day, Poisson
    days  a van that leaves today takes its next load so many days later, >= 1
    """
    demand = stats.poisson(mean)
    start = (0,) * (days - 1)
    index, todo = {start: 0}, [start]
    source, target, chance = [], [], []
    while todo:
        state = todo.pop()
        free = vans - sum(state)
        for leave in range(free + 1):
            after = (leave, *state)[: days - 1]
            if after not in index:
                index[after] = len(index)
                todo.append(after)
            source.append(index[state])
            target.append(index[after])
            chance.append(demand.pmf(leave) if leave < free else demand.sf(free - 1))
    size = len(index)
    step = sparse.csr_array((chance, (target, source)), shape=(size, size))
    share = long_run(step, 1)
    at_depot = vans - np.array([sum(state) for state in index])
    by_free = np.bincount(at_depot, share, vans + 1)
    at_least = demand.sf(np.arange(vans + 1) - 1)
    leaving = [at_least[1 : most + 1].sum() for most in range(vans + 1)]
    return Carrier(
        served=float(by_free @ leaving / mean),
        vans_at_close=float(by_free @ (np.arange(vans + 1) - leaving)),
        share_days_served=float(by_free @ demand.cdf(np.arange(vans + 1))),
        share_days_all_out=float(by_free @ at_least),
    )
