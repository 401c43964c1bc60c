"""From a blueprint to the tables of a run: one way for every population."""

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.chunks import chunks_of
from sim.engine.tables.columns import allocate
from sim.engine.tables.firms import History, Keepers, Pool
from sim.engine.tables.ledger import GoodsFlow, open_ledger
from sim.engine.tables.shelves import Totals, blocks
from sim.engine.tables.state import State
from sim.rules.entry import SEASON_MONTHS
from sim.scenario import PopulationKind, Scenario
from sim.world.online.counters import open_counters
from sim.world.opening.blueprint import Blueprint, age_stock, open_book, open_estimates, set_terms
from sim.world.opening.level_rules import rules_of_levels
from sim.world.opening.lookups import fill_lookups
from sim.world.opening.shocks import reach_of_shocks
from sim.world.shops.levers import reach_of_levers
from sim.world.shops.room import offer_room

CHUNK_SHELVES = 12288


def end_of_company(scenario: Scenario, keepers: Keepers, shops: int) -> NDArray[np.integer]:
    """Shop after the last of those that each has to be worked on with: neighbours, or a pool."""
    pooled = scenario.stock.pooled_firms[0]
    if pooled == 1:
        return keepers.end_neighbour[:shops]
    ends: NDArray[np.integer] = np.minimum((np.arange(shops) // pooled + 1) * pooled, shops)
    return ends


def open_pool(provinces: int, products: int) -> Pool:
    """The platform knows nothing yet."""
    of_all = ("gaps", "chance", "squares", "strayed", "awaited", "apart", "dispersion")
    by_product = dict.fromkeys(Pool._fields, (provinces, products))
    return allocate(Pool, 1, **(by_product | dict.fromkeys(of_all, (provinces,))))


def hands_of(scenario: Scenario, plan: Blueprint) -> NDArray[np.int32]:
    """Keepers whom goods pass from each shelf on, its own included, by the longest way there is.

    That of all shelves of a level with the product: who may come sells to the same as others.
    """
    product, supplier = plan.shelves.product, plan.terms.supplier
    level = plan.keepers.level[plan.shelves.keeper]
    hands = np.full((int(level.max(initial=0)) + 1, len(plan.product_names)), 2, np.int32)
    hands[0] = 1
    for at in range(scenario.n_levels):
        rows = np.flatnonzero((level == at) & (supplier >= 0))
        passed = hands[at, product[rows]] + 1
        np.maximum.at(hands, (level[supplier[rows]], product[rows]), passed)
    return hands[level, product]


def days_away(scenario: Scenario, plan: Blueprint) -> int:
    """Most days that goods are ever on the way but for luck's.

    Whoever turns to another supplier, at the end of the longest lane, waits for usual days besides.
    """
    usual = max(*scenario.stock.lead_time_days, scenario.stock.produce_lead_days, 1)
    lanes = int(plan.routes.days.max(initial=0))
    return max(int(plan.terms.lead.max(initial=0)), usual + lanes)


def lay_out(
    scenario: Scenario, seed: int, plan: Blueprint, chunk_shelves: int = CHUNK_SHELVES
) -> State:
    """The tables of a run from a blueprint.

    chunk_shelves  about how many shelves are worked on at a time; any number gives the same bits
    """
    keepers, shelves, terms = plan.keepers, plan.shelves, plan.terms
    levels = rules_of_levels(scenario, keepers.level)
    keepers.first_shelf[:] = np.searchsorted(shelves.keeper, np.arange(len(keepers.level) + 1))
    set_terms(scenario, plan)
    offer_room(scenario, plan)
    shelves.hands[:] = hands_of(scenario, plan)
    ring = days_away(scenario, plan) + int(terms.lead_spread.max(initial=0)) + 1
    rows = len(shelves.stock)
    shelves = shelves._replace(
        arriving=np.full((ring, rows), 0, np.int32),
        moving=np.full((ring, blocks(rows)), 1, np.uint8),
    )
    plan.shelves = shelves
    batches = age_stock(scenario, plan, ring)
    book = open_book(plan, levels, shelves)
    provinces, products = len(plan.province_names), len(plan.product_names)
    ledger = open_ledger(products)
    inside = keepers.level[shelves.keeper] < scenario.roles.sources
    on_hand = shelves.stock + shelves.arriving.sum(axis=0)
    np.add.at(ledger.goods[GoodsFlow.OPENING], shelves.product[inside], on_hand[inside])
    np.add.at(ledger.on_the_way, shelves.product, shelves.arriving.sum(axis=0))
    shops = int(levels.first_keeper[1])
    months = max(scenario.entry.memory_months, SEASON_MONTHS)
    keepers = fill_lookups(keepers, shelves, plan.products, shops)
    return State(
        shelves=shelves,
        terms=terms,
        totals=allocate(Totals, len(shelves.stock)),
        keepers=keepers,
        accounts=plan.accounts._replace(
            credit_due=np.zeros((max(scenario.credit.days) + 1, len(keepers.level)), np.int64),
            margins=np.zeros((months, len(keepers.level)), np.float32),
            days_worked=np.zeros((months, len(keepers.level)), np.float32),
        ),
        levels=levels,
        batches=batches,
        book=book,
        pool=open_pool(provinces, products),
        estimates=open_estimates(scenario, plan),
        history=allocate(History, 1, **dict.fromkeys(History._fields, (provinces, products))),
        products=plan.products,
        routes=plan.routes,
        cells=plan.cells,
        represented=plan.represented,
        ledger=ledger,
        counters=open_counters(scenario, keepers, plan.products, plan.online, provinces),
        farm=plan.farm,
        online=plan.online,
        explicit=scenario.population.kind == PopulationKind.EXPLICIT,
        levers=reach_of_levers(scenario, seed, plan.province_names, plan.keepers.province[:shops]),
        shocks=reach_of_shocks(
            scenario, seed, plan.province_names, np.array(plan.province_rows), keepers, plan.plants
        ),
        province_rows=plan.province_rows,
        n_levels=scenario.n_levels,
        chunks=chunks_of(
            keepers.first_shelf[: shops + 1],
            end_of_company(scenario, keepers, shops),
            batches.shelf,
            chunk_shelves,
        ),
        province_names=plan.province_names,
        product_names=plan.product_names,
        category_names=plan.category_names,
    )
