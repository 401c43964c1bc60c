"""First of the month, online: logistics improve, and parcels get quicker and cheaper.

A part of adoption, before merchants come and go. Smart logistics is a lever: where it does not
reach, everything stays as at the opening.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import compiled
from sim.engine.doors import door
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.rules.parcels import Carriage, carriage_of, post_terms, slowness_next
from sim.scenario import Scenario

DAYS_A_YEAR = 365.0
A_MONTH = 1.0 / 12.0


class Settings(NamedTuple):
    """How fast logistics improve, and where."""

    carriage: Carriage
    frontier_gain: float  # share of time that best practice saves in a year
    catch_up: float  # rate a year
    volume_effect: float
    from_day: int  # counted day; best practice moves on from here
    reach: NDArray[np.float64]  # (province) how much of the full change


@door
@compiled
def improve(parcels, season, settings, years):
    """A month's improvement of every province; years: since smart logistics began.

    season  mean days' worth of orders in the month, so that the season does not count as volume
    """
    frontier = (1.0 - settings.frontier_gain) ** years
    for province in range(len(parcels.slowness)):
        usual = 0.0
        for other in range(len(parcels.slowness)):
            usual += parcels.opening[province, other] + parcels.opening[other, province]
        volume = parcels.through[province] / season / usual
        parcels.through[province] = 0
        parcels.slowness[province] = slowness_next(
            parcels.slowness[province],
            frontier,
            settings.catch_up * settings.reach[province],
            A_MONTH,
            volume,
            settings.volume_effect,
        )
    post_terms(parcels, settings.carriage)


def settings_of(scenario: Scenario, provinces: tuple[str, ...]) -> Settings:
    """Settings of a scenario."""
    online, lever = scenario.online, scenario.levers.smart_logistics
    inside = [lever.level if province in lever.where else 0.0 for province in provinces]
    return Settings(
        carriage_of(online, scenario.grain.money),
        float(online.frontier_gain),
        float(online.catch_up),
        float(online.volume_effect),
        (lever.start - scenario.calendar.start).days,
        np.array(inside),
    )


def improve_logistics(state: State, rules: Any, today: Today) -> None:
    """Parcels of the coming month."""
    online = state.online
    if online is None or not today.first_of_month:
        return
    settings = online.rules.logistics
    years = (today.counting_day - settings.from_day) / DAYS_A_YEAR
    if years > 0.0 and settings.reach.any():
        improve(online.parcels, float(online.trade.season[0]), settings, years)
    else:
        online.parcels.through[:] = 0
