"""Mean and variance of demand over the last days, pooled over some keepers."""

from sim.engine.machine.compiling import compiled


@compiled
def mean_and_variance(seen, lo, hi, days):
    """Sample mean and variance (n - 1) of the first `days` entries of the rows lo..hi-1.

    seen  int32 (rows, ring): grains a day; the order of the days does not matter
    The variance of a single observation is 0.
    """
    count = days * (hi - lo)
    total = 0
    for row in range(lo, hi):
        for day in range(days):
            total += seen[row, day]
    mean = total / count
    squares = 0.0
    for row in range(lo, hi):
        for day in range(days):
            squares += (seen[row, day] - mean) ** 2
    return mean, squares / max(count - 1, 1)
