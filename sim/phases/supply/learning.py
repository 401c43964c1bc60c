"""What keepers of stock learn: moving averages of shops, and all estimates of the firms above.

A part of two phases: of forecasting for shops, of ordering for firms.
"""

from sim.engine.machine.compiling import compiled_part
from sim.rules.forecasts import smooth, smooth_variance
from sim.rules.windows import mean_and_variance
from sim.scenario.groups.stock_choices import DemandSignal, ForecastMethod


@compiled_part
def learn_over_window(estimates, window, pooled, today, lo, hi):
    """Estimates of the rows lo..hi-1, whose demand of today is in `seen`; pools begin at lo."""
    days = min(today.day + 1, window)
    for first in range(lo, hi, pooled):
        end = min(first + pooled, hi)
        mean, variance = mean_and_variance(estimates.seen, first, end, days)
        for i in range(first, end):
            estimates.mean[i] = mean
            estimates.variance[i] = variance


@compiled_part
def learn_of_shops(shelves, estimates, levels, today, lo, hi):
    """Moving averages of the shop shelves lo..hi-1, whole pools."""
    window = levels.window[0]
    signal = levels.demand_signal[0]
    own = signal in (DemandSignal.SALES, DemandSignal.NOTICED_SALES)
    observed = shelves.sold if own else shelves.demanded
    for i in range(lo, hi):
        estimates.seen[i, today.day % window] = observed[i]
    learn_over_window(estimates, window, levels.pooled[0], today, lo, hi)


@compiled_part
def look_ahead(shelves, estimates, weight, lo, hi):
    """Estimates of the shop shelves lo..hi-1 for the days to come, from the mean and from today.

    weight  of what today's demand is above the mean, `shelves.forecast`
    """
    for i in range(lo, hi):
        estimates.mean[i] = smooth(shelves.forecast[i], shelves.demanded[i], weight)


@compiled_part
def learn_of_firms(shelves, estimates, levels, today, level, lo, hi):
    """Estimates of the shelves lo..hi-1 of a level, which has seen tonight's orders."""
    method, signal = levels.forecast[level], levels.demand_signal[level]
    weight, window = levels.smoothing[level], levels.window[level]
    for i in range(lo, hi):
        observed = shelves.due[i]
        if signal in (DemandSignal.SALES, DemandSignal.NOTICED_SALES):
            observed = shelves.sold[i]  # of last evening: tonight's goods leave later
        elif signal == DemandSignal.CONSUMER_DEMAND:
            observed = estimates.consumers[i]
        if method == ForecastMethod.EXPONENTIAL_SMOOTHING:
            error = observed - shelves.forecast[i]
            shelves.forecast[i] = smooth(shelves.forecast[i], observed, weight)
            shelves.variance[i] = smooth_variance(shelves.variance[i], error, weight)
        elif method == ForecastMethod.AUTOREGRESSIVE:
            estimates.mean[i] = smooth(shelves.forecast[i], observed, weight)
        elif method == ForecastMethod.MOVING_AVERAGE:
            estimates.seen[i, today.day % window] = observed
    if method == ForecastMethod.MOVING_AVERAGE:
        learn_over_window(estimates, window, levels.pooled[level], today, lo, hi)


@compiled_part
def pass_demand_up(shelves, terms, estimates, shops):
    """Every firm hears what consumers asked for today in the shops that it serves.

    shops  shelves of shops, which stand before those of the firms that supply them
    """
    consumers = estimates.consumers
    for i in range(len(consumers)):
        consumers[i] = shelves.demanded[i] if i < shops else 0
    for i in range(len(consumers)):
        if terms.supplier[i] >= 0:
            consumers[terms.supplier[i]] += consumers[i]
