"""First of the month, online: carriers fit departures and capacity to the parcels; lanes improve.

A part of adoption, before merchants come and go. What travels together goes sooner and costs less.
Smart logistics is a lever on top of that: new technology, where it reaches.
"""

from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.phase import act
from sim.engine.schedule import Today
from sim.engine.settings import From, filled
from sim.engine.tables.ledger import whole
from sim.engine.tables.state import State
from sim.engine.year import A_MONTH, DAYS_A_YEAR
from sim.rules.carriers import capacity_next
from sim.rules.forecasts import smooth
from sim.rules.parcels import Carriage, carriage_of, post_terms, slowness_next
from sim.scenario import Scenario


class Settings(NamedTuple):
    """How carriers follow the parcels, and how fast technology improves, and where."""

    carriage: Carriage
    # share of time that technology saves in a year
    frontier_gain: Annotated[float, From("online.frontier_gain")]
    technology_day: int  # counted day on which it begins to
    reach: NDArray[np.float64]  # (province) how much of the full change
    # what carriers want to be able to collect in a day, over a usual day
    carrier_room: Annotated[float, From("online.carrier_room")]
    # share of the gap to what they want that a month closes
    carrier_growth: Annotated[float, From("online.carrier_growth")]


@dispatched
@compiled
def improve(parcels, season, settings, years, counting):
    """Every province's month: departures follow its parcels, and technology saves time.

    season    mean days' worth of orders in the month, so that the season does not count as volume
    years     of technology since the last month
    counting  1 where the month counts: before, departures stay as at the opening
    """
    for province in range(len(parcels.volume)):
        usual = 0.0
        for other in range(len(parcels.volume)):
            usual += parcels.opening[province, other] + parcels.opening[other, province]
        if counting:
            seen = max(parcels.through[province], 1) / season / usual
            planned = smooth(parcels.volume[province], seen, settings.carrier_growth)
            parcels.volume[province] = planned
        parcels.through[province] = 0
        parcels.slowness[province] = slowness_next(
            parcels.slowness[province], settings.frontier_gain, settings.reach[province], years
        )
    post_terms(parcels, settings.carriage)


@dispatched
@compiled
def fit_capacity(parcels, season, settings, counting):
    """Carriers fit their capacity to last month's parcels, and buyers know how long these waited.

    season    mean days' worth of orders in the month
    counting  1 where the month counts: before, capacity stays as at the opening
    """
    for s in range(len(parcels.capacity)):
        sent = parcels.month_sent[s]
        parcels.wait[s] = parcels.month_nights[s] / max(sent, 1)
        if counting:
            wanted = capacity_next(
                parcels.capacity[s], settings.carrier_room, sent / season, settings.carrier_growth
            )
            parcels.capacity[s] = max(whole(wanted), 1)
        parcels.month_sent[s] = 0
        parcels.month_nights[s] = 0


def settings_of(scenario: Scenario, provinces: tuple[str, ...]) -> Settings:
    """Settings of a scenario."""
    lever = scenario.levers.smart_logistics
    inside = [lever.level if province in lever.where else 0.0 for province in provinces]
    return filled(
        Settings,
        scenario,
        carriage=carriage_of(scenario.online, scenario.grain.money),
        technology_day=(lever.start - scenario.calendar.start).days,
        reach=np.array(inside),
    )


def logistics_improve(state: State, rules: Any, today: Today) -> bool:
    """On the first of a month, where there are parcels."""
    return bool(today.first_of_month) and state.online is not None


def improve_logistics(state: State, rules: Any, today: Today) -> None:
    """Parcels of the coming month."""
    online = state.online
    assert online is not None
    settings: Settings = rules.online.logistics
    season = float(online.trade.season[0])
    fit_capacity(online.parcels, season, settings, today.counting)
    since = (today.counting_day - settings.technology_day) / DAYS_A_YEAR
    years = min(max(since, 0.0), A_MONTH)
    improve(online.parcels, season, settings, years, today.counting)


LOGISTICS = act(
    improve_logistics,
    logistics_improve,
    reads="parcels: headway opening mean km saved dearer; trade: season",
    writes="parcels: slowness volume through days price loss capacity month_sent month_nights wait",
)
