"""When a crop is harvested, and how long what is in store has to last."""

from sim.engine.machine.compiling import compiled
from sim.engine.year import DAYS_A_YEAR


@compiled
def in_season(day_of_year, first, days):
    """1 on a day of harvest; first: 0 .. 364; days: of the season, may wrap over New Year."""
    return (day_of_year - first) % DAYS_A_YEAR < days


@compiled
def days_to_sell(day_of_year, first, days, life, storage_share, usual):
    """Days over which a broker sells his stock.

    first, days    of the season
    life           shelf life, days
    storage_share  part of it that produce may spend in store
    usual          least days that a broker takes for a sale
    What keeps is sold evenly until it must be gone or the next harvest begins; what does not keep,
    within the usual days or half its life.
    """
    keeps = storage_share * life
    if days >= DAYS_A_YEAR or keeps <= 2.0 * usual:
        return max(1.0, min(usual, 0.5 * life))
    since = (day_of_year - first) % DAYS_A_YEAR
    if days + keeps >= DAYS_A_YEAR:
        return max(usual, DAYS_A_YEAR - since)
    return max(usual, days + keeps - since)
