"""A small country in which everything that a day can hold happens within a few weeks."""

from sim.model import TradeModel
from sim.scenario import read_scenario

EVENTFUL = (
    "scale=20000",
    "population.provinces=[Gansu, Zhejiang]",
    "population.minimum_farmers=30",
    "calendar.start=2016-03-20",
    "calendar.end=2016-04-20",
    "calendar.warmup_days=7",
    "levers.analytics={level: 0.7, from: 2016-03-25}",
    "levers.direct_ordering={level: 0.7, from: 2016-04-02}",
    "levers.fast_replenishment=0.5",
    "assortment.review_days=14",
    "direct.review_days=7",
)


def eventful(*more: str, seed: int = 1, **how: int) -> TradeModel:
    """The small country, before its first day.

    how  chunk_shelves, threads
    """
    return TradeModel(read_scenario("base", sets=[*EVENTFUL, *more]), seed, **how)
