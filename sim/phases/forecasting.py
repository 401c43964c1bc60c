"""Evening: each shop updates its estimate from what it can see; the platform pools what it sees.

Without analytics a shop sees its own sales, which an empty shelf cuts short; with analytics it
learns from the platform as well (`pooling`). (The tiers above update theirs while they order, when
they have seen tonight's orders.)
"""

from typing import NamedTuple

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, Phase, columns, part
from sim.phases.platform.pooling import learn_from_platform, post_estimates
from sim.phases.platform.searches import draw_searches
from sim.phases.supply.learning import (
    AUTOREGRESSIVE,
    MOVING_AVERAGE,
    NOTICED_SALES,
    SALES,
    SMOOTHED,
    learn_of_shops,
    look_ahead,
)
from sim.rules.forecasts import noticed_sales, smooth, smooth_variance
from sim.scenario import Scenario


class Settings(NamedTuple):
    """How shops and platform learn."""

    method: int  # ForecastMethod of shops without analytics
    signal: int  # DemandSignal of the same
    smoothing: float  # of a shop's own estimate, a day
    pool_smoothing: float  # of the platform's estimate, a day
    size_smoothing: float  # of a shop's size, a day
    posting_delay: int  # 1: shops see the estimate of the evening before
    grain: int  # grains of goods a unit
    estimates: int  # 1 where members use the pooled estimate; 0: they only show their sales
    search_worth: float  # shops for whose sales searches count at most; 0: there are none


@compiled_part
def learn_from_own_sales(shelves, keepers, settings, lo_shop, hi_shop):
    """Smooth the sales of the shops without analytics into forecast and variance."""
    notices = settings.signal == NOTICED_SALES
    analytics, first_shelf, weight = keepers.analytics, keepers.first_shelf, settings.smoothing
    end = lo_shop
    while end < hi_shop:
        # Neighbours without analytics together: their shelves are one long row.
        shop = end
        while shop < hi_shop and analytics[shop]:
            shop += 1
        end = shop
        while end < hi_shop and analytics[end] == 0:
            end += 1
        lo, hi = first_shelf[shop], first_shelf[end]
        own = settings.signal == SALES or notices
        observed = shelves.sold[lo:hi] if own else shelves.demanded[lo:hi]
        listed, sold_out = shelves.listed[lo:hi], shelves.sold_out[lo:hi]
        forecast, variance = shelves.forecast[lo:hi], shelves.variance[lo:hi]
        for i in range(hi - lo):
            learns = weight * listed[i]
            told = noticed_sales(observed[i], notices * sold_out[i], forecast[i])
            error = told - forecast[i]
            forecast[i] = smooth(forecast[i], told, learns)
            variance[i] = smooth_variance(variance[i], error, learns)


@part(Over.SHOPS, adds=("pool",))
def learn(tables, own, rules, today, piece):
    """Shops update their estimates."""
    shelves, keepers, estimates = tables.shelves, tables.keepers, tables.estimates
    levels, settings, lo, hi = tables.levels, rules.forecasting, piece.lo, piece.hi
    lo_shop, hi_shop = piece.lo_keeper, piece.hi_keeper
    if settings.method == SMOOTHED:
        learn_from_own_sales(shelves, keepers, settings, lo_shop, hi_shop)
    elif settings.method == MOVING_AVERAGE:
        learn_of_shops(shelves, estimates, levels, today, lo, hi)
    elif settings.method == AUTOREGRESSIVE:
        look_ahead(shelves, estimates, levels.smoothing[0], lo, hi)
    learn_from_platform(shelves, keepers, own.pool, settings, lo_shop, hi_shop)


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    analytics = scenario.analytics
    return Settings(
        int(scenario.stock.forecast[0]),
        int(scenario.stock.demand_signal[0]),
        scenario.stock.smoothing[0],
        analytics.smoothing,
        analytics.size_smoothing,
        analytics.posting_delay_days,
        scenario.grain.goods,
        scenario.analytics.estimates,
        scenario.new_retail.search_worth if scenario.levers.new_retail.level > 0.0 else 0.0,
    )


PHASE = Phase(
    "forecasting",
    __doc__ or "",
    reads=columns(
        "shelves: sold demanded sold_out product listed stock;"
        "keepers: first_shelf province analytics;"
        "pool: posted; products: appeal popularity; counters: near; buyers: access;"
        "levels: demand_signal window pooled smoothing"
    ),
    writes=columns(
        "shelves: forecast variance own_estimate; keepers: seen expected size;"
        "pool: seen weight seen_smooth weight_smooth estimate posted"
        " sought sought_smooth gaps chance squares strayed awaited apart dispersion;"
        "estimates: seen mean variance"
    ),
    steps=(learn, draw_searches, post_estimates),
)
