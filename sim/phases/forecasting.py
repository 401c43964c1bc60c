"""Evening: each shop updates its estimate from what it can see; the platform pools what it sees.

Without analytics a shop sees its own sales, which an empty shelf cuts short. With analytics it uses
the platform's estimate for its province, corrected for empty shelves, times its own size. (The
tiers above update theirs while they order, when they have seen tonight's orders.)
"""

from typing import NamedTuple

from sim.engine.columns import wide
from sim.engine.compiling import compiled_part
from sim.engine.ledger import whole
from sim.engine.phase import Locality, Phase, columns
from sim.phases.learning import (
    AUTOREGRESSIVE,
    MOVING_AVERAGE,
    SALES,
    SMOOTHED,
    learn_of_shops,
    look_ahead,
)
from sim.phases.searches import add_searches, draw_searches
from sim.rules.forecasts import corrected_sales, smooth, smooth_variance
from sim.scenario import Scenario

POOL_GRAIN = 1024.0


class Settings(NamedTuple):
    """How shops and platform learn."""

    method: int  # ForecastMethod of shops without analytics
    signal: int  # DemandSignal of the same
    smoothing: float  # of a shop's own estimate, a day
    pool_smoothing: float  # of the platform's estimate, a day
    size_smoothing: float  # of a shop's size, a day
    posting_delay: int  # 1: shops see the estimate of the evening before
    grain: int  # grains of goods a unit
    search_worth: float  # shops for whose sales searches count at most; 0: there are none


@compiled_part
def learn_from_own_sales(shelves, keepers, settings, lo_shop, hi_shop):
    """Smooth the sales of the shops without analytics into forecast and variance."""
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
        observed = shelves.sold[lo:hi] if settings.signal == SALES else shelves.demanded[lo:hi]
        listed = shelves.listed[lo:hi]
        forecast, variance = shelves.forecast[lo:hi], shelves.variance[lo:hi]
        for i in range(hi - lo):
            learns = weight * listed[i]
            error = observed[i] - forecast[i]
            forecast[i] = smooth(forecast[i], observed[i], learns)
            variance[i] = smooth_variance(variance[i], error, learns)


@compiled_part
def learn_from_platform(shelves, keepers, pool, settings, lo_shop, hi_shop):
    """Shops with analytics take the pooled estimate, and show the platform today's sales."""
    grain, weight = settings.grain, settings.size_smoothing
    sold, sold_out, listed = shelves.sold, shelves.sold_out, shelves.listed
    forecast, variance, product_of = shelves.forecast, shelves.variance, shelves.product
    posted, pool_seen, pool_weight = pool.posted, pool.seen, pool.weight
    for shop in range(lo_shop, hi_shop):
        if keepers.analytics[shop] == 0:
            continue
        province, size = keepers.province[shop], keepers.size[shop]
        seen = 0.0
        expected = 0.0
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            if listed[i] == 0:
                continue
            product = product_of[i]
            rate = posted[province, product]
            mean = wide(size) * rate if rate > 0.0 else wide(forecast[i])
            corrected = grain * corrected_sales(
                sold[i] // grain, sold_out[i], mean / grain, variance[i] / grain / grain
            )
            variance[i] = smooth_variance(variance[i], corrected - mean, settings.smoothing)
            forecast[i] = mean
            pool_seen[province, product] += whole(corrected * POOL_GRAIN)
            pool_weight[province, product] += whole(size * POOL_GRAIN)
            seen += corrected
            expected += rate
        keepers.seen[shop] = smooth(keepers.seen[shop], seen, weight)
        keepers.expected[shop] = smooth(keepers.expected[shop], expected, weight)
        if keepers.expected[shop] > 0.0:
            keepers.size[shop] = keepers.seen[shop] / keepers.expected[shop]


@compiled_part
def chunk(shelves, keepers, levels, pool, estimates, settings, today, lo_shop, hi_shop):
    """Update the estimates of the shops lo_shop..hi_shop-1."""
    if settings.method == SMOOTHED:
        learn_from_own_sales(shelves, keepers, settings, lo_shop, hi_shop)
    elif settings.method == MOVING_AVERAGE:
        lo, hi = keepers.first_shelf[lo_shop], keepers.first_shelf[hi_shop]
        learn_of_shops(shelves, estimates, levels, today, lo, hi)
    elif settings.method == AUTOREGRESSIVE:
        lo, hi = keepers.first_shelf[lo_shop], keepers.first_shelf[hi_shop]
        look_ahead(shelves, estimates, levels.smoothing[0], lo, hi)
    learn_from_platform(shelves, keepers, pool, settings, lo_shop, hi_shop)


@compiled_part
def post_estimates(tables, online, searches, settings, today):
    """The platform turns today's sums into an estimate, and posts it (or yesterday's).

    online, searches  an Evening, and how people look for things; or None
    """
    pool = tables.pool
    if online is not None and len(tables.counters.open) > 0:
        draw_searches(tables, online.tables.buyers, searches, today)
    provinces, products = pool.estimate.shape
    for province in range(provinces):
        for product in range(products):
            if settings.posting_delay == 1:
                pool.posted[province, product] = pool.estimate[province, product]
            if pool.weight[province, product] > 0:
                weight = settings.pool_smoothing
                seen = pool.seen[province, product] / POOL_GRAIN
                size = pool.weight[province, product] / POOL_GRAIN
                if pool.weight_smooth[province, product] == 0.0:
                    weight = 1.0
                pool.seen_smooth[province, product] = smooth(
                    pool.seen_smooth[province, product], seen, weight
                )
                pool.weight_smooth[province, product] = smooth(
                    pool.weight_smooth[province, product], size, weight
                )
                pool.estimate[province, product] = (
                    pool.seen_smooth[province, product] / pool.weight_smooth[province, product]
                )
            pool.seen[province, product] = 0
            pool.weight[province, product] = 0
        if settings.search_worth > 0.0:
            add_searches(
                pool, province, settings.pool_smoothing, settings.search_worth, settings.grain
            )
        if settings.posting_delay == 0:
            pool.posted[province] = pool.estimate[province]


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
        scenario.new_retail.search_worth if scenario.levers.new_retail.level > 0.0 else 0.0,
    )


PHASE = Phase(
    "forecasting",
    __doc__ or "",
    Locality.SHOP,
    reads=columns(
        "shelves: sold demanded sold_out product listed;"
        "keepers: first_shelf province analytics;"
        "pool: posted; products: appeal popularity; counters: near; buyers: access;"
        "levels: demand_signal window pooled smoothing"
    ),
    writes=columns(
        "shelves: forecast variance; keepers: seen expected size;"
        "pool: seen weight seen_smooth weight_smooth estimate posted"
        " sought sought_smooth;"
        "estimates: seen mean variance"
    ),
    chunk=chunk,
    others=None,
)
