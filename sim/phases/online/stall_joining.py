"""First of the month: farm households begin to sell online, or give up. A part of adoption.

Nobody knows what would be ordered of his stall. A household goes by what neighbours who sell the
same got over the last seasons, less by what is told of other provinces and other produce, and by
what online neighbours gained.
"""

import math
from typing import Annotated, Any, NamedTuple

import numpy as np

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.phase import Act
from sim.engine.schedule import Today
from sim.engine.settings import From, filled
from sim.engine.tables.ledger import Flow, Sector, whole
from sim.engine.tables.online import BUYERS_A_PROVINCE, FOOD, RURAL_BUYER
from sim.engine.tables.state import State
from sim.rules.forecasts import smooth
from sim.rules.joining import joined_by_now, joining_chance
from sim.rules.stalls import crowding, hoped_gain, hoped_orders, yearly_gain
from sim.scenario import Scenario

FARMERS, OTHER_SELLERS = int(Sector.FARMERS), int(Sector.OTHER_SELLERS)
GOING_ONLINE = int(Flow.GOING_ONLINE)
MONTHS_A_YEAR = 12.0
ROUNDS = 10  # in which those at the opening find how many of them it pays


class Settings(NamedTuple):
    """What brings households online and drives them away."""

    stalls_day: int  # counted day on which the lever begins
    historical: int  # 1 where households decide; else all whom the lever reaches are online
    opening_share: Annotated[float, From("stalls.opening_share")]  # of farm households
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
    begins = max((lever.start - calendar.start).days, -calendar.warmup_days)
    return filled(Settings, scenario, stalls_day=begins, historical=int(lever.historical))


@compiled_part
def pay_for_being_online(farmers, ledger, farmer, cost, counting):
    """A household pays for connection, equipment, a course."""
    farmers.cash[farmer] -= cost
    farmers.costs[farmer] += counting * cost
    ledger.outside[OTHER_SELLERS] += cost
    ledger.money[GOING_ONLINE, FARMERS, OTHER_SELLERS] += cost


@compiled_part
def orders_hoped_for(bazaar, worth):
    """float64 (province, product): orders a day of a stall of skill 1, as far as word goes.

    Where nobody has sold online yet, the first go by what the platform promises.
    """
    asked, shown = bazaar.asked, bazaar.shown
    hoped = bazaar.rate.copy()
    if shown.sum() == 0.0:
        return hoped
    of_all = asked.sum() / shown.sum()
    for product in range(hoped.shape[1]):
        of_product = hoped_orders(asked[:, product].sum(), shown[:, product].sum(), of_all, worth)
        for province in range(hoped.shape[0]):
            hoped[province, product] = hoped_orders(
                asked[province, product], shown[province, product], of_product, worth
            )
    return hoped


@compiled_part
def own_reckoning(sellers, stalls, bazaar, seller, province, size, orders, take_rate):
    """What a household would gain a month at this month's prices; learning left out.

    size    of the household against a usual one
    orders  float64 (province, product): orders a day of a stall of skill 1
    """
    gain = -bazaar.fixed[province] * size
    for stall in range(sellers.first[seller], sellers.first[seller + 1]):
        product = stalls.product[stall]
        of_stall = yearly_gain(
            orders[province, product] * sellers.skill[seller],
            stalls.days[stall],
            stalls.year[stall],
            bazaar.order[product],
            bazaar.price[province, product],
            bazaar.other[province, product],
            bazaar.packing[province],
            take_rate,
        )
        gain += max(of_stall, 0.0) / MONTHS_A_YEAR
    return gain


@compiled_part
def cost_of_learning(sellers, bazaar, seller, province, size):
    """Money to begin with; the skilled learn with less. size: against a usual household."""
    return whole(bazaar.learning[province] * size * size / sellers.skill[seller])


@compiled_part
def begin(sellers, bazaar, farmers, ledger, seller, province, counting):
    """A household goes online."""
    sellers.member[seller] = 1
    farmer = sellers.farmer[seller]
    cost = cost_of_learning(sellers, bazaar, seller, province, farmers.size[farmer])
    pay_for_being_online(farmers, ledger, farmer, cost, counting)


@compiled_part
def would_gain(sellers, stalls, bazaar, farmers, take_rate, payback, orders, gains):
    """uint8 (sellers,), to gains: 1 where being online pays for learning.

    orders  as in `own_reckoning`
    Returns the households of usual size that gain, and all farm households of their provinces.
    """
    gaining, reached = 0.0, np.zeros(len(bazaar.packing), np.uint8)
    for seller in range(len(sellers.farmer)):
        farmer = sellers.farmer[seller]
        province, size = farmers.province[farmer], farmers.size[farmer]
        reached[province] = 1
        gain = own_reckoning(
            sellers, stalls, bazaar, seller, province, size, orders, take_rate[province]
        )
        learning = cost_of_learning(sellers, bazaar, seller, province, size)
        gains[seller] = 1 if gain > learning / payback else 0
        gaining += gains[seller] * size
    there = 0.0
    for farmer in range(len(farmers.province)):
        there += reached[farmers.province[farmer]] * farmers.size[farmer]
    return gaining, there


