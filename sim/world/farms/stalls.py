"""Who may sell produce online, and the market for it, at the opening."""

from collections.abc import Sequence

import numpy as np

from sim.engine.randomness import Stream, normals, uniforms
from sim.engine.tables.columns import allocate
from sim.engine.tables.farm import Crops, Plots
from sim.engine.tables.goods import Products
from sim.engine.tables.stalls import Bazaar, Sellers, Stalls
from sim.engine.year import DAYS_A_YEAR, MONTHS_A_YEAR
from sim.rules.seasons import LAST_DAYS
from sim.scenario import Scenario
from sim.world.arrays import Bools, Floats, Ints
from sim.world.country.provinces import RURAL, at_2016, read_country
from sim.world.opening.miniature import Miniature
from sim.world.rounding import ends

SKILL, LUCK, REMOTE = 0, 2, 3  # items of a household's draws; skill is of two uniforms


def no_stalls() -> tuple[Sellers, Stalls, Bazaar]:
    """Tables without a row, of a textbook case."""
    return *_nobody(), _empty_bazaar()


def _nobody() -> tuple[Sellers, Stalls]:
    return allocate(Sellers, 0, first=(1,)), allocate(Stalls, 0, lines=(1,))


def _empty_bazaar(provinces: int = 0, products: int = 0, buyers: int = 0) -> Bazaar:
    shapes: dict[str, tuple[int, ...]]
    by_product = dict.fromkeys(("order", "usual", "appeal"), (products,))
    by_province = dict.fromkeys(("packing", "fixed", "learning", "income", "begun"), (provinces,))
    shapes = dict.fromkeys(Bazaar._fields, (provinces, products))
    shapes |= by_product | by_province
    shapes |= {"to_buyer": (provinces, products, buyers), "net": (1,)}
    return allocate(Bazaar, 1, **shapes)


def travels(scenario: Scenario, mini: Miniature) -> Bools:
    """(product) produce that keeps long enough for a parcel."""
    catalogue = mini.catalogue
    keeps = catalogue.shelf_life >= scenario.stalls.minimum_life_days
    result: Bools = keeps & ~catalogue.packaged
    return result


def open_bazaar(scenario: Scenario, mini: Miniature, products: Products, buyers: int) -> Bazaar:
    """What an order is, and what selling costs: as dear as rural incomes are high.

    buyers  cells and others who buy online
    """
    stalls, grain, catalogue = scenario.stalls, scenario.grain, mini.catalogue
    bazaar = _empty_bazaar(len(mini.country), len(catalogue), buyers)
    sold = travels(scenario, mini)
    kg = np.round(stalls.order_value / catalogue.retail_price)
    bazaar.order[:] = np.clip(kg, 1, stalls.parcel_kg) * grain.goods
    bazaar.usual[:] = bazaar.order * products.retail_price
    value = np.where(sold, catalogue.output * catalogue.retail_price, 0.0)
    bazaar.appeal[:] = np.log(np.maximum(value / value.sum(), 1e-300))
    nation = at_2016(read_country(), scenario.demand.income_growth, scenario.farm.primary_growth)
    rural = nation.persons[:, RURAL]
    mean = (rural * nation.income[:, RURAL]).sum() / rural.sum()
    dear = mini.country.income[:, RURAL] / mean
    of_household = dear * grain.money
    bazaar.packing[:] = np.round(stalls.packing * dear * grain.money)
    bazaar.fixed[:] = np.round(stalls.fixed_cost * of_household)
    bazaar.learning[:] = np.round(stalls.learning_cost * of_household)
    people = scenario.population.household_persons
    bazaar.income[:] = mini.country.income[:, RURAL] * people * grain.money / MONTHS_A_YEAR
    bazaar.grown[:] = np.where(sold, catalogue.grown_share[mini.country.rows], 0.0)
    of_plot = mini.farmers.real[mini.plots.farmer]
    np.add.at(bazaar.growers, (mini.plots.province, mini.plots.product), of_plot)
    bazaar.price[:] = np.round(bazaar.usual)  # until the first of a month
    return bazaar


