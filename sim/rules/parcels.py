"""Days, price and loss of a parcel between two provinces, and how slow ones catch up."""

import math
from typing import NamedTuple

from sim.engine.compiling import compiled
from sim.engine.ledger import whole
from sim.rules.carriers import lost_share
from sim.scenario.groups import Online


class Carriage(NamedTuple):
    """What decides days and price of a parcel besides its way."""

    km_per_day: float
    handling_days: float
    mean_price: float  # money
    distance_share: float
    loss: float  # share a day on the way, of goods
    food_loss: float  # the same of food


def carriage_of(online: Online, money: int) -> Carriage:
    """The terms of a scenario; money: grains an RMB."""
    return Carriage(
        float(online.express_km_per_day),
        float(online.handling_days),
        float(online.parcel_price * money),
        float(online.parcel_distance_share),
        float(online.parcel_loss),
        float(online.food_loss),
    )


@compiled
def delivery_days(from_slowness, to_slowness, km, km_per_day, handling_days):
    """Days from sending to delivery: half of the work and of the way falls to each end.

    from_slowness, to_slowness  time that an end takes, over that of the quickest at the opening
    handling_days               at one end, where it is quickest
    """
    at_best = 2.0 * handling_days + km / km_per_day
    return 0.5 * (from_slowness + to_slowness) * at_best


@compiled
def parcel_price(mean_price, distance_share, slowness, km, mean_slowness, mean_km):
    """Price of a parcel, in the unit of `mean_price`.

    distance_share          part of the mean price that grows with distance; the rest is handling
    slowness, km            mean slowness of the two ends, and the way
    mean_slowness, mean_km  of the mean parcel
    """
    handling = (1.0 - distance_share) * slowness / mean_slowness
    return mean_price * (handling + distance_share * km / mean_km)


@compiled
def slowness_next(slowness, frontier, speed, years, volume, volume_effect):
    """Slowness of an end, some years on: it closes part of its gap to the frontier.

    frontier       slowness of the best practice, which falls with time
    speed          rate a year at which the gap closes
    years          that pass
    volume         its parcels against those of the opening
    volume_effect  power with which they speed it up
    Source: catching up in proportion to the gap, Nelson and Phelps 1966.
    """
    return frontier + (slowness - frontier) * math.exp(-speed * years * volume**volume_effect)


@compiled
def post_terms(parcels, carriage):
    """Write days, price and loss of every way, from the slowness of its two ends."""
    slowness, km = parcels.slowness, parcels.km
    mean_slowness, mean_km = parcels.mean[0], parcels.mean[1]
    for s in range(len(slowness)):
        for home in range(len(slowness)):
            parcels.days[s, home] = delivery_days(
                slowness[s],
                slowness[home],
                km[s, home],
                carriage.km_per_day,
                carriage.handling_days,
            )
            for kind, hazard in ((0, carriage.loss), (1, carriage.food_loss)):
                parcels.loss[kind, s, home] = lost_share(hazard, parcels.days[s, home])
            price = parcel_price(
                carriage.mean_price,
                carriage.distance_share,
                0.5 * (slowness[s] + slowness[home]),
                km[s, home] * (1.0 + parcels.dearer[s, home]),
                mean_slowness,
                mean_km,
            )
            parcels.price[s, home] = whole(max(price - parcels.saved[home], 0.0))
