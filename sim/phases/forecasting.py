"""Evening: each shop updates its estimate from what it can see; the platform pools what it sees.

Without analytics a shop sees its own sales, which an empty shelf cuts short; with analytics it
learns from the platform as well (`pooling`). (The tiers above update theirs while they order, when
they have seen tonight's orders.)
"""

from typing import Annotated, NamedTuple

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, Phase, part
from sim.engine.settings import From, filled
from sim.phases.platform.pooling import learn_from_platform, post_estimates
from sim.phases.platform.searches import draw_searches
from sim.phases.supply.learning import (
    learn_of_shops,
    look_ahead,
)
from sim.rules.forecasts import noticed_sales, smooth, smooth_variance
from sim.scenario import Scenario
from sim.scenario.groups.stock_choices import DemandSignal, ForecastMethod


class Settings(NamedTuple):
    """How shops and platform learn."""

    # ForecastMethod of shops without analytics
    method: Annotated[int, From("stock.forecast", level=0)]
    signal: Annotated[int, From("stock.demand_signal", level=0)]  # DemandSignal of the same
    smoothing: Annotated[float, From("stock.smoothing", level=0)]  # of a shop's own estimate, a day
    # of the platform's estimate, a day
    pool_smoothing: Annotated[float, From("analytics.smoothing")]
    size_smoothing: Annotated[float, From("analytics.size_smoothing")]  # of a shop's size, a day
    # 1: shops see the estimate of the evening before
    posting_delay: Annotated[int, From("analytics.posting_delay_days")]
    grain: Annotated[int, From("grain.goods")]  # grains of goods a unit
    # 1 where members use the pooled estimate; 0: they only show their sales
    estimates: Annotated[int, From("analytics.estimates")]
    search_worth: float  # shops for whose sales searches count at most; 0: there are none


@compiled_part
def learn_from_own_sales(shelves, keepers, settings, lo_shop, hi_shop):
    """Smooth the sales of the shops without analytics into forecast and variance."""
    notices = settings.signal == DemandSignal.NOTICED_SALES
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
        own = settings.signal == DemandSignal.SALES or notices
        observed = shelves.sold[lo:hi] if own else shelves.demanded[lo:hi]
        listed, sold_out = shelves.listed[lo:hi], shelves.sold_out[lo:hi]
        forecast, variance = shelves.forecast[lo:hi], shelves.variance[lo:hi]
        for i in range(hi - lo):
            learns = weight * listed[i]
            told = noticed_sales(observed[i], notices * sold_out[i], forecast[i])
            error = told - forecast[i]
            forecast[i] = smooth(forecast[i], told, learns)
            variance[i] = smooth_variance(variance[i], error, learns)


@part(
    Over.SHOPS,
    reads="shelves: product listed stock demanded sold_out sold; keepers: province first_shelf"
    " analytics; levels: demand_signal smoothing window pooled; pool: posted apart dispersion",
    writes="shelves: forecast own_estimate variance; estimates: mean variance seen; keepers: size"
    " seen expected; pool: seen weight gaps chance squares strayed awaited",
    adds=("pool",),
)
def learn(tables, own, rules, today, piece):
    """Shops update their estimates."""
    shelves, keepers, estimates = tables.shelves, tables.keepers, tables.estimates
    levels, settings, lo, hi = tables.levels, rules.forecasting, piece.lo, piece.hi
    lo_shop, hi_shop = piece.lo_keeper, piece.hi_keeper
    if settings.method == ForecastMethod.EXPONENTIAL_SMOOTHING:
        learn_from_own_sales(shelves, keepers, settings, lo_shop, hi_shop)
    elif settings.method == ForecastMethod.MOVING_AVERAGE:
        learn_of_shops(shelves, estimates, levels, today, lo, hi)
    elif settings.method == ForecastMethod.AUTOREGRESSIVE:
        look_ahead(shelves, estimates, levels.smoothing[0], lo, hi)
    learn_from_platform(shelves, keepers, own.pool, settings, lo_shop, hi_shop)


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    worth = scenario.new_retail.search_worth if scenario.levers.new_retail.level > 0.0 else 0.0
    return filled(Settings, scenario, search_worth=worth)


PHASE = Phase(
    "forecasting",
    __doc__ or "",
    steps=(learn, draw_searches, post_estimates),
)
