"""From which province people buy online, and how much: a nested logit.

Buyers of a category choose the seller's province by delivered price, days, variety and promotion;
how much they spend online at all follows the value of what is offered, and the nation's taste.
"""

import math
from typing import NamedTuple

import numpy as np

from sim.engine.machine.compiling import compiled
from sim.engine.tables.online import FOOD, SERVICES
from sim.scenario.groups import Demand, Online

NOTHING = -1e3  # log of orders where nobody buys, utility of what cannot be had


class Choosing(NamedTuple):
    """How buyers choose; see the rules below."""

    price_weight: float
    days_weight: float
    variety_weight: float
    nest: float
    promotion: float  # of food
    gap_2017: float
    log_income_growth: float  # a year


def still_offline(online: Online) -> float:
    """People offline in the nation at the end of 2017 over those a year before."""
    return float((1.0 - online.access_2017) / (1.0 - online.access_2016))


def choosing_of(online: Online, demand: Demand) -> Choosing:
    """How buyers choose in a scenario, without promotion."""
    return Choosing(
        float(online.price_weight),
        float(online.days_weight),
        float(online.variety_weight),
        float(online.nest),
        0.0,
        still_offline(online),
        math.log1p(demand.income_growth),
    )


@compiled
def utility(price, days, listings, appeal, promotion, price_weight, days_weight, variety_weight):
    """Utility of the offers of one province in one category, for one buyer.

    price      delivered, money an order, > 0
    days       of delivery
    listings   on offer there, > 0
    appeal     of all that is not said here
    promotion  log attention that the platform adds
    Source: McFadden 1974; variety as in Anderson, de Palma and Thisse 1992, chapter 3.
    """
    of_price = -price_weight * math.log(price)
    of_variety = variety_weight * math.log(listings)
    return of_price - days_weight * days + of_variety + appeal + promotion


@compiled
def value_of(utilities):
    """Inclusive value of some options: log of the sum of exponentials; float64 (options,)."""
    best = utilities[0]
    for i in range(len(utilities)):
        best = max(best, utilities[i])
    total = 0.0
    for i in range(len(utilities)):
        total += math.exp(utilities[i] - best)
    return best + math.log(total)


@compiled
def joined_value(value, other):
    """Inclusive value of two sets of options together."""
    return max(value, other) + math.log1p(math.exp(-abs(value - other)))


@compiled
def odds_online(odds, drift, years, nest, value, value_then):
    """Log odds of spending on a category online, against spending elsewhere.

    odds, drift        at the end of 2015 with the opening's offers, and what taste adds in a year
    years              since the end of 2015
    nest               weight of what is offered, 0..1
    value, value_then  inclusive value of the offers, now and at the opening
    """
    return odds + drift * years + nest * (value - value_then)


@compiled
def shares_online(log_odds):
    """Shares of a budget spent on each category online; log_odds: float64 (categories,).

    What is left is spent elsewhere: its log odds are 0.
    """
    best = 0.0
    for k in range(len(log_odds)):
        best = max(best, log_odds[k])
    total = math.exp(-best)
    for k in range(len(log_odds)):
        total += math.exp(log_odds[k] - best)
    shares = np.empty(len(log_odds))
    for k in range(len(log_odds)):
        shares[k] = math.exp(log_odds[k] - best) / total
    return shares


@compiled
def access_at(years, of_2015, of_2016, gap_2017):
    """Share of people online, at so many years after the end of 2015.

    of_2015, of_2016  at the ends of these years
    gap_2017          people offline at the end of 2017 over those a year before, the nation's
    """
    if years < 1.0:
        return of_2015 + (of_2016 - of_2015) * max(years, 0.0)
    return 1.0 - (1.0 - of_2016) * gap_2017 ** (years - 1.0)


@compiled
def choose(offers, buyers, parcels, trade, choosing, years):
    """Write to trade.log_mean what each buyer orders of each province, for this month.

    Farmers' stalls are options beside the merchants of food, and shelves of shops beside those of
    goods; buyers.food and buyers.at_shops say what they draw.
    Returns float64 (categories, buyers): inclusive values of the offers.
    """
    categories, sellers, count = trade.log_mean.shape
    values = np.empty((categories, count))
    of_seller, odds, log_odds = np.empty(sellers), buyers.odds, np.empty(categories)
    delivered = np.empty((categories, sellers))
    utilities = np.empty((categories, sellers))
    for buyer in range(count):
        home = buyers.province[buyer]
        people = buyers.people[buyer] > 0.0
        buyers.access[buyer] = access_at(
            years, buyers.access_2015[buyer], buyers.access_2016[buyer], choosing.gap_2017
        )
        for k in range(categories):
            for s in range(sellers):
                price, days = offers.price[k, s] * 1.0, 0.0
                if k != SERVICES:
                    price += parcels.price[s, home]
                    days = parcels.days[s, home] + parcels.wait[s]
                delivered[k, s] = math.log(price)
                of_seller[s] = utility(
                    price,
                    days,
                    max(offers.open[k, s] * offers.listings[k, s], 1) * offers.listed[k, s],
                    offers.appeal[k, s],
                    choosing.promotion if k == FOOD else 0.0,
                    choosing.price_weight,
                    choosing.days_weight,
                    choosing.variety_weight,
                )
                if k != SERVICES and parcels.closed[s, home]:
                    of_seller[s] = NOTHING
                utilities[k, s] = of_seller[s]
            values[k, buyer] = value_of(of_seller)
            if k == FOOD and buyers.stalls[buyer] > 0.0:
                stalls = buyers.value[k, buyer] + math.log(buyers.stalls[buyer])
                values[k, buyer] = joined_value(values[k, buyer], stalls)
            if buyers.shops[k, buyer] > 0.0:
                shops = buyers.value[k, buyer] + math.log(buyers.shops[k, buyer])
                values[k, buyer] = joined_value(values[k, buyer], shops)
            log_odds[k] = odds_online(
                odds[k, buyer],
                buyers.drift[k, 0],
                years,
                choosing.nest,
                values[k, buyer],
                buyers.value[k, buyer],
            )
        shares = shares_online(log_odds)
        income = math.exp(choosing.log_income_growth * (years - 0.5)) * buyers.purse[buyer]
        budget = buyers.budget[buyer] * buyers.access[buyer] * income
        for k in range(categories):
            spent = budget * shares[k]
            buyers.share[k, buyer] = buyers.access[buyer] * shares[k]
            if not people:
                spent = buyers.budget[buyer] * math.exp(odds[k, buyer] + buyers.drift[k, 1] * years)
            log_spent = math.log(spent) if spent > 0.0 else NOTHING
            buyers.at_shops[k, buyer] = 0.0
            if buyers.shops[k, buyer] > 0.0:
                of_shops = buyers.value[k, buyer] - values[k, buyer]
                buyers.at_shops[k, buyer] = buyers.shops[k, buyer] * math.exp(log_spent + of_shops)
            if k == FOOD:
                buyers.food[buyer] = math.exp(log_spent + buyers.value[k, buyer] - values[k, buyer])
            for s in range(sellers):
                chance = utilities[k, s] - values[k, buyer]
                trade.log_mean[k, s, buyer] = log_spent + chance - delivered[k, s]
    return values
