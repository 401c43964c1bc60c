"""People who are new online and begin to sell: who might, who can, and what moves them."""

import math

from sim.engine.machine.compiling import compiled


@compiled
def parcels_reach(days, quickest, days_weight):
    """Part of would-be sellers whose parcels arrive in good time, 0..1.

    days         of delivery of a mean parcel from there; quickest: of the province that is quickest
    days_weight  of a day in a buyer's choice: a listing's orders fall with days by this power of e
    """
    return math.exp(-days_weight * (days - quickest))


@compiled
def worth_of_selling(earned, learning, sell, elsewhere):
    """What selling pays a newcomer, over what it earns elsewhere; not below 0.

    earned     by a seller with experience, money a month
    learning   cost of learning a month, where nobody sells whom one could ask
    sell       share who sell, of all who do or might: from them one learns without cost
    elsewhere  money a month, > 0
    """
    return max(earned - learning * (1.0 - sell), 0.0) / elsewhere


@compiled
def chance_to_begin(innovation, imitation, sell, worth):
    """Chance that one who might sell begins this month, at most 1.

    innovation  by recruitment from outside; imitation: what others' selling adds when all sell
    sell, worth  as in `worth_of_selling`: the chance is in proportion to what it pays
    Source: Bass 1969; the effect of gains as in Bass, Krishnan and Jain 1994.
    """
    return min((innovation + imitation * sell) * worth, 1.0)


@compiled
def mixed(mean, others, share):
    """Mean of some and of others who join them, as a share of those who were there before."""
    return (mean + share * others) / (1.0 + share)


@compiled
def with_experience(share, speed):
    """Listings of a mean merchant over the usual number, a month on: part of the gap closes."""
    return share + speed * (1.0 - share)
