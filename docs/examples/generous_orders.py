"""Rules of one's own, for docs/extending.md: `sim compare base --rule ordering=THIS:generous`."""

from sim.engine.machine.compiling import compiled
from sim.rules.goods_prices import goods_price
from sim.rules.joining import joining_chance
from sim.rules.stock_policies import order_quantity

MORE = 1.1  # of the level that the built-in rule orders up to


@compiled
def raised(level):
    """A level that is higher by a tenth, where it is above nothing."""
    return level * MORE if level > 0.0 else level


def generous(policy, position, level, reorder_point, lot, moq):
    """Orders as the built-in rule says, up to a level that is a tenth higher."""
    return order_quantity(policy, position, raised(level), raised(reorder_point), lot, moq)


def modest(rule, landed, markup, factor, choke):
    """Prices with half the usual markup."""
    return goods_price(rule, landed, 0.5 * markup, factor, choke)


def used_to(landed, opening, markup, elasticity):
    """What people are used to: the usual markup on today's cost, whatever the neighbours ask."""
    return landed * (1.0 + markup)


def sheep(innovation, imitation, joined, response, gain):
    """The neighbours' example counts twice, and what is hoped for not at all."""
    return joining_chance(innovation, 2.0 * imitation, joined, 0.0, gain)
