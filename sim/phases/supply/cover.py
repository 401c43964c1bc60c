"""What a keeper's next order of a product has to last for, and in what lots it comes.

A part of ordering: of the order itself, and of the levels that shops choose before.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sim.engine.machine.compiling import compiled_row
from sim.engine.tables.columns import wide
from sim.rules.stock_policies import KEEPS, cover_days, lot_to_share


class Cover(NamedTuple):
    """Of a shelf."""

    lead: float  # days that goods are on the way, on average
    days: float  # of demand that it has to cover
    fresh: int  # days that goods can be sold when they come, as the last did; KEEPS where they keep
    lot: int  # grains


def lengthening(chances: Sequence[float]) -> float:
    """By what share of its spread a lead time is longer on average.

    chances  of each day more, from none on; empty where it is none or one as likely as the other
    """
    likely = chances or (1.0, 1.0)
    mean = sum(days * chance for days, chance in enumerate(likely)) / sum(likely)
    return mean / max(len(likely) - 1, 1)


@compiled_row
def cover_of(tables, settings, level, i):
    """What the order of a shelf of a level's keeper has to last for; settings: of level reviews."""
    shelves, terms, levels = tables.shelves, tables.terms, tables.levels
    lead = terms.lead[i] + settings.spread_share * terms.lead_spread[i]
    days, fresh = cover_days(levels.order_delay[level], lead, terms.review[i]), KEEPS
    if shelves.batch[i] >= 0:
        fresh = tables.batches.fresh_days[shelves.batch[i]]
    lot = terms.lot[i]
    if settings.shares and level == 0 and terms.direct[i] == 0:
        lot = lot_to_share(lot, wide(shelves.forecast[i]), days, levels.credit_days[level], fresh)
    if fresh != KEEPS:  # no more than sells before it is too old
        days = min(days, fresh)
    return Cover(lead, days, fresh, lot)
