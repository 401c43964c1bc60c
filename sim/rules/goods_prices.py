"""Prices of packaged goods: named rules, each a price from a landed cost.

Prices and costs are money a grain of goods.
"""

from sim.engine.compiling import compiled
from sim.scenario.groups.price import GoodsPricing

COST_PLUS = int(GoodsPricing.COST_PLUS)
ADAPTIVE_MARKUP = int(GoodsPricing.ADAPTIVE_MARKUP)
SUCCESSIVE_MONOPOLY = int(GoodsPricing.SUCCESSIVE_MONOPOLY)


@compiled
def adapted_markup_factor(volume, reference, response, floor):
    """Markup against the usual one of a firm whose volume differs from what it is used to.

    volume, reference  sales a day, now and slowly averaged
    response           elasticity of the markup to volume, >= 0
    floor              lowest factor, 1 at most
    Source: the rule's form is assumed; lost volume squeezes a middleman.
    """
    if volume <= 0.0 or volume >= reference:
        return 1.0
    return max(floor, (volume / reference) ** response)


@compiled
def cost_of_arrivals(landed, lost, counted):
    """What a grain that arrives costs, where others are lost on the way.

    landed   cost of a grain that is sent, freight and fee included
    lost     share of what is sent, < 1
    counted  part of it that the buyer counts, 0..1
    With all of it counted: iceberg costs, Samuelson 1954.
    """
    return landed / (1.0 - counted * lost)


@compiled
def passed_on_cost(landed, opening, pass_through):
    """The cost that a price is made on: a share of its change since the opening is passed on."""
    return opening + pass_through * (landed - opening)


@compiled
def monopoly_price(landed, choke):
    """Price of a seller who faces linear demand that ends at `choke`: halfway from cost to choke.

    It is right for every seller of a chain whose first seller moves first: to a price w, the next
    one answers with (choke + w) / 2, so what he orders is linear in w and ends at the same choke.
    Costs that come on top of w, such as freight, come off the choke. Source: Spengler 1950.
    """
    return landed + 0.5 * max(choke - landed, 0.0)


@compiled
def goods_price(rule, landed, opening, pass_through, markup, factor, choke):
    """Posted price of a seller of goods.

    rule    GoodsPricing
    landed  price of the supplier + fee + freight
    markup  usual share over cost; factor: adapted_markup_factor
    choke   price at which the product's demand ends (successive monopoly)
    """
    if rule == SUCCESSIVE_MONOPOLY:
        return monopoly_price(landed, choke)
    if rule == ADAPTIVE_MARKUP:
        return passed_on_cost(landed, opening, pass_through) * (1.0 + markup * factor)
    return landed * (1.0 + markup)
