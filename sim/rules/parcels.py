"""Days, price and loss of a parcel between two provinces: what travels together fares better.

A parcel is worked on, waits for others to travel with, and is on its way. The more parcels an end
has, the more often something leaves, and the fuller: waiting and vehicles cost less.
"""

from typing import NamedTuple

from sim.engine.machine.compiling import compiled
from sim.engine.tables.ledger import whole
from sim.rules.carriers import lost_share
from sim.scenario.groups import Online


class Carriage(NamedTuple):
    """What decides days and price of a parcel besides its way."""

    km_per_day: float
    handling_days: float  # at one end where it is quickest, waiting for others included
    waiting_share: float  # of the stay at both ends of the opening's mean parcel
    consolidation: float  # power of an end's parcels with which its headway falls
    mean_price: float  # money
    distance_share: float
    vehicle_share: float  # of the rest of the price
    loss: float  # share a day on the way, of goods
    food_loss: float  # the same of food


def carriage_of(online: Online, money: int) -> Carriage:
    """The terms of a scenario; money: grains an RMB."""
    return Carriage(
        km_per_day=float(online.express_km_per_day),
        handling_days=float(online.handling_days),
        waiting_share=float(online.waiting_share),
        consolidation=float(online.consolidation),
        mean_price=float(online.parcel_price * money),
        distance_share=float(online.parcel_distance_share),
        vehicle_share=float(online.vehicle_share),
        loss=float(online.parcel_loss),
        food_loss=float(online.food_loss),
    )


@compiled
def headway_at(usual, volume, consolidation):
    """Time between two departures of an end that has so many times the parcels of the opening.

    usual          headway at the opening, in any unit; so is the result
    volume         parcels over those of the opening, > 0
    consolidation  1/2 by the law, 0 where departures stay as they are
    With q parcels a day, f departures that cost c each, and waiting that costs v a day and parcel,
    c f + v q / (2 f) is least at f = sqrt(v q / (2 c)): waiting 1 / (2 f) and the cost of vehicles
    a parcel, c f / q, both fall with the root of q.
    Source: Mohring 1972.
    """
    return usual * volume**-consolidation


@compiled
def delivery_days(from_slowness, to_slowness, km, km_per_day, work_days, waiting_days):
    """Days from sending to delivery: half of the work and of the way falls to each end.

    from_slowness, to_slowness  time that an end takes, over that of the quickest at the opening
    work_days                   at one end, where it is quickest
    waiting_days                for others to travel with, at both ends
    """
    at_best = 2.0 * work_days + km / km_per_day
    return 0.5 * (from_slowness + to_slowness) * at_best + waiting_days


@compiled
def parcel_price(
    mean_price, distance_share, vehicle_share, slowness, km, headway, mean_slowness, mean_km
):  # fmt: skip
    """Price of a parcel, in the unit of `mean_price`.

    distance_share          part of the mean price that grows with distance; the rest is at the ends
    vehicle_share           part of that rest for vehicles, which are the fuller the more there is
    slowness, km, headway   mean slowness of the two ends, the way, and the ends' mean headway over
                            that of the mean parcel
    mean_slowness, mean_km  of the mean parcel
    """
    work = (1.0 - vehicle_share) * slowness / mean_slowness
    at_ends = (1.0 - distance_share) * (work + vehicle_share * headway)
    return mean_price * (at_ends + distance_share * km / mean_km)


@compiled
def slowness_next(slowness, gain, reach, years):
    """Slowness of an end, some years on: new technology saves the same share of it each year.

    gain   share of the time that it saves in a year where it is used in full
    reach  how much of that, 0..1
    years  that pass
    """
    return slowness * (1.0 - gain) ** (reach * years)


@compiled
def post_terms(parcels, carriage):
    """Write days, price and loss of every way, from slowness and departures of its two ends."""
    slowness, km = parcels.slowness, parcels.km
    mean_slowness, mean_km = parcels.mean[0], parcels.mean[1]
    work_days = (1.0 - carriage.waiting_share) * carriage.handling_days
    mean_wait = carriage.waiting_share * 2.0 * carriage.handling_days * mean_slowness
    for s in range(len(slowness)):
        of_sender = headway_at(parcels.headway[s], parcels.volume[s], carriage.consolidation)
        for home in range(len(slowness)):
            headway = 0.5 * (
                of_sender
                + headway_at(parcels.headway[home], parcels.volume[home], carriage.consolidation)
            )
            parcels.days[s, home] = delivery_days(
                slowness[s],
                slowness[home],
                km[s, home],
                carriage.km_per_day,
                work_days,
                mean_wait * headway,
            )
            for kind, hazard in ((0, carriage.loss), (1, carriage.food_loss)):
                parcels.loss[kind, s, home] = lost_share(hazard, parcels.days[s, home])
            price = parcel_price(
                carriage.mean_price,
                carriage.distance_share,
                carriage.vehicle_share,
                0.5 * (slowness[s] + slowness[home]),
                km[s, home] * (1.0 + parcels.dearer[s, home]),
                headway,
                mean_slowness,
                mean_km,
            )
            parcels.price[s, home] = whole(max(price - parcels.saved[home], 0.0))
