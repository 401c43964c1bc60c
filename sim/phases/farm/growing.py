"""What a plot gives; the price that clears a harvest; what is planted next. A part of harvest.

The country's farmers plant as usual, and its markets post a price before anybody brings anything.
The textbook's farmers plant by the price that they expect, and bring all to one market on one day.
"""

import numpy as np

from sim.engine.machine.compiling import compiled_part
from sim.engine.randomness import bits, fraction
from sim.engine.tables.columns import wide
from sim.rules.forecasts import smooth
from sim.rules.linear_curves import clearing_price, supplied_at


@compiled_part
def rounding(plot, plots, season_market, first, second):
    """What is added to a plot's harvest before it is cut to whole grains, in [0, 1).

    Luck, or in a season's one market evenly spread values: then the sum of the plots is rounded
    just once, to the nearest grain (Hermite's identity).
    first, second  words of the day's luck
    """
    if season_market == 1:
        return (plot + 0.5) / plots
    return fraction(bits(first, second, plot))


@compiled_part
def reaped(grown, own_use, loss):
    """Whole grains of what has grown: all of it, what the household keeps, and what is lost."""
    harvest = int(grown)
    kept = int(harvest * own_use)
    return harvest, kept, int((harvest - kept) * loss)


@compiled_part
def clear_markets(plots, farmers, markets, crops, settings, first, second, lo, hi):
    """Each market's price becomes that at which it takes all that the plots lo..hi-1 bring."""
    brought = np.zeros(markets.price.shape)
    for plot in range(lo, hi):
        province, product = farmers.province[plots.farmer[plot]], plots.product[plot]
        grown = wide(plots.lot[plot]) * markets.planted[province, product]
        grown *= markets.yields[province, product] * markets.spared[province]
        grown += rounding(plot, len(plots.lot), settings.season_market, first, second)
        harvest, kept, lost = reaped(grown, settings.own_use, crops.loss[product])
        brought[province, product] += harvest - kept - lost
    for province in range(brought.shape[0]):
        for product in range(brought.shape[1]):
            markets.price[province, product] = clearing_price(
                brought[province, product], settings.demand_intercept, settings.demand_slope
            )


@compiled_part
def plant(markets, settings):
    """Farmers learn from the price that they got, and plant for the one that they now expect."""
    for province in range(markets.price.shape[0]):
        for product in range(markets.price.shape[1]):
            expected = smooth(
                markets.expected[province, product],
                markets.price[province, product],
                settings.expectation_weight,
            )
            markets.expected[province, product] = expected
            markets.planted[province, product] = supplied_at(
                expected, settings.supply_intercept, settings.supply_slope
            )
