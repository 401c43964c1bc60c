"""When a shop joins the platform: recruiting, the neighbours' example, and what it hopes to gain.

The discrete model of Bass (1969, Management Science 15(5)), whose chance is scaled by the shop's
own prospects as prices scale it in the generalised model (Bass, Krishnan, Jain 1994, Marketing
Science 13(3)).
"""

from sim.engine.machine.compiling import compiled


@compiled
def expected_gain(saved, missed, sales):
    """What a shop hopes to gain by joining, as a share of its sales.

    saved   money a day that the platform's prices take off its cost of goods
    missed  money a day that its empty shelves would earn
    sales   money a day
    """
    if sales <= 0.0:
        return 0.0
    return (saved + missed) / sales


@compiled
def joining_chance(innovation, imitation, joined, response, gain):
    """Chance that a shop that has not joined joins this month: (p + q F) (1 + b gain), at most 1.

    innovation  p, a month: the platform's recruiting
    imitation   q, a month: what others' joining adds when all of them have
    joined      F, share of the shops of its province that had joined the month before
    response    b: how much the chance grows for a gain of all sales
    gain        share of its sales
    """
    return min((innovation + imitation * joined) * (1.0 + response * gain), 1.0)


@compiled
def joined_by_now(before, chance):
    """Chance that a shop has joined by now, of the same a month ago and this month's chance.

    A shop with the uniform draw u has joined once u is below this. One draw a shop then gives every
    month its chance, and where chances are higher, the same shops and others have joined.
    """
    return before + chance * (1.0 - before)


@compiled
def joined_after(months, innovation, imitation):
    """Share of all to whom it pays who have joined so many months after the first could.

    innovation, imitation  as in `joining_chance`; what each hopes to gain is left out
    """
    joined = 0.0
    for _ in range(months):
        chance = joining_chance(innovation, imitation, joined, 0.0, 0.0)
        joined = joined_by_now(joined, chance)
    return joined
