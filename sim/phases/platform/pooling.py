"""What members show the platform, and what it makes of that. A part of forecasting.

With analytics a shop weighs the platform's estimate for its province, corrected for empty shelves
and times its own size, against what it knows of its own customers: the more, the more shops differ
and the less chance is in it.
"""

import math

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, part
from sim.engine.tables.columns import wide
from sim.engine.tables.ledger import whole
from sim.phases.platform.searches import add_searches
from sim.rules.credibility import (
    credibility,
    observed_dispersion,
    share_apart,
    variance_by_chance,
)
from sim.rules.forecasts import corrected_sales, noticed_sales, smooth, smooth_variance
from sim.scenario.groups.stock_choices import DemandSignal

POOL_GRAIN = 1024.0
AMPLE_STOCK = 4.0  # standard deviations above the mean: sales are all that was asked for


@compiled_part
def learn_from_platform(shelves, keepers, pool, settings, lo_shop, hi_shop):
    """Shops with analytics weigh the pooled estimate against their own, and show today's sales."""
    grain, size_weight, weight = settings.grain, settings.size_smoothing, settings.smoothing
    sold, sold_out, listed, stock = shelves.sold, shelves.sold_out, shelves.listed, shelves.stock
    notices = settings.signal == DemandSignal.NOTICED_SALES
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


@part(
    Over.WHOLE,
    reads="pool: sought",
    writes="pool: seen weight seen_smooth weight_smooth estimate posted sought_smooth gaps chance"
    " squares strayed awaited apart dispersion",
)
def post_estimates(tables, own, rules, today, piece):
    """The platform turns today's sums into an estimate, and posts it (or yesterday's)."""
    pool, settings = tables.pool, rules.forecasting
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
            for product in range(products):
                pool.posted[province, product] = pool.estimate[province, product]
