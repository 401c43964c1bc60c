"""First of the month: farm households begin to sell online, or give up. A part of adoption.

Nobody knows what would be ordered of his stall. A household goes by what neighbours who sell the
same got over the last seasons, less by what is told of other provinces and other produce, and by
what online neighbours gained. Of those whom it would pay, the more are online, the more follow, and
the less it takes to learn it: selling online spreads, and has not reached all at the opening.
"""

import math
from typing import Annotated, Any, NamedTuple

import numpy as np

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.phase import act
from sim.engine.schedule import Today
from sim.engine.settings import From, filled
from sim.engine.tables.ledger import Flow, Sector, pay, whole
from sim.engine.tables.online import BUYERS_A_PROVINCE, FOOD, RURAL_BUYER
from sim.engine.tables.state import State
from sim.engine.year import MONTHS_A_YEAR
from sim.phases.online.stall_word import (
    margins_of_late,
    orders_hoped_for,
    orders_of_late,
    remember_month,
)
from sim.rules.forecasts import smooth
from sim.rules.joining import joined_after, joined_by_now, joining_chance
from sim.rules.stalls import crowding, hoped_gain, yearly_gain
from sim.scenario import Scenario

ROUNDS = 10  # in which those at the opening find how many of them it pays


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


@compiled_part
def pay_for_being_online(farmers, ledger, farmer, cost, counting):
    """A household pays for connection, equipment, a course."""
    farmers.cash[farmer] -= cost
    farmers.costs[farmer] += counting * cost
    pay(ledger, Flow.GOING_ONLINE, Sector.FARMERS, Sector.OTHER_SELLERS, cost)


@compiled_part
def own_reckoning(farm, seller, province, size, orders, margins):
    """What a household would gain a month at prices as they were of late; learning left out.

    size     of the household against a usual one
    orders   float64 (province, product): orders a day of a stall of skill 1
    margins  the same: money an order
    """
    sellers, stalls, bazaar = farm.sellers, farm.stalls, farm.bazaar
    gain = -bazaar.fixed[province] * size
    for stall in range(sellers.first[seller], sellers.first[seller + 1]):
        product = stalls.product[stall]
        of_stall = yearly_gain(
            orders[province, product] * sellers.skill[seller],
            stalls.days[stall],
            stalls.year[stall],
            bazaar.order[product],
            margins[province, product],
        )
        gain += max(of_stall, 0.0) / MONTHS_A_YEAR
    return gain


@compiled_part
def connected(sellers, access, seller, province):
    """Whether so many rural people are online that this household is among them."""
    return sellers.remote[seller] < access[BUYERS_A_PROVINCE * province + RURAL_BUYER]


@compiled_part
def cost_of_learning(sellers, bazaar, seller, province, size):
    """Money to begin with; the skilled learn with less, and all the less the more can show them.

    size  of the household against a usual one
    """
    alone = bazaar.learning[province] * size * size / sellers.skill[seller]
    return whole(alone * (1.0 - bazaar.begun[province]))


@compiled_part
def begin(sellers, bazaar, farmers, ledger, seller, province, counting):
    """A household goes online."""
    sellers.member[seller] = 1
    farmer = sellers.farmer[seller]
    cost = cost_of_learning(sellers, bazaar, seller, province, farmers.size[farmer])
    pay_for_being_online(farmers, ledger, farmer, cost, counting)


@compiled_part
def would_gain(farm, access, payback, orders, margins, gains):
    """uint8 (sellers,), to gains: 1 where a household is connected, and that pays for learning.

    orders, margins  as in `own_reckoning`
    """
    sellers, bazaar, farmers = farm.sellers, farm.bazaar, farm.farmers
    for seller in range(len(sellers.farmer)):
        farmer = sellers.farmer[seller]
        province, size = farmers.province[farmer], farmers.size[farmer]
        gains[seller] = 0
        if not connected(sellers, access, seller, province):
            continue
        gain = own_reckoning(farm, seller, province, size, orders, margins)
        learning = cost_of_learning(sellers, bazaar, seller, province, size)
        gains[seller] = 1 if gain > learning / payback else 0


@compiled_part
def there_before(farm, access, settings, share, gains):
    """To gains: who gains where of those who gain a share is online at the opening.

    Stalls take orders from each other, so that fewer gain the more there are: it is found in
    rounds how many it pays when so many are there.
    """
    sellers, stalls, bazaar = farm.sellers, farm.stalls, farm.bazaar
    orders, margins = orders_of_late(bazaar), margins_of_late(bazaar)
    shape = orders.shape
    room = np.ones(shape)
    for _ in range(ROUNDS):
        would_gain(farm, access, settings.payback, orders * room, margins, gains)
        skill = np.zeros(shape)
        for stall in range(len(stalls.seller)):
            seller = stalls.seller[stall]
            listed = share * gains[seller] * sellers.skill[seller]
            skill[stalls.province[stall], stalls.product[stall]] += listed
        for province in range(shape[0]):
            for product in range(shape[1]):
                niche = settings.niche * bazaar.growers[province, product]
                if niche > 0.0:
                    crowd = crowding(skill[province, product], niche, settings.variety_weight)
                    room[province, product] = math.sqrt(room[province, product] * crowd)


