"""What a keeper of stock expects to be asked for."""

from sim.engine.machine.compiling import compiled
from sim.rules.count_laws import chance_of_none, next_chance, shape_and_ratio


@compiled
def smooth(old, new, weight):
    """Exponential smoothing: weight of the new value in 0..1. Source: Brown 1959."""
    return old + weight * (new - old)


@compiled
def smooth_variance(variance, error, weight):
    """Smoothed square of the forecast error of a day."""
    return variance + weight * (error * error - variance)


@compiled
def noticed_sales(sold, sold_out, expected):
    """What a day tells an owner who sees that a shelf is empty: no less than he expected.

    sold      grains; sold_out: 1 if nothing was left
    expected  grains a day
    """
    return sold + sold_out * max(expected - sold, 0.0)


@compiled
def expected_given_at_least(least, mean, variance):
    """Mean of a day's demand, knowing that it was at least `least`.

    least     units, a whole number >= 0
    mean      units a day, > 0
    variance  units squared; above the mean the law is negative binomial, else Poisson
    Source: the E step of Dempster, Laird and Rubin 1977 for a censored count.
    """
    shape, ratio = shape_and_ratio(mean, variance)
    chance = chance_of_none(mean, variance, shape)
    below = 0.0
    below_sum = 0.0
    for units in range(least):
        below += chance
        below_sum += chance * units
        chance = next_chance(chance, units, shape, ratio)
    if below > 1.0 - 1e-9:
        return max(mean, least * 1.0)
    return max((mean - below_sum) / (1.0 - below), least * 1.0)


@compiled
def corrected_sales(sold, sold_out, expected, variance):
    """Sales of a shelf and day, corrected for customers whom a sold-out shelf turned away.

    sold      units sold, a whole number
    sold_out  1 if the last unit was sold: demand was at least what was sold
    expected  units a day that the pooled estimate expects of the shelf
    variance  of a day's demand, units squared
    """
    if sold_out == 0 or expected <= 0.0:
        return sold * 1.0
    return expected_given_at_least(sold, expected, variance)
