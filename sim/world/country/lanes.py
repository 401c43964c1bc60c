"""Routes between provinces: road distance, days, freight."""

from dataclasses import dataclass

import numpy as np

from sim.rules.freight import freight_per_kg
from sim.scenario.groups import Freight
from sim.world.arrays import Floats, Ints
from sim.world.country.provinces import Country

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True)
class Lanes:
    """[from, to] for every pair of provinces; from a province to itself: inside it."""

    km: Floats  # by road
    days: Ints  # whole days on the way, 1 at least
    cost_per_kg: Floats  # RMB, full loads


def great_circle_km(latitude: Floats, longitude: Floats) -> Floats:
    """[from, to] distance between places (haversine formula; degrees north and east)."""
    phi, lam = np.radians(latitude), np.radians(longitude)
    half_phi = np.sin((phi[:, np.newaxis] - phi) / 2.0)
    half_lam = np.sin((lam[:, np.newaxis] - lam) / 2.0)
    chord = half_phi**2 + np.cos(phi)[:, np.newaxis] * np.cos(phi) * half_lam**2
    result: Floats = 2.0 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(chord))
    return result


def find_lanes(country: Country, freight: Freight) -> Lanes:
    """Lanes between the capitals, and inside each province in proportion to its breadth."""
    km = great_circle_km(country.latitude, country.longitude) * freight.detour
    np.fill_diagonal(km, freight.within_km * np.sqrt(country.land_area))
    days = np.ceil(freight.handling_days + km / freight.km_per_day)
    return Lanes(
        km=km,
        days=np.maximum(1, days).astype(np.int32),
        cost_per_kg=freight_per_kg(freight.per_kg, freight.per_kg_km, km, 0.0),
    )
