"""How much a shop trusts its own history against the platform's pooled estimate.

The credibility of Bühlmann (1967): an estimate of one's own is worth the more, the more customers
differ between shops, and the less chance there is in it. Both variances are estimated from what
shops and platform see.
"""

from sim.engine.machine.compiling import compiled


@compiled
def variance_by_chance(mean, dispersion, weight):
    """Variance of an exponentially smoothed estimate of demand about its mean, by chance alone.

    mean        units a day
    dispersion  variance of a day's demand over its mean
    weight      of the last day, 0..1
    """
    return dispersion * mean * weight / (2.0 - weight)


@compiled
def credibility(apart, pooled, chance):
    """Weight of a shop's own estimate, 0..1; the rest is the pooled one's.

    apart   variance between shops, over the square of the pooled estimate
    pooled  what the platform expects of the shelf, units a day
    chance  variance of its own estimate by chance
    """
    between = apart * pooled * pooled
    return between / (between + chance) if between + chance > 0.0 else 0.0


@compiled
def share_apart(gaps, chance, squares):
    """Variance between shops over the square of the pooled estimate, from sums over shelves.

    gaps     squares of own estimates less pooled ones
    chance   what chance adds to them; squares: of the pooled estimates
    """
    return max(gaps - chance, 0.0) / squares if squares > 0.0 else 0.0


@compiled
def observed_dispersion(strayed, expected):
    """Variance of a day's demand over its mean, 1 at least (Poisson), from sums over shelf-days.

    strayed   squares of sales less what was expected, where stock was ample
    expected  units expected there
    """
    return max(strayed / expected, 1.0) if expected > 0.0 else 1.0
