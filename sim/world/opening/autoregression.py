"""What today's demand says of the days to come where demand is AR(1), for who forecasts by it.

Demand D of a shop has mean m and correlation rho with that of the day before. Of c days to come it
leads one to expect c m + (D - m) S(c), S(c) = rho + rho^2 + ... + rho^c (Lee, Padmanabhan and
Whang 1997). A firm that hears of orders alone takes them for such a demand; one that hears of D
knows that the orders to come will be D(t) + K (D(t) - D(t - 1)), K being the sum of what the levels
below move their own level for a unit of D (Lee, So and Tang 2000).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.rules.stock_policies import cover_days
from sim.scenario import DemandSignal, ForecastMethod, Scenario

FORGOTTEN = 1e-12  # part of a shock to demand after which it is no longer followed


class Outlook(NamedTuple):
    """How a level looks ahead."""

    weight: float  # of today's deviation from the mean, in the forecast for a day to come
    variance: float  # of the error of that forecast a day to come, over that of a day's demand


def outlooks(scenario: Scenario) -> list[Outlook]:
    """How each level looks ahead by an autoregressive forecast, up to the last that does."""
    stock, rho = scenario.stock, scenario.demand.autocorrelation
    shock = demand_after_a_shock(rho)
    orders, moved = shock, 0.0
    found = []
    for level in range(scenario.n_levels):
        if stock.forecast[level] != ForecastMethod.AUTOREGRESSIVE:
            break
        days = int(
            cover_days(
                stock.order_delay_days[level],
                stock.lead_time_days[level],
                stock.review_period_days[level],
            )
        )
        ahead = float(sum(rho**day for day in range(1, days + 1)))
        shared = level > 0 and stock.demand_signal[level] == DemandSignal.CONSUMER_DEMAND
        signal = shock if shared else orders
        if shared:
            ahead += moved * (rho**days - 1.0)
        found.append(Outlook(ahead / days, error_variance(orders, signal, ahead, days) / days))
        orders = orders + ahead * np.diff(signal, prepend=0.0)
        moved += ahead
    return found


def demand_after_a_shock(rho: float) -> NDArray[np.float64]:
    """What a shock to demand adds to it on that day and each after it, for a variance of 1."""
    days = 2 if rho == 0.0 else int(np.log(FORGOTTEN) / np.log(abs(rho))) + 2
    response: NDArray[np.float64] = rho ** np.arange(days) * np.sqrt(1.0 - rho * rho)
    return response


def error_variance(
    orders: NDArray[np.float64], signal: NDArray[np.float64], ahead: float, days: int
) -> float:
    """Variance of what falls due in so many days, less `ahead` times today's signal.

    orders, signal  their responses to a shock of variance 1
    """
    total = np.append(np.cumsum(orders), [orders.sum()] * days)
    future = total[:days]  # shocks of tomorrow and after, of which some days are left
    past = total[days:][: len(orders)] - total[: len(orders)] - ahead * signal
    return float(future @ future + past @ past)