def year_on_offer(harvests: Ints, life: Ints, interval: int) -> Ints:
    """Days of a year with fresh produce: until the next harvest or the end of its life.

    harvests  a year, >= 1
    """
    keeps = life - LAST_DAYS
    between = np.minimum(interval, keeps)
    rest = np.minimum(DAYS_A_YEAR - (harvests - 1) * interval, keeps)
    result: Ints = (harvests - 1) * between + np.maximum(rest, 0)
    return result


def open_stalls(
    scenario: Scenario, seed: int, mini: Miniature, plots: Plots, crops: Crops, harvests: Ints
) -> tuple[Sellers, Stalls]:
    """Households that the lever reaches, with a stall for each crop that travels.

    harvests  of each plot in a year
    """
    lever = scenario.levers.online_selling
    if lever.level == 0.0:
        return _nobody()
    farmers, country = mini.farmers, mini.country
    skill, luck, remote = draw_households(scenario, seed, mini)
    inside = np.array([name in lever.where for name in country.names])[farmers.province]
    reached = inside & (np.ones(len(farmers), bool) if lever.historical else luck < lever.level)
    plot = np.flatnonzero(travels(scenario, mini)[plots.product] & reached[plots.farmer])
    plot = plot[np.lexsort((plots.product[plot], plots.farmer[plot]))]
    household, stalls_of = np.unique(plots.farmer[plot], return_counts=True)
    sellers = allocate(Sellers, len(household), first=(len(household) + 1,))
    sellers.farmer[:] = household
    sellers.first[:] = ends(stalls_of)
    for name, column in (("skill", skill), ("luck", luck), ("remote", remote)):
        getattr(sellers, name)[:] = column[household]
    rows = len(plot)
    stalls = allocate(Stalls, rows, lines=(1,), of_plot=(len(plots.product),))
    stalls.seller[:] = np.repeat(np.arange(len(household)), stalls_of)
    stalls.plot[:] = plot
    stalls.province[:] = farmers.province[plots.farmer[plot]]
    stalls.product[:] = plots.product[plot]
    interval = scenario.farm.harvest_interval_days
    stalls.days[:] = year_on_offer(harvests[plot], crops.life[plots.product[plot]], interval)
    spared = (1.0 - scenario.farm.own_use_share) * (1.0 - crops.loss[plots.product[plot]])
    stalls.year[:] = plots.lot[plot] * harvests[plot] * spared
    stalls.of_plot[:] = -1
    stalls.of_plot[plot] = np.arange(rows)
    return sellers, stalls


def draw_households(scenario: Scenario, seed: int, mini: Miniature) -> tuple[Floats, ...]:
    """Of every household: skill, 1 on average for its size; luck, and how remote it is, in [0, 1).

    A household is connected once one of its members is online, each by a luck of his own: it is as
    remote as the least remote of them. The row of the province stands for the day, as where
    land is drawn.
    """
    spread, first = scenario.stalls.skill_spread, mini.farmers.first_of_province
    members = scenario.population.household_persons
    luck = luck_of_households(seed, mini.country.rows.tolist(), np.diff(first).tolist())
    skill, remote = [], []
    for place, row in enumerate(mini.country.rows.tolist()):
        who = np.arange(first[place + 1] - first[place])
        normal = normals(seed, Stream.STALL_OWNERS, row, who, SKILL)
        skill.append(np.exp(spread * normal - 0.5 * spread**2))
        luck_of_all = uniforms(seed, Stream.STALL_OWNERS, row, who, REMOTE)
        remote.append(1.0 - (1.0 - luck_of_all) ** (1.0 / members))
    return np.concatenate(skill) * mini.farmers.real, np.concatenate(luck), np.concatenate(remote)


def luck_of_households(seed: int, rows: Sequence[int], households: Sequence[int]) -> list[Floats]:
    """In [0, 1) for each household of some provinces: who has little begins before the others.

    rows  of the provinces among the 31; households: of each
    """
    return [
        uniforms(seed, Stream.STALL_OWNERS, row, np.arange(count), LUCK)
        for row, count in zip(rows, households, strict=True)
    ]
