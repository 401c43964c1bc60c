"""Day, online: what people order of farmers' stalls. A part of demand.

On the first of a month buyers see anew what is offered (`stall_month`). Orders are drawn daily,
stall by stall; a stall without stock is sold out, and gets none.
"""

import math
from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.phase import Over, part, stalls_may_open
from sim.engine.randomness import Stream, bits, day_key
from sim.engine.schedule import Today
from sim.engine.scratch import scratch
from sim.engine.settings import From, filled
from sim.engine.tables.online import BUYERS_A_PROVINCE, FOOD, OUTSIDE_BUYER
from sim.engine.tables.state import State
from sim.engine.tables.switches import ON_ONLINE_ORDERS
from sim.engine.units import in_money_a_grain
from sim.phases.online.stall_month import open_month
from sim.rules.demand_draws import DrawTable
from sim.rules.online_orders import orders_drawn
from sim.rules.seasons import LAST_DAYS, in_season
from sim.rules.stalls import pull
from sim.scenario import Scenario
from sim.scenario.groups.stalls import Promotion

STREAM = int(Stream.STALL_ORDERS)


class Settings(NamedTuple):
    """How stalls draw buyers, and how their prices move."""

    stall_taste: Annotated[float, From("stalls.taste")]
    stall_promotion: float  # log attention, once counting has begun; 0 where it is off
    price_weight: Annotated[float, From("online.price_weight")]
    days_weight: Annotated[float, From("online.days_weight")]
    variety_weight: Annotated[float, From("online.variety_weight")]
    price_speed: Annotated[float, From("stalls.price_speed")]  # of prices, a month
    # of prices, against the shops' at the opening
    stall_ceiling: Annotated[float, From("stalls.price_ceiling")]
    market_fee: Annotated[float, From("farm.market_fee")]
    haul: Annotated[float, From("farm.haul_per_kg", in_money_a_grain)]  # money a grain
    risk: Annotated[float, From("farm.price_risk")]
    # part of the growers below which attention is in proportion to them
    niche: Annotated[float, From("stalls.niche")]
    interval: Annotated[int, From("farm.harvest_interval_days")]  # days between two harvests
    order_table: DrawTable
    log_season: NDArray[np.float64]  # log of orders against a mean day, by day of the run


def settings_of(scenario: Scenario, table: DrawTable, season: NDArray[np.float64]) -> Settings:
    """Settings of a scenario.

    table   that orders are drawn from; season: orders against a mean day, by day of the run
    """
    stalls = scenario.stalls
    return filled(
        Settings,
        scenario,
        stall_promotion=stalls.promotion_pull if stalls.promotion == Promotion.ON else 0.0,
        order_table=table,
        log_season=np.log(season),
    )


@compiled_part
def on_offer(sellers, stalls, crops, settings, day_of_year, shape):
    """float64 `shape`, (province, product): skill of the listed stalls that have stock on a day.

    In season a stall is counted by the share of days on which it has some, else while it has some.
    """
    skill = np.zeros(shape)
    for line in range(stalls.lines[0]):
        stall = stalls.open[line]
        if stalls.listed[stall] == 0:
            continue
        product = stalls.product[stall]
        share = 1.0 if stalls.stock[stall] > 0 else 0.0
        if in_season(day_of_year, crops.season_first[product], crops.season_days[product]):
            share = min((crops.life[product] - LAST_DAYS) / settings.interval, 1.0)
        skill[stalls.province[stall], product] += sellers.skill[stalls.seller[stall]] * share
    return skill


@dispatched
@compiled
def attract(farm, online, settings, counting, day_of_year, pulls, skill):
    """Before buyers choose: how attractive all stalls are together.

    pulls  float64 (province, product, buyer's province), written: attraction to so many stalls
    skill  float64 (province, product), written: on offer, but that of a niche at least
    """
    sellers, stalls, bazaar, crops = farm.sellers, farm.stalls, farm.bazaar, farm.crops
    buyers, parcels = online.buyers, online.parcels
    shape = bazaar.price.shape
    skill[:] = on_offer(sellers, stalls, crops, settings, day_of_year, shape)
    provinces = shape[0]
    pulls[:] = 0.0
    together = np.zeros(provinces)
    taste = settings.stall_taste + counting * settings.stall_promotion
    for province in range(provinces):
        for product in range(shape[1]):
            growers = bazaar.growers[province, product]
            if growers == 0 or bazaar.grown[province, product] == 0.0:
                continue
            niche = settings.niche * growers
            filled = min(skill[province, product] / niche, 1.0)
            skill[province, product] = max(skill[province, product], niche)
            part = bazaar.grown[province, product] * skill[province, product] / growers
            loss = crops.transit_loss[product]
            for home in range(provinces):
                if parcels.closed[province, home]:
                    continue
                days = parcels.days[province, home] + parcels.wait[province]
                pulls[province, product, home] = pull(
                    taste + bazaar.appeal[product],
                    part,
                    bazaar.price[province, product] + parcels.price[province, home],
                    bazaar.usual[product],
                    (1.0 - loss) ** days,
                    days,
                    settings.price_weight,
                    settings.days_weight,
                    settings.variety_weight,
                )
                together[home] += filled * pulls[province, product, home]
    for buyer in range(len(buyers.stalls)):
        of_all = together[buyers.province[buyer]]
        people = buyer % BUYERS_A_PROVINCE != OUTSIDE_BUYER
        buyers.stalls[buyer] = of_all if people else 0.0


