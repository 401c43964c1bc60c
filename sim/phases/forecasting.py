"""Evening: each shop updates its estimate from what it can see; the platform pools what it is shown.

Without analytics a shop sees its own sales, which an empty shelf cuts short. With analytics it uses
the platform's estimate for its province, corrected for empty shelves, times its own size. (The tiers
above update theirs while they order, when they have seen tonight's orders.)
"""

from typing import Any, NamedTuple

from sim.engine.compiling import compiled, compiled_part
from sim.engine.ledger import whole
from sim.engine.phase import Locality, Part, Phase, columns
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.rules.forecasts import corrected_sales, smooth, smooth_variance
from sim.scenario import Scenario

POOL_GRAIN = 1024.0


class Settings(NamedTuple):
    """How shops and platform learn."""

    smoothing: float  # of a shop's own estimate, a day
    pool_smoothing: float  # of the platform's estimate, a day
    size_smoothing: float  # of a shop's size, a day
    posting_delay: int  # 1: shops see the estimate of the evening before
    grain: int  # grains of goods a unit


@compiled_part
def learn_from_own_sales(shelves, settings, lo, hi):
    """Smooth the sales of the shelves lo..hi-1 into forecast and variance."""
    for i in range(lo, hi):
        if shelves.listed[i] == 0:
            continue
        forecast = shelves.forecast[i]
        error = shelves.sold[i] - forecast
        shelves.forecast[i] = smooth(forecast, shelves.sold[i], settings.smoothing)
        shelves.variance[i] = smooth_variance(shelves.variance[i], error, settings.smoothing)


@compiled_part
def learn_from_platform(shelves, keepers, pool, settings, shop):
    """Take the pooled estimate for every shelf of a shop, and show the platform today's sales."""
    province = keepers.province[shop]
    size = keepers.size[shop]
    grain = settings.grain
    seen = 0.0
    expected = 0.0
    for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
        if shelves.listed[i] == 0:
            continue
        product = shelves.product[i]
        rate = pool.posted[province, product]
        forecast = size * rate if rate > 0.0 else shelves.forecast[i]
        empty = 1 if shelves.stock[i] == 0 else 0
        corrected = grain * corrected_sales(
            shelves.sold[i] // grain, empty, forecast / grain, shelves.variance[i] / grain / grain
        )
        error = corrected - forecast
        shelves.variance[i] = smooth_variance(shelves.variance[i], error, settings.smoothing)
        shelves.forecast[i] = forecast
        pool.seen[province, product] += whole(corrected * POOL_GRAIN)
        pool.weight[province, product] += whole(size * POOL_GRAIN)
        seen += corrected
        expected += rate
    keepers.seen[shop] = smooth(keepers.seen[shop], seen, settings.size_smoothing)
    keepers.expected[shop] = smooth(keepers.expected[shop], expected, settings.size_smoothing)
    if keepers.expected[shop] > 0.0:
        keepers.size[shop] = keepers.seen[shop] / keepers.expected[shop]


@compiled
def chunk(shelves, keepers, pool, settings, lo_shop, hi_shop):
    """Update the estimates of the shops lo_shop..hi_shop-1."""
    for shop in range(lo_shop, hi_shop):
        if keepers.analytics[shop]:
            learn_from_platform(shelves, keepers, pool, settings, shop)
        else:
            lo, hi = keepers.first_shelf[shop], keepers.first_shelf[shop + 1]
            learn_from_own_sales(shelves, settings, lo, hi)


@compiled
def post_estimates(pool, settings):
    """The platform turns today's sums into an estimate, and posts it (or yesterday's)."""
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
            if settings.posting_delay == 0:
                pool.posted[province, product] = pool.estimate[province, product]


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    analytics = scenario.analytics
    return Settings(
        scenario.stock.smoothing[0],
        analytics.smoothing,
        analytics.size_smoothing,
        analytics.posting_delay_days,
        scenario.grain.goods,
    )


def shops(state: State, rules: Any, today: Today, part: Part) -> None:
    """Estimates of the shops of one chunk."""
    chunk(state.shelves, state.keepers, state.pool, rules.forecasting, int(part[2]), int(part[3]))


def others(state: State, rules: Any, today: Today) -> None:
    """The platform posts its estimate."""
    post_estimates(state.pool, rules.forecasting)


PHASE = Phase(
    "forecasting",
    __doc__ or "",
    Locality.SHOP,
    reads=columns(
        "shelves: sold stock product listed; keepers: first_shelf province analytics open;"
        "pool: posted; levels: smoothing"
    ),
    writes=columns(
        "shelves: forecast variance; keepers: seen expected size;"
        "pool: seen weight seen_smooth weight_smooth estimate posted"
    ),
    shops=shops,
    others=others,
)
