"""Farmers who plant for the price that they expect (Ezekiel 1938, QJE 52(2); Nerlove 1958).

Supply answers the expected price, s0 + s1 e, and the market price p clears what is harvested,
d0 - d1 p. Expectations move by a share w of their last error, e' = e + w (p - e): with w = 1 a
farmer expects last season's price, as Ezekiel's does. Then a deviation from the equilibrium price
(d0 - s0) / (d1 + s1) is -s1 / d1 times the one before: the market settles where s1 < d1. In
general the factor is 1 - w (1 + s1 / d1).
"""

from math import floor
from typing import NamedTuple


class Season(NamedTuple):
    """One harvest."""

    price: float
    quantity: float


def cobweb(
    seasons: int,
    supply: tuple[float, float],
    demand: tuple[float, float],
    expected: float,
    weight: float = 1.0,
    grain: float = 0.0,
) -> list[Season]:
    """Price and quantity of each season, neither below 0.

    supply    (s0, s1): units a season, and units a season for 1 of price
    demand    (d0, d1), d1 > 0
    expected  price in the first season
    weight    w in 0..1
    grain     smallest quantity, to which harvests are rounded, halves up; 0: none
    """
    result = []
    for _ in range(seasons):
        quantity = max(supply[0] + supply[1] * expected, 0.0)
        if grain:
            quantity = floor(quantity / grain + 0.5) * grain
        price = max((demand[0] - quantity) / demand[1], 0.0)
        result.append(Season(price, quantity))
        expected += weight * (price - expected)
    return result
