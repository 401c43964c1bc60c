"""Farmers who sell online: what draws buyers to a stall, its price, and what a household gains."""

import math

from sim.engine.machine.compiling import compiled
from sim.engine.year import DAYS_A_YEAR
from sim.rules.seasons import LAST_DAYS, in_season


@compiled
def pull(
    taste, offered, delivered, usual, arrives, days, price_weight, days_weight, variety_weight
):  # fmt: skip
    """Attraction of one province's stalls of one product for buyers of one province.

    1 is that of the food of all merchants at the opening.
    taste      log odds, with the product's share in what people eat and the platform's promotion
    offered    part of the nation's growers whose produce stands there, > 0
    delivered  money an order, parcel included; usual: the shops' price at the opening
    arrives    share that survives the way, > 0; days of delivery
    Source: as `utility` of online_choice; what does not arrive makes the rest dearer.
    """
    of_price = -price_weight * math.log(delivered / (usual * arrives))
    of_variety = variety_weight * math.log(offered)
    return math.exp(taste + of_price - days_weight * days + of_variety)


@compiled
def crowding(skill, niche, variety_weight):
    """Orders of a stall against those that it gets while stalls fill no more than a niche.

    skill, niche  of all listed stalls; above the niche all together draw skill**variety_weight
    """
    return max(skill / niche, 1.0) ** (variety_weight - 1.0)


@compiled
def asking_price(other, packing, take_rate, parcel, price_weight, most):
    """Price of an order that pays one farmer most who has more to sell than is ordered.

    other, packing  money an order: what another channel pays, and the work
    take_rate       of the platform, share of the price
    parcel          money an order that buyers pay on top
    price_weight    of the delivered price in a buyer's choice
    most            money an order; none asks more, unless others pay more
    Orders of one stall fall with the delivered price by the power 1 + price_weight.
    Source: Lerner 1934; for a logit Anderson, de Palma and Thisse 1992, chapter 7.
    """
    least = (other + packing) / (1.0 - take_rate)
    if price_weight * (most - least) <= least + parcel:
        return max(most, least)
    return least + (least + parcel) / price_weight


@compiled
def price_next(price, brought, wanted, elasticity, speed, least, most):
    """Next month's price of an order: part of the way to the one that clears the month's supply.

    brought, wanted  grains that online households harvested, and could hope to sell of them
    elasticity       of orders to price, < 0
    speed            0..1: part of the way, in logs
    least, most      money an order; whoever has enough asks the least
    Source: tatonnement (Walras), a month a step.
    """
    if brought > 0:
        scarcity = min(max(wanted / brought, 0.1), 10.0)
        price = price * scarcity ** (-speed / elasticity)
    return max(min(price, most), least)


@compiled
def days_on_offer(day_of_year, first, days, life, interval):
    """Days on which a lot that is harvested today can be sold: until the next one, or its end.

    first, days  of the season; life: shelf life; interval: days between two harvests
    It is sold from tomorrow on, and two days before its last it goes to the market.
    """
    wait = interval
    if not in_season(day_of_year + interval, first, days):
        wait = (first - day_of_year) % DAYS_A_YEAR
    return min(wait, life - LAST_DAYS)


@compiled
def orders_to_keep_for(daily, lot, day_of_year, first, days, life, interval):
    """Orders for which produce is kept of what is harvested today and before.

    daily  orders a day that are expected; lot: orders that a lot is good for
    first, days, life, interval  as in `days_on_offer`
    They are those until the next lot. Where the lots to come are too few for the time after the
    season, or for as long as it keeps, part of that is kept, too.
    """
    soon = daily * days_on_offer(day_of_year, first, days, life, interval)
    since = (day_of_year - first) % DAYS_A_YEAR
    lasts = min(DAYS_A_YEAR - since, life - LAST_DAYS)
    lots = max(min(days - 1 - since, lasts), 0) // interval
    return max(soon, daily * lasts - lots * lot)


@compiled
def days_fresh(day_of_year, first, days, life, span):
    """Days of a span, from today on, on which there is something of a crop to sell.

    first, days  of the season; life: shelf life, of which the last two days are the market's
    """
    fresh, lasts = 0, days + life - LAST_DAYS
    for ahead in range(span):
        fresh += 1 if in_season(day_of_year + ahead, first, lasts) else 0
    return fresh


@compiled
def margin_online(price, other, packing, take_rate):
    """What an order leaves a farmer above other channels, money.

    price, other, packing  money an order; take_rate: share of the price
    """
    return price * (1.0 - take_rate) - packing - other


@compiled
def yearly_gain(rate, days, year, order, margin):
    """What a stall brings in a year above other channels, money.

    rate         orders a day while there is stock; days a year with stock
    year, order  grains that the household can spare a year, and that a parcel holds
    margin       money an order
    """
    return min(rate * days, year / order) * margin


@compiled
def hoped_orders(asked, shown, elsewhere, worth):
    """Orders a day that a would-be seller of skill 1 hopes for, by what neighbours' stalls got.

    asked, shown  of late: orders of their stalls, and days with stock, times their skill
    elsewhere     what is told of stalls elsewhere, orders a day
    worth         days of neighbours' stalls that weigh as much as that, > 0
    Source: credibility (Bühlmann 1967) with a given weight of what is known besides.
    """
    return (asked + worth * elsewhere) / (shown + worth)


@compiled
def hoped_gain(own, neighbours, trust):
    """What a household hopes to gain a month: its own reckoning, and what neighbours tell.

    own, neighbours  money a month; trust: weight of the neighbours, 0..1
    """
    return (1.0 - trust) * own + trust * neighbours
