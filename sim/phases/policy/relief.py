"""New Year's Eve: government helps poor farm households; haulage is shared month by month.

A part of adoption. A course and a connection are paid at once; what a household may get back of its
haulage is set aside from the same budget, so that this is never exceeded.
"""

from datetime import date, timedelta
from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.phase import act
from sim.engine.randomness import Stream
from sim.engine.schedule import Today
from sim.engine.settings import From, filled
from sim.engine.tables.farm import Farmers
from sim.engine.tables.ledger import Flow, Sector, pay
from sim.engine.tables.state import FarmState, State
from sim.engine.units import in_money
from sim.phases.policy.relief_choice import register
from sim.phases.policy.relief_evidence import Office
from sim.phases.policy.relief_records import (
    Recording,
    count_the_poor,
    households_of,
    luck_of,
    write_records,
)
from sim.scenario import Scenario

LAST_DAY = 364  # of the year, the first being 0
Ints = NDArray[np.int64]


class Settings(NamedTuple):
    """What the budget buys, for whom and from when."""

    office: Office
    recording: Recording
    begin: Annotated[date, From("calendar.start")]  # first day that counts
    end: Annotated[date, From("calendar.end")]  # last day of the run
    relief_day: date  # of the lever
    level: float
    where: tuple[str, ...]
    # money a head of rural people and year
    budget: Annotated[float, From("relief.budget", in_money)]
    # money of a household of usual size
    training: Annotated[float, From("relief.training", in_money)]
    training_skill: Annotated[float, From("relief.training_skill")]
    connection: Annotated[float, From("relief.connection", in_money)]
    freight_share: Annotated[float, From("relief.freight_share")]
    freight_ceiling: Annotated[float, From("relief.freight_ceiling", in_money)]
    household: Annotated[float, From("population.household_persons")]  # persons of usual size


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    lever = scenario.levers.targeted_relief
    return filled(
        Settings,
        scenario,
        office=filled(Office, scenario),
        recording=filled(Recording, scenario),
        relief_day=lever.start,
        level=lever.level,
        where=lever.where,
    )


def income_so_far(farmers: Farmers) -> Ints:
    """Money that each household has earned since counting began."""
    return np.asarray(farmers.sales - farmers.costs + farmers.other).astype(np.int64)


def share_haulage(state: State, farm: FarmState, settings: Settings, counting: int) -> None:
    """Beneficiaries get back part of what they paid for haulage, up to what was set aside."""
    registry, farmers, ledger = farm.registry, farm.farmers, state.ledger
    theirs = np.flatnonzero(registry.allowance)  # few have one
    share = np.floor(settings.freight_share * registry.hauled[theirs]).astype(np.int64)
    paid = np.minimum(share, registry.allowance[theirs])
    registry.hauled[:] = 0
    registry.allowance[theirs] -= paid
    registry.spent[theirs] += paid
    farmers.cash[theirs] += paid
    farmers.other[theirs] += counting * paid
    pay(ledger, Flow.RELIEF, Sector.GOVERNMENT, Sector.FARMERS, int(paid.sum()))


def help_households(
    state: State, farm: FarmState, settings: Settings, seed: int, year: int, earned: Ints
) -> None:
    """Take so many for poor as there are, and spend the budget of a year on the first in turn.

    earned  money that each household earned in the year before
    """
    registry, ledger = farm.registry, state.ledger
    households = households_of(farm.farmers.province, state.province_rows)
    write_records(registry, settings.recording, households, seed, year, earned)
    inside = np.isin(state.province_names, settings.where)[households.province]
    reached = inside & (luck_of(households, seed, Stream.RELIEF, 0) < settings.level)
    poor = count_the_poor(registry, settings.office.line, earned, reached)
    turn = register(registry, settings.office, households, seed, year, reached, poor)
    seller = np.full(len(registry.land), -1)
    seller[np.asarray(farm.sellers.farmer)] = np.arange(len(farm.sellers.farmer))
    size = np.asarray(registry.persons)[turn] / settings.household
    connected = np.where(seller[turn] >= 0, settings.connection, 0.0)
    at_once = np.round(size * (settings.training + connected)).astype(np.int64)
    set_aside = np.round(size * settings.freight_ceiling).astype(np.int64)
    people = np.asarray(registry.persons)[inside].sum()
    spent = np.cumsum(at_once + set_aside)
    helped = turn[spent <= settings.budget * people]
    registry.helped[helped] = year
    registry.allowance[helped] = set_aside[: len(helped)]
    registry.spent[helped] += at_once[: len(helped)]
    paid = int(at_once[: len(helped)].sum())
    pay(ledger, Flow.RELIEF, Sector.GOVERNMENT, Sector.OTHER_SELLERS, paid)
    train(farm, helped, seller[helped], settings)


def train(farm: FarmState, helped: Ints, seller: Ints, settings: Settings) -> None:
    """The trained harvest more, and who may sell online is connected and more skilled.

    seller  row of each as a seller, or -1
    """
    trained = np.zeros(len(farm.registry.land), bool)
    trained[helped] = True
    more = 1.0 + settings.office.training_yield
    plots, stalls, sellers = farm.plots, farm.stalls, farm.sellers
    plots.lot[trained[np.asarray(plots.farmer)]] *= more
    stalls.year[trained[np.asarray(plots.farmer)[np.asarray(stalls.plot)]]] *= more
    online = seller[seller >= 0]
    sellers.skill[online] *= 1.0 + settings.training_skill
    sellers.remote[online] = 0.0


def relief_is_due(state: State, rules: Any, today: Today) -> bool:
    """On the first of a month and on New Year's Eve, where there is relief."""
    farm = state.farm
    if farm is None or state.online is None or len(farm.registry.land) == 0:
        return False
    due = today.first_of_month or today.day_of_year == LAST_DAY
    return bool(due and today.counting)


def give_relief(state: State, rules: Any, today: Today) -> None:
    """On the first of a month haulage is shared; on New Year's Eve next year's help is given."""
    farm, online = state.farm, state.online
    assert farm is not None
    assert online is not None
    settings: Settings = rules.relief
    eve = today.day_of_year == LAST_DAY
    share_haulage(state, farm, settings, today.counting)
    if not eve:
        return
    tonight = settings.begin + timedelta(days=today.counting_day)
    year, registry, so_far = tonight.year + 1, farm.registry, income_so_far(farm.farmers)
    registry.allowance[:] = 0
    whole_year = settings.begin <= date(tonight.year, 1, 1)
    if whole_year and settings.relief_day <= date(year, 1, 1) <= settings.end:
        earned = so_far - np.asarray(registry.earned)
        help_households(state, farm, settings, today.seed, year, earned)
    registry.earned[:] = so_far


RELIEF_OFFICE = act(
    give_relief,
    relief_is_due,
    reads="farmers: province sales costs; plots: farmer; sellers: farmer; stalls: plot; registry:"
    " land persons",
    writes="ledger: money outside; farmers: cash other; plots: lot; sellers: skill remote; stalls:"
    " year; registry: known record matched data poor helped allowance hauled spent earned",
)
