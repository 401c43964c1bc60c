"""First of the month: farm households begin to sell online, or give up. A part of adoption.

Nobody knows what would be ordered of his stall. A household goes by what neighbours who sell the
same got over the last seasons, less by what is told of other provinces and other produce, and by
what online neighbours gained. Of those whom it would pay, the more are online, the more follow, and
the less it takes to learn it: selling online spreads, and has not reached all at the opening.
"""

from typing import Annotated, Any, NamedTuple

from sim.engine.phase import act
from sim.engine.schedule import Today
from sim.engine.settings import From, filled
from sim.engine.tables.online import FOOD
from sim.engine.tables.state import State
from sim.engine.year import MONTHS_A_YEAR
from sim.phases.online.stall_listing import list_stalls
from sim.phases.online.stall_opening import open_doors
from sim.phases.online.stall_review import review
from sim.phases.online.stall_word import remember_month
from sim.scenario import Scenario


class Settings(NamedTuple):
    """What brings households online and drives them away."""

    stalls_day: int  # counted day on which the lever begins
    historical: int  # 1 where households decide; else all whom the lever reaches are online
    months_before: int  # since when households had been able to sell online, on that day
    stall_innovation: Annotated[float, From("stalls.innovation")]
    stall_imitation: Annotated[float, From("stalls.imitation")]
    stall_gain_response: Annotated[float, From("stalls.gain_response")]
    trust: Annotated[float, From("stalls.trust")]
    payback: Annotated[float, From("stalls.payback_months")]  # months
    # months that a seller looks back on, and hears of
    memory: Annotated[int, From("stalls.memory_months")]
    # days of neighbours' stalls that weigh as much as what is told elsewhere
    news_worth: Annotated[float, From("stalls.news_worth")]
    # part of the growers up to which stalls take no orders from each other
    niche: Annotated[float, From("stalls.niche")]
    variety_weight: Annotated[float, From("online.variety_weight")]


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    lever, calendar = scenario.levers.online_selling, scenario.calendar
    return filled(
        Settings,
        scenario,
        stalls_day=max((lever.start - calendar.start).days, -calendar.warmup_days),
        historical=int(lever.historical),
        months_before=round(MONTHS_A_YEAR * scenario.stalls.years_before),
    )


def stalls_open_tomorrow(state: State, rules: Any, today: Today) -> bool:
    """Whether it is the eve of the lever's day."""
    if state.online is None:
        return False
    return bool(today.counting_day + 1 == rules.online.stall_joining.stalls_day)


def farmers_consider(state: State, rules: Any, today: Today) -> bool:
    """On the first of each month, and on the eve of the lever's day."""
    farm, online = state.farm, state.online
    if farm is None or online is None or len(farm.sellers.farmer) == 0:
        return False
    return bool(today.first_of_month) or stalls_open_tomorrow(state, rules, today)


def farmers_go_online(state: State, rules: Any, today: Today) -> None:
    """A month is remembered; once the lever is on, some begin to sell, and some give up."""
    farm, online = state.farm, state.online
    assert farm is not None
    assert online is not None
    settings: Settings = rules.online.stall_joining
    access = online.buyers.access
    if today.first_of_month:
        take_rate = online.offers.take_rate[FOOD]
        remember_month(farm.bazaar, farm.crops, take_rate, settings.memory, today.day_of_year)
    if stalls_open_tomorrow(state, rules, today):
        open_doors(farm.tables, access, state.ledger, settings, today.counting)
    elif today.counting_day >= settings.stalls_day:
        review(farm.tables, access, state.ledger, settings, today.counting)
    list_stalls(farm.tables)


STALLS = act(
    farmers_go_online,
    farmers_consider,
    reads="farmers: province size; sellers: farmer first skill luck remote; stalls: seller"
    " province product days year stock; bazaar: order packing fixed learning income growers grown"
    " price worth rate; crops: season_first season_days life; offers: take_rate; buyers: access",
    writes="ledger: money outside; farmers: cash costs; sellers: member gave_up inclination months"
    " result earned; stalls: listed open lines; bazaar: asked shown hoped begun fresh drawn left",
)