@dispatched
@compiled
def expect_orders(bazaar, buyers, parcels, pulls, skill):
    """After buyers have chosen: orders a day of a stall of skill 1, and the chance of each buyer.

    pulls, skill  of `attract`. What shocks make of a buyer's orders is in it.
    """
    for province in range(len(bazaar.packing)):
        for product in range(len(bazaar.order)):
            if bazaar.growers[province, product] == 0 or bazaar.grown[province, product] == 0.0:
                continue
            chances, total, postage = bazaar.to_buyer[province, product], 0.0, 0.0
            for buyer in range(len(buyers.stalls)):
                if buyer % BUYERS_A_PROVINCE != OUTSIDE_BUYER:
                    home = buyers.province[buyer]
                    parcel = parcels.price[province, home]
                    delivered = bazaar.price[province, product] + parcel
                    money = buyers.food[buyer] * math.exp(buyers.pull[buyer])
                    orders = money * pulls[province, product, home] / delivered
                    total += orders
                    postage += orders * parcel
                chances[buyer] = total
            bazaar.rate[province, product] = total / skill[province, product]
            if total > 0.0:
                bazaar.parcel[province, product] = postage / total
                for buyer in range(len(chances)):
                    chances[buyer] /= total


@part(
    Over.FIRMS,
    reads="sellers: skill; stalls: seller plot province product listed stock open lines; bazaar:"
    " order rate",
    writes="stalls: orders; bazaar: asked shown",
    needed=stalls_may_open,
)
def draw_stall_orders(tables, own, rules, today, piece):
    """Today's orders of every listed stall that has a parcel's worth in stock.

    Word of them, and of how long stalls had stock, goes round.
    """
    sellers, stalls, bazaar = tables.farm.sellers, tables.farm.stalls, tables.farm.bazaar
    settings = rules.online.stall_orders
    first_word, second_word = day_key(today.seed, STREAM, today.day)
    log_season = settings.log_season[today.day]
    for line in range(stalls.lines[0]):
        stall = stalls.open[line]
        product = stalls.product[stall]
        stalls.orders[stall] = 0
        if stalls.listed[stall] == 0 or stalls.stock[stall] < bazaar.order[product]:
            continue
        province, skill = stalls.province[stall], sellers.skill[stalls.seller[stall]]
        bazaar.shown[province, product] += skill
        mean = bazaar.rate[province, product] * skill
        if mean > 0.0:
            stalls.orders[stall] = orders_drawn(
                math.log(mean) + log_season,
                bits(first_word, second_word, stalls.plot[stall]),
                settings.order_table,
            )
            bazaar.asked[province, product] += stalls.orders[stall]


def show_stalls(state: State, rules: Any, today: Today) -> None:
    """Before buyers choose: they see what farmers offer; nothing where nobody may sell online."""
    farm, online = state.farm, state.online
    if farm is None or online is None or len(farm.sellers.farmer) == 0:
        return
    settings: Settings = rules.online.stall_orders
    if today.first_of_month:
        take_rate = online.offers.take_rate[FOOD]
        open_month(farm.stalls, farm.bazaar, farm.markets, take_rate, settings)
    attract(
        farm.tables,
        online.tables,
        settings,
        today.counting,
        today.day_of_year,
        *scratch(state, seen_stalls),
    )


def seen_stalls(state: State) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Room for what `attract` writes: pulls, and skill on offer."""
    places, products = len(state.province_names), len(state.product_names)
    return np.zeros((places, products, places)), np.zeros((places, products))


def expect_orders_of_stalls(state: State, rules: Any, today: Today) -> None:
    """After buyers: how many orders a day each stall gets; a shock may change it today."""
    farm, online = state.farm, state.online
    if farm is None or online is None or len(farm.sellers.farmer) == 0:
        return
    struck = state.shocks.changes(ON_ONLINE_ORDERS, today.day)
    if struck and not today.first_of_month:
        show_stalls(state, rules, today)
    if struck or today.first_of_month:
        expect_orders(farm.bazaar, online.buyers, online.parcels, *scratch(state, seen_stalls))
