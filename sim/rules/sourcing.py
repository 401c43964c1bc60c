"""Whether a shop does better to order from the wholesaler or from the producer.

Costs are money a grain of goods.
"""

import math

from sim.engine.machine.compiling import compiled
from sim.rules.goods_prices import cost_of_arrivals

FOR_EVER = 1e30  # days that an order lasts where nothing is sold


@compiled
def wholesale_unit_cost(price, credit_days, daily_interest):
    """What a unit costs from the wholesaler: the price, less what his credit is worth."""
    return price * (1.0 - credit_days * daily_interest)


@compiled
def days_of_order(lot, demand, review):
    """Days that an order lasts: those of a round, or more where a lot does.

    lot     grains
    demand  grains a day that the shop expects to sell
    review  days between two orders
    """
    return max(lot / demand, review * 1.0) if demand > 0.0 else FOR_EVER


@compiled
def direct_unit_cost(price, fee, freight, lost, days, daily_interest, spoils):
    """What a unit costs from its producer, without its part of the charge of a delivery.

    price, freight   money a grain
    fee              the platform's share of the price
    lost             share of what is sent that is lost on the way, as far as it counts
    days             that an order lasts
    daily_interest   share a day
    spoils           what gets too old for each that is sold
    Cash is tied up for half the days that an order lasts.
    """
    landed = cost_of_arrivals(price * (1.0 + fee) + freight, lost, 1.0)
    return landed * (1.0 + 0.5 * days * daily_interest) * (1.0 + spoils)


@compiled
def joint_rounds(days, other):
    """Evenings a day on which one of two rounds falls, which begin together.

    days, other  between two evenings of each; 0: there is no such round
    """
    if days == 0 or other == 0:
        return 1.0 / max(days, other)
    return 1.0 / days + 1.0 / other - math.gcd(days, other) / (days * other)


@compiled
def comes_too_old(days, shelf_life, way_share):
    """Whether a good that has been on its way for so many days is no longer taken by shops.

    shelf_life  days; 0: it keeps
    way_share   part of it that a good may take to a shop
    (Numbers, or arrays of them.)
    """
    return (shelf_life > 0) & (days > way_share * shelf_life)