@compiled_part
def there_before(sellers, stalls, bazaar, farmers, take_rate, settings, gains):
    """Share of those who gain that is online at the opening; to gains, who gains by it.

    Stalls take orders from each other, so that fewer gain the more there are: it is found in
    rounds how many it pays when so many are there.
    """
    shape, share = bazaar.rate.shape, 0.0
    room = np.ones(shape)
    for _ in range(ROUNDS):
        gaining, there = would_gain(
            sellers, stalls, bazaar, farmers, take_rate, settings.payback, bazaar.rate * room, gains
        )
        share = min(settings.opening_share * there / gaining, 1.0) if gaining > 0.0 else 0.0
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
    return share


@dispatched
@compiled
def open_doors(sellers, stalls, bazaar, farmers, take_rate, ledger, settings, counting):
    """The lever begins: all whom a level reaches go online, or those who were there before.

    Those are a share of all farm households, among those who gain by it.
    """
    gains, share = np.ones(len(sellers.farmer), np.uint8), 1.0
    bazaar.hoped[:] = orders_hoped_for(bazaar, settings.news_worth)
    if settings.historical:
        share = there_before(sellers, stalls, bazaar, farmers, take_rate, settings, gains)
    for seller in range(len(sellers.farmer)):
        province = farmers.province[sellers.farmer[seller]]
        inclination = share * gains[seller]
        sellers.inclination[seller] = inclination
        if sellers.luck[seller] < inclination:
            begin(sellers, bazaar, farmers, ledger, seller, province, counting)


@dispatched
@compiled
def review(sellers, stalls, bazaar, farmers, take_rate, access, ledger, settings, counting):
    """The month of all who are online; then households begin, or give up.

    access  float64 (buyers,): share of people online
    """
    provinces = len(bazaar.packing)
    there, online, gained = np.zeros(provinces), np.zeros(provinces), np.zeros(provinces)
    for seller in range(len(sellers.farmer)):
        farmer = sellers.farmer[seller]
        province, size = farmers.province[farmer], farmers.size[farmer]
        there[province] += size
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
    for seller in range(len(sellers.farmer)):
        farmer = sellers.farmer[seller]
        province, size = farmers.province[farmer], farmers.size[farmer]
        if sellers.member[seller]:
            if sellers.months[seller] >= settings.memory and sellers.result[seller] < 0.0:
                sellers.member[seller] = 0
                sellers.gave_up[seller] = 1
            continue
        rural = BUYERS_A_PROVINCE * province + RURAL_BUYER
        if sellers.gave_up[seller] or sellers.remote[seller] >= access[rural]:
            continue
        gain = own_reckoning(
            sellers, stalls, bazaar, seller, province, size, bazaar.hoped, take_rate[province]
        )
        if online[province] > 0.0:
            gain = hoped_gain(gain, size * gained[province] / online[province], settings.trust)
        learning = cost_of_learning(sellers, bazaar, seller, province, size)
        gain -= learning / settings.payback
        if gain <= 0.0 or farmers.cash[farmer] < learning:
            continue
        chance = joining_chance(
            settings.stall_innovation, settings.stall_imitation, online[province] / there[province],
            settings.stall_gain_response, gain / (bazaar.income[province] * size),
        )  # fmt: skip
        sellers.inclination[seller] = joined_by_now(sellers.inclination[seller], chance)
        if sellers.luck[seller] < sellers.inclination[seller]:
            begin(sellers, bazaar, farmers, ledger, seller, province, counting)


def stalls_open_tomorrow(state: State, rules: Any, today: Today) -> bool:
    """Whether it is the eve of the lever's day."""
    if state.online is None:
        return False
    return bool(today.counting_day + 1 == rules.online.stall_joining.stalls_day)


def farmers_consider(state: State, rules: Any, today: Today) -> bool:
    """On the eve of the lever's day; from then on, on the first of each month."""
    farm, online = state.farm, state.online
    if farm is None or online is None or len(farm.sellers.farmer) == 0:
        return False
    since = today.counting_day >= rules.online.stall_joining.stalls_day
    return stalls_open_tomorrow(state, rules, today) or bool(today.first_of_month and since)


def farmers_go_online(state: State, rules: Any, today: Today) -> None:
    """Some begin to sell online, and some give up."""
    farm, online = state.farm, state.online
    if farm is None or online is None or not farmers_consider(state, rules, today):
        return
    settings: Settings = rules.online.stall_joining
    tables = farm.sellers, farm.stalls, farm.bazaar, farm.farmers, online.offers.take_rate[FOOD]
    if stalls_open_tomorrow(state, rules, today):
        open_doors(*tables, state.ledger, settings, today.counting)
    else:
        review(*tables, online.buyers.access, state.ledger, settings, today.counting)


STALLS = Act(farmers_go_online, farmers_consider)
