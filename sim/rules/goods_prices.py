"""Prices of packaged goods: named rules, each a price from a landed cost.

Prices and costs are money a grain of goods.
"""

from sim.engine.machine.compiling import compiled
from sim.scenario.groups.price import GoodsPricing

NEARLY_NONE = 1e-9
LEAST_MARKUP = 0.01  # below, customers would have to leave for a difference that nobody sees


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
def mean_cost(stock, cost, bought, price):
    """What a grain in store costs on average after some more are bought, or none.

    stock   grains there already, at `cost` each
    bought  grains, at `price` each
    """
    there = stock + bought
    return (stock * cost + bought * price) / there if there > 0 else cost


@compiled
def competitive_price(landed, opening, markup, elasticity):
    """Price of a shop that knows how its customers answer: the best, and never above the going one.

    landed, opening  cost of a grain today, and at the opening
    markup           usual share over cost
    elasticity       of its customers to its price, without sign
    The best markup on a cost is 1 / (elasticity - 1). Where customers hardly answer, as those of a
    shop that is alone, it asks what people are used to: the usual markup on today's cost, or the
    price of the opening if that is higher. Source: Atkeson and Burstein 2008, AER 98(5), eq. 8.
    """
    going = max(landed, opening) * (1.0 + markup)
    best = landed + landed / max(elasticity - 1.0, NEARLY_NONE)
    return min(going, best)


@compiled
def usual_elasticity(markup):
    """Elasticity of a shop's customers, without sign, at which a markup over cost earns most."""
    return 1.0 + 1.0 / max(markup, LEAST_MARKUP)


@compiled
def monopoly_price(landed, choke):
    """Price of a seller who faces linear demand that ends at `choke`: halfway from cost to choke.

    It is right for every seller of a chain whose first seller moves first: to a price w, the next
    one answers with (choke + w) / 2, so what he orders is linear in w and ends at the same choke.
    Costs that come on top of w, such as freight, come off the choke. Source: Spengler 1950.
    """
    return landed + 0.5 * max(choke - landed, 0.0)


@compiled
def goods_price(rule, landed, markup, factor, choke):
    """Posted price of a seller of goods who does not look at his neighbours.

    rule    GoodsPricing
    landed  price of the supplier + fee + freight
    markup  usual share over cost; factor: adapted_markup_factor
    choke   price at which the product's demand ends (successive monopoly)
    """
    if rule == GoodsPricing.SUCCESSIVE_MONOPOLY:
        return monopoly_price(landed, choke)
    if rule == GoodsPricing.ADAPTIVE_MARKUP:
        return landed * (1.0 + markup * factor)
    return landed * (1.0 + markup)