@compiled_part
def tell_of_before(sellers, stalls, bazaar, seller, province):
    """Who was there before has sold for a year, and word of it goes round."""
    for stall in range(sellers.first[seller], sellers.first[seller + 1]):
        product, skill = stalls.product[stall], sellers.skill[seller]
        bazaar.shown[province, product] += skill * bazaar.fresh[province, product]
        bazaar.asked[province, product] += skill * bazaar.drawn[province, product]


@dispatched
@compiled
def open_doors(farm, access, ledger, settings, counting):
    """The lever begins: all whom a level reaches go online, or those who were there before.

    Those are as many of those who gain by it as selling online has reached by then.
    """
    sellers, stalls, bazaar, farmers = farm.sellers, farm.stalls, farm.bazaar, farm.farmers
    gains, share = np.ones(len(sellers.farmer), np.uint8), 1.0
    bazaar.hoped[:] = orders_hoped_for(bazaar, settings.news_worth)
    if settings.historical:
        share = joined_after(
            settings.months_before, settings.stall_innovation, settings.stall_imitation
        )
        bazaar.begun[:] = share
        there_before(farm, access, settings, share, gains)
    for seller in range(len(sellers.farmer)):
        province = farmers.province[sellers.farmer[seller]]
        inclination = share * gains[seller]
        sellers.inclination[seller] = inclination
        if sellers.luck[seller] < inclination:
            begin(sellers, bazaar, farmers, ledger, seller, province, counting)
            if settings.historical:
                tell_of_before(sellers, stalls, bazaar, seller, province)


@dispatched
@compiled
def review(farm, access, ledger, settings, counting):
    """The month of all who are online; then households begin, or give up.

    access  float64 (buyers,): share of people online
    """
    sellers, bazaar, farmers = farm.sellers, farm.bazaar, farm.farmers
    provinces = len(bazaar.packing)
    online, gained = np.zeros(provinces), np.zeros(provinces)
    for seller in range(len(sellers.farmer)):
        farmer = sellers.farmer[seller]
        province, size = farmers.province[farmer], farmers.size[farmer]
        if sellers.member[seller] == 0:
            continue
        fixed = whole(bazaar.fixed[province] * size)
        pay_for_being_online(farmers, ledger, farmer, fixed, counting)
        brought = 1.0 * (sellers.earned[seller] - fixed)
        sellers.months[seller] += 1
        weight = 1.0 / min(sellers.months[seller], settings.memory)
        sellers.result[seller] = smooth(sellers.result[seller], brought, weight)
        sellers.earned[seller] = 0
        online[province] += size
        gained[province] += sellers.result[seller]
    bazaar.hoped[:] = orders_hoped_for(bazaar, settings.news_worth)
    bazaar.asked[:] *= 1.0 - 1.0 / settings.memory
    bazaar.shown[:] *= 1.0 - 1.0 / settings.memory
    if settings.historical == 0 or counting == 0:
        return
    margins = margins_of_late(bazaar)
    hopes, could = np.zeros(len(sellers.farmer)), online.copy()
    for seller in range(len(sellers.farmer)):
        farmer = sellers.farmer[seller]
        province, size = farmers.province[farmer], farmers.size[farmer]
        if sellers.member[seller]:
            if sellers.months[seller] >= settings.memory and sellers.result[seller] < 0.0:
                sellers.member[seller] = 0
                sellers.gave_up[seller] = 1
            continue
        if sellers.gave_up[seller] or not connected(sellers, access, seller, province):
            continue
        gain = own_reckoning(farm, seller, province, size, bazaar.hoped, margins)
        if online[province] > 0.0:
            gain = hoped_gain(gain, size * gained[province] / online[province], settings.trust)
        learning = cost_of_learning(sellers, bazaar, seller, province, size)
        gain -= learning / settings.payback
        if gain > 0.0 and farmers.cash[farmer] >= learning:
            hopes[seller] = gain
            could[province] += size
    for province in range(provinces):
        if could[province] > 0.0:
            bazaar.begun[province] = online[province] / could[province]
    for seller in range(len(sellers.farmer)):
        if hopes[seller] == 0.0:
            continue
        farmer = sellers.farmer[seller]
        province, size = farmers.province[farmer], farmers.size[farmer]
        chance = joining_chance(
            settings.stall_innovation,
            settings.stall_imitation,
            bazaar.begun[province],
            settings.stall_gain_response,
            hopes[seller] / (bazaar.income[province] * size),
        )
        sellers.inclination[seller] = joined_by_now(sellers.inclination[seller], chance)
        if sellers.luck[seller] < sellers.inclination[seller]:
            begin(sellers, bazaar, farmers, ledger, seller, province, counting)


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


STALLS = act(
    farmers_go_online,
    farmers_consider,
    reads="farmers: province size; sellers: farmer first skill luck remote; stalls: seller"
    " province product days year; bazaar: order packing fixed learning income growers grown price"
    " other rate; crops: season_first season_days life; offers: take_rate; buyers: access",
    writes="ledger: money outside; farmers: cash costs; sellers: member gave_up inclination months"
    " result earned; bazaar: asked shown hoped begun fresh drawn left",
)
