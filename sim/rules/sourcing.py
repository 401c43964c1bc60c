"""Whether a shop does better to order from the wholesaler or from the producer.

Costs are money a grain of goods.
"""

from sim.engine.compiling import compiled


@compiled
def wholesale_unit_cost(price, credit_days, daily_interest):
    """What a unit costs from the wholesaler: the price, less what his credit is worth."""
    return price * (1.0 - credit_days * daily_interest)


@compiled
def direct_unit_cost(price, fee, freight, moq, demand, daily_interest, shelf_life):
    """What a unit costs from its producer.

    price, freight   money a grain
    fee              the platform's share of the price
    moq              grains, the smallest order
    demand           grains a day that the shop expects to sell
    daily_interest   share a day
    shelf_life       days; what an order brings beyond it is lost (0: keeps)
    Cash is tied up for half the days that an order lasts.
    """
    if demand <= 0.0:
        return 1e30
    landed = price * (1.0 + fee) + freight
    days = moq / demand
    spoiled = 0.0
    if shelf_life > 0 and days > shelf_life:
        spoiled = 1.0 - shelf_life / days
    return landed * (1.0 + 0.5 * days * daily_interest) / max(1.0 - spoiled, 1e-9)
