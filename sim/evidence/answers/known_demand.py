"""A chain at rest in which every tier orders up to a level each evening and demand never changes.

With demand D a day there is no luck: on every evening, a tier's stock less what it owes is its
level S, less what was asked for in the d + L days that its last order took, less what its supplier
still owes it. All tiers sell D; so a seller earns D times its margin, less what its stock and its
debts in goods cost. Goods on the way cost nothing to keep, and are paid for when they leave.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Tier(NamedTuple):
    """A firm's day."""

    sales: float  # units
    end_stock: float
    backlog: float
    fill_rate: float  # asked for and served the same day
    cost: float  # money
    profit: float


def chain_at_rest(
    demand: Sequence[float],
    shares: Sequence[float],
    levels: Sequence[float],
    windows: Sequence[int],
    margins: Sequence[float],
    holding: Sequence[float],
    owing: Sequence[float],
) -> list[Tier]:
    """What a firm of each tier keeps, owes, spends and earns a day; the shop first.

    demand   asked of a firm of the tier, units a day
    shares   part of what its supplier sells that goes to a firm of the tier
    levels   order-up-to levels S, units
    windows  days d + L from an order to the shelf
    margins  price less landed cost, money a unit
    holding, owing  money a day for a unit in stock, for a unit owed
    """
    tiers: list[Tier] = []
    owed_above = 0.0
    for tier in reversed(range(len(levels))):
        net = levels[tier] - demand[tier] * windows[tier] - shares[tier] * owed_above
        stock, owed = max(net, 0.0), max(-net, 0.0)
        cost = stock * holding[tier] + owed * owing[tier]
        at_once = min(max(net + demand[tier], 0.0), demand[tier])
        profit = demand[tier] * margins[tier] - cost
        tiers.insert(0, Tier(demand[tier], stock, owed, at_once / demand[tier], cost, profit))
        owed_above = owed
    return tiers
