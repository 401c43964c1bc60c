"""When a crop is harvested, and how long what is in store has to last."""

from sim.engine.machine.compiling import compiled
from sim.engine.year import DAYS_A_YEAR

LAST_DAYS = 2  # of its life, when produce is on its way and on a shelf


@compiled
def in_season(day_of_year, first, days):
    """1 on a day of harvest; first: 0 .. 364; days: of the season, may wrap over New Year."""
    return (day_of_year - first) % DAYS_A_YEAR < days


@compiled
def days_in_store(day_of_year, first, days, on_sale):
    """Evenings, with tonight's, on which the stock of who spreads a harvest evenly is sold.

    first, days  of the season
    on_sale      evenings of a year on which a harvest is sold, the season's among them
    So days / on_sale of what is gathered on an evening leaves on the next one, and the stock, as
    much as on_sale - days evenings take at the season's end, is less before in proportion.
    """
    since = (day_of_year - first - 1.0) % DAYS_A_YEAR + 1.0  # evenings since the first harvest
    if since <= days:
        return (on_sale - days) * since / days + 1.0
    return max(on_sale - since + 1.0, 0.0)


@compiled
def days_to_sell(day_of_year, first, days, on_sale, life, usual):
    """Days over which a broker sells his stock: what is stored lasts, else the usual ones.

    first, days, on_sale  as in `days_in_store`
    life, usual           shelf life; least days that a broker takes for a sale
    """
    least = max(1.0, min(usual, life - LAST_DAYS))
    return max(least, days_in_store(day_of_year, first, days, on_sale))
