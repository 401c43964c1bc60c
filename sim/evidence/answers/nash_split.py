"""A farmer and a broker who split the surplus of a sale (Nash 1950).

The broker nets w for a unit at the market, and keeps a markup of its cost for himself first: to him
it is worth v = w / (1 + markup). The farmer, who could take it there himself, would be content with
o, for certain. The asymmetric Nash solution maximises (x - o)^b (v - x)^(1 - b): the first-order
condition b / (x - o) = (1 - b) / (v - x) gives x = (1 - b) o + b v. Without a surplus the broker
offers no more than it is worth to him. A farmer compares the offer with o up to tastes that are
extreme-value distributed (McFadden 1974), so he takes it with the chance of a binomial logit.
"""

from math import exp
from typing import NamedTuple


class Split(NamedTuple):
    """What is offered, and how often it is taken."""

    offer: float  # x, money a unit
    taken: float  # share of the lots


def nash_split(worth: float, outside: float, power: float, taste: float) -> Split:
    """The bargain over one unit.

    worth    v; outside: o
    power    b, the farmer's, 0..1
    taste    scale of the logit, money a unit
    """
    surplus = max(worth - outside, 0.0)
    offer = min(worth, (1.0 - power) * outside + power * (outside + surplus))
    return Split(offer, 1.0 / (1.0 + exp((outside - offer) / taste)))
