"""Evening: each shop updates its estimate from what it can see; the platform pools what it sees.

Without analytics a shop sees its own sales, which an empty shelf cuts short. With analytics it
weighs the platform's estimate for its province, corrected for empty shelves and times its own size,
against what it knows of its own customers: the more, the more shops differ and the less chance is
in it. (The tiers above update theirs while they order, when they have seen tonight's orders.)
"""

import math
from typing import NamedTuple

from sim.engine.columns import wide
from sim.engine.compiling import compiled_part
from sim.engine.ledger import whole
from sim.engine.phase import Locality, Phase, columns
from sim.phases.learning import (
    AUTOREGRESSIVE,
    MOVING_AVERAGE,
    NOTICED_SALES,
    SALES,
    SMOOTHED,
    learn_of_shops,
    look_ahead,
)
from sim.phases.searches import add_searches, draw_searches
from sim.rules.credibility import (
    credibility,
    observed_dispersion,
    share_apart,
    variance_by_chance,
)
from sim.rules.forecasts import corrected_sales, noticed_sales, smooth, smooth_variance
from sim.scenario import Scenario

POOL_GRAIN = 1024.0
AMPLE_STOCK = 4.0  # standard deviations above the mean: sales are all that was asked for


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


@compiled_part
def learn_from_platform(shelves, keepers, pool, settings, lo_shop, hi_shop):
    """Shops with analytics weigh the pooled estimate against their own, and show today's sales."""
    grain, size_weight, weight = settings.grain, settings.size_smoothing, settings.smoothing
    sold, sold_out, listed, stock = shelves.sold, shelves.sold_out, shelves.listed, shelves.stock
    notices = settings.signal == NOTICED_SALES
    own, product_of = shelves.own_estimate, shelves.product
    for shop in range(lo_shop, hi_shop):
        if keepers.analytics[shop] == 0:
            continue
        province, size = keepers.province[shop], wide(keepers.size[shop])
        apart, dispersion = pool.apart[province], max(pool.dispersion[province], 1.0)
        seen = 0.0
        expected = 0.0
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            if listed[i] == 0:
                continue
            product = product_of[i]
            rate = pool.posted[province, product]
            known = wide(own[i]) / grain  # of its own customers, units a day
            mean, pooled = known, size * rate / grain
            chance = variance_by_chance(max(known, 0.0), dispersion, weight)
            if pooled > 0.0:
                mean = smooth(pooled, known, credibility(apart, pooled, chance))
            asked = corrected_sales(sold[i] // grain, sold_out[i], mean, dispersion * mean)
            if pooled > 0.0:
                gap = known - pooled
                pool.gaps[province] += whole(gap * gap * POOL_GRAIN)
                pool.chance[province] += whole(chance * POOL_GRAIN)
                pool.squares[province] += whole(pooled * pooled * POOL_GRAIN)
            held = (sold[i] + stock[i]) / grain
            if held >= mean + AMPLE_STOCK * math.sqrt(dispersion * mean):
                strayed = sold[i] / grain - mean
                pool.strayed[province] += whole(strayed * strayed * POOL_GRAIN)
                pool.awaited[province] += whole(mean * POOL_GRAIN)
            pool.seen[province, product] += whole(asked * grain * POOL_GRAIN)
            pool.weight[province, product] += whole(size * POOL_GRAIN)
            seen += asked * grain
            expected += rate
            if settings.estimates:
                own[i] = smooth(own[i], asked * grain, weight)
                shelves.forecast[i] = mean * grain
                shelves.variance[i] = dispersion * mean * grain * grain
            else:
                told = noticed_sales(sold[i], notices * sold_out[i], wide(own[i]))
                error = told - shelves.forecast[i]
                own[i] = smooth(own[i], told, weight)
                shelves.forecast[i] = own[i]
                shelves.variance[i] = smooth_variance(shelves.variance[i], error, weight)
        keepers.seen[shop] = smooth(keepers.seen[shop], seen, size_weight)
        keepers.expected[shop] = smooth(keepers.expected[shop], expected, size_weight)
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
def learn_how_shops_differ(pool, weight, province):
    """What a day's sums say of a province: how far apart shops are, and how much chance there is.

    weight  of today in what is smoothed
    """
    if pool.awaited[province] > 0:
        found = observed_dispersion(pool.strayed[province] * 1.0, pool.awaited[province] * 1.0)
        new = 1.0 if pool.dispersion[province] == 0.0 else weight
        pool.dispersion[province] = smooth(pool.dispersion[province], found, new)
    if pool.squares[province] > 0:
        found = share_apart(
            pool.gaps[province] * 1.0, pool.chance[province] * 1.0, pool.squares[province] * 1.0
        )
        pool.apart[province] = smooth(pool.apart[province], found, weight)
    pool.gaps[province] = 0
    pool.chance[province] = 0
    pool.squares[province] = 0
    pool.strayed[province] = 0
    pool.awaited[province] = 0


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
        learn_how_shops_differ(pool, settings.pool_smoothing, province)
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
        scenario.analytics.estimates,
        scenario.new_retail.search_worth if scenario.levers.new_retail.level > 0.0 else 0.0,
    )


PHASE = Phase(
    "forecasting",
    __doc__ or "",
    Locality.SHOP,
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
    chunk=chunk,
    others=None,
)
