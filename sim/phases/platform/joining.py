"""First of the month: shops that the platform is open to join it, or wait. A part of adoption.

A shop sees the platform's prices for what it carries, and which of its shelves are empty tonight.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.dispatch import dispatched
from sim.engine.phase import act
from sim.engine.randomness import Stream, uniform
from sim.engine.schedule import Today
from sim.engine.tables.columns import wide
from sim.engine.tables.state import State
from sim.phases.platform.baskets import plan_baskets
from sim.phases.platform.offers import compare_offers
from sim.phases.platform.usual_terms import rounds_of_shop
from sim.rules.joining import expected_gain, joined_by_now, joining_chance

LUCK = int(Stream.LEVER)  # of those whom a level reaches, too: who joins first has the least
CHEAPER = ("direct_ordering",)  # levers that may take something off the cost of goods
FULLER = ("analytics", "fast_replenishment")  # levers that may leave fewer shelves empty
BUSIER = ("new_retail",)  # levers that may bring orders; how many a shop cannot tell
TOGETHER = 128  # shops whose gains are found at a time


class Promised(NamedTuple):
    """uint8 (shops,): which levers each would get; one that gets none may not join."""

    cheaper: NDArray[np.uint8]  # one of CHEAPER
    fuller: NDArray[np.uint8]
    busier: NDArray[np.uint8]


@compiled_part
def gains(tables, platform_shelf, settings, day, promised, lo, hi):
    """float64 (hi - lo,): what the shops lo..hi-1 hope to gain, as a share of their sales.

    promised  Promised
    """
    shelves, keepers = tables.shelves, tables.keepers
    cheaper, fuller = promised.cheaper, promised.fuller
    result = np.zeros(hi - lo)
    offers = compare_offers(tables, platform_shelf, settings, day, cheaper, lo, hi)
    chosen, share = np.zeros(len(offers.lot), np.uint8), np.zeros(len(offers.lot))
    entry, after = 0, 0  # of the shop in the offers: the first, and who comes next
    for shop in range(lo, hi):
        saved, missed, sales = 0.0, 0.0, 0.0
        begin, end = keepers.first_shelf[shop], keepers.first_shelf[shop + 1]
        entry, after = after, after + (end - begin if cheaper[shop] else 0)
        for i in range(begin, end):
            at = entry + i - begin
            if cheaper[shop] and offers.offered[at] == 1:
                offers.offered[at] = shelves.listed[i] == 1 and offers.usual[at] >= 0
            if shelves.listed[i] == 0:
                continue
            sells, cost = wide(shelves.forecast[i]), wide(shelves.unit_cost[i])
            margin = cost * shelves.markup[i]
            sales += sells * (cost + margin)
            if fuller[shop] and shelves.stock[i] == 0:
                missed += sells * margin
        if cheaper[shop]:
            rounds = rounds_of_shop(settings, keepers.fast_replenishment[shop] == 1)
            saved = plan_baskets(offers, settings, rounds, chosen, share, entry, after)
        result[shop - lo] = expected_gain(saved, missed, sales)
    return result


@dispatched
@compiled
def decide(tables, platform_shelf, settings, today, joined, promised):
    """Shops that may join decide.

    platform_shelf   int32 (provinces, products): where farmers offer to shops, or -1
    joined           float64 (provinces,): share of the shops that had joined before tonight
    promised         Promised
    """
    cheaper, fuller, busier = promised.cheaper, promised.fuller, promised.busier
    keepers = tables.keepers
    for lo in range(0, len(cheaper), TOGETHER):
        hi = min(lo + TOGETHER, len(cheaper))
        gain = gains(tables, platform_shelf, settings, today.day, promised, lo, hi)
        for shop in range(lo, hi):
            if not (cheaper[shop] or fuller[shop] or busier[shop]):
                continue
            chance = joining_chance(
                settings.shop_innovation,
                settings.shop_imitation,
                joined[keepers.province[shop]],
                settings.shop_gain_response,
                gain[shop - lo],
            )
            keepers.inclination[shop] = joined_by_now(keepers.inclination[shop], chance)
            if uniform(today.seed, LUCK, 0, shop, 0) < keepers.inclination[shop]:
                keepers.member[shop] = 1


def joined_shares(state: State) -> NDArray[np.float64]:
    """(provinces,): share of the open shops that have joined; 0 where there is none."""
    keepers, shops, places = state.keepers, state.shops, len(state.province_names)
    is_open = keepers.open[:shops] == 1
    there = np.bincount(keepers.province[:shops], is_open, places)
    joined = np.bincount(keepers.province[:shops], is_open & (keepers.member[:shops] == 1), places)
    shares: NDArray[np.float64] = joined / np.maximum(there, 1.0)
    return shares


def promised(state: State, names: tuple[str, ...], today: Today) -> NDArray[np.uint8]:
    """(shops,): 1 where a shop that may join would get one of these levers at once."""
    shops = np.zeros(state.shops, bool)
    for name in names:
        lever = state.levers.get(name)
        if lever and lever.historical and lever.first_day <= today.day:
            shops |= lever.shops
    outside = (state.keepers.open[: state.shops] == 1) & (state.keepers.member[: state.shops] == 0)
    gets: NDArray[np.uint8] = (shops & outside).astype(np.uint8)
    return gets


def joins(state: State, rules: Any, today: Today) -> bool:
    """On the first of a month that counts."""
    return bool(today.first_of_month and today.counting)


def join_platform(state: State, rules: Any, today: Today) -> None:
    """Who may join decides, by what suppliers ask; before shops post their own prices."""
    levers = Promised(*(promised(state, names, today) for names in (CHEAPER, FULLER, BUSIER)))
    if not any(shops.any() for shops in levers):
        return
    joined = joined_shares(state)
    decide(state.tables, state.platform_shelf, rules.adoption, today, joined, levers)


JOIN = act(
    join_platform,
    joins,
    reads="shelves: product batch listed stock forecast variance price service markup unit_cost;"
    " terms: transit_loss; batches: youngest_first first left fresh_days; keepers: province"
    " first_shelf upstream open fast_replenishment; levels: first_keeper; products: category"
    " produce fetched weight shelf_life ages case daily_loss; routes: days cost drop maker plant"
    " rank wholesale_rank; markets: platform_shelf",
    writes="keepers: member inclination",
    ahead=True,
)
