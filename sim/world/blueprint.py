"""From a list of keepers and shelves to the tables of a run: one way for every population."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.engine.columns import allocate
from sim.engine.ledger import GoodsFlow, open_ledger
from sim.engine.state import FarmState, State, chunks_of
from sim.engine.tables import (
    Accounts,
    Batches,
    Book,
    Cells,
    Estimates,
    History,
    Keepers,
    Levels,
    Pool,
    Products,
    Routes,
    Shelves,
    Terms,
    Totals,
)
from sim.scenario import (
    DemandSignal,
    ForecastMethod,
    Issue,
    PopulationKind,
    Scenario,
)
from sim.world.level_rules import ROLES_ABOVE, by_level, rules_of_levels
from sim.world.levers import reach_of_levers
from sim.world.lookups import fill_lookups

CHUNK_SHELVES = 4096
AMPLE = 2**31 - 1  # more than anybody asks for


@dataclass
class Blueprint:
    """Who keeps what, before it is laid out in tables. Keepers and shelves stand level by level."""

    keepers: Keepers  # first_shelf is filled here
    accounts: Accounts
    shelves: Shelves  # without the ring of arrivals
    terms: Terms
    products: Products
    routes: Routes
    cells: Cells
    province_names: tuple[str, ...]
    product_names: tuple[str, ...]
    category_names: tuple[str, ...]
    farm: FarmState | None = None
    province_rows: tuple[int, ...] = (0,)
    represented: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    pipeline: NDArray[np.int32] | None = None  # grains in each slot of mail and lane, by shelf


def set_terms(scenario: Scenario, plan: Blueprint) -> None:
    """Lots, smallest orders, review periods and lead times by level and product."""
    stock, goods = scenario.stock, scenario.grain.goods
    terms, products = plan.terms, plan.products
    level = plan.keepers.level[plan.shelves.keeper]
    case = products.case[plan.shelves.product]
    lot_in_units = by_level(stock.lot_size, level) * goods
    lot_in_cases = np.round(by_level(stock.lot_cases, level) * case)
    terms.lot[:] = np.maximum(1, np.where(lot_in_units > 0, lot_in_units, lot_in_cases))
    terms.moq[:] = by_level(stock.moq, level) * goods
    fresh = products.produce[plan.shelves.product] == 1
    usual = by_level(stock.lead_time_days, level).astype(np.int32)
    # Produce does not wait to be picked: it spends its days on the lane, or a night to the shop.
    terms.lead[:] += np.where(fresh, np.where(level == 0, stock.produce_lead_days, 0), usual)
    terms.lead[:] = np.maximum(terms.lead, 1)
    terms.lead_spread[:] = by_level(stock.lead_time_spread_days, level)
    terms.review[:] = np.maximum(1, by_level(stock.review_period_days, level))
    terms.review[fresh] = np.where(level[fresh] == 0, stock.produce_review_days, 1)


def age_stock(scenario: Scenario, plan: Blueprint, ring: int) -> Batches:
    """Rows for the shelves whose goods age; what is on hand at the opening is fresh."""
    life = plan.products.shelf_life[plan.shelves.product]
    level = plan.keepers.level[plan.shelves.keeper]
    ages = life > 0
    if scenario.population.kind == PopulationKind.PROVINCES:
        ages &= life <= scenario.stock.ageing_limit_days
    ages &= level <= scenario.n_levels  # neither the platform's lots nor sources
    rows = np.flatnonzero(ages)
    length = int(life[rows].max()) + 1 if len(rows) else 1
    batches = allocate(
        Batches, len(rows), left=(len(rows), length), arriving_last_day=(ring, len(rows))
    )
    batches.shelf[:] = rows
    batches.shelf_life[:] = life[rows]
    batches.fresh_days[:] = life[rows]
    batches.youngest_first[:] = scenario.stock.issue == Issue.YOUNGEST_FIRST
    plan.shelves.batch[:] = -1
    plan.shelves.batch[rows] = np.arange(len(rows))
    last_day = np.minimum(life[rows] - 1, length - 1)
    batches.left[np.arange(len(rows)), last_day] = plan.shelves.stock[rows]
    batches.arriving_last_day[:] = np.arange(ring)[:, None] + life[rows] - 1
    return batches


def open_estimates(scenario: Scenario, plan: Blueprint) -> Estimates:
    """Estimates as they are at the opening; no rows where all forecasts are smoothed."""
    stock, rows = scenario.stock, len(plan.shelves.stock)
    smoothed = {*stock.forecast} == {ForecastMethod.EXPONENTIAL_SMOOTHING}
    if smoothed and DemandSignal.CONSUMER_DEMAND not in stock.demand_signal:
        return allocate(Estimates, 0, seen=(0, 1))
    estimates = allocate(Estimates, rows, seen=(rows, max(stock.window_days)))
    estimates.mean[:] = plan.shelves.forecast
    estimates.variance[:] = plan.shelves.variance
    return estimates


def end_of_company(scenario: Scenario, keepers: Keepers, shops: int) -> NDArray[np.integer]:
    """Shop after the last of those that each has to be worked on with: neighbours, or a pool."""
    pooled = scenario.stock.pooled_firms[0]
    if pooled == 1:
        return keepers.end_neighbour[:shops]
    ends: NDArray[np.integer] = np.minimum((np.arange(shops) // pooled + 1) * pooled, shops)
    return ends


def open_book(plan: Blueprint, levels: Levels, shelves: Shelves) -> Book:
    """The book of orders, with the opening pipeline in the mail and on the lanes."""
    terms = plan.terms
    delay = levels.order_delay[plan.keepers.level[shelves.keeper]]
    rows = len(shelves.stock)
    book = allocate(Book, rows * (2 + int(delay.max(initial=0))), lines=(1,))
    if plan.pipeline is None:
        return book
    line = 0
    for day in range(int(delay.max(initial=0))):
        for i in np.flatnonzero((delay > day) & (plan.pipeline > 0) & (terms.supplier >= 0)):
            book.shelf[line] = i
            book.supplier[line] = terms.supplier[i]
            book.due_day[line] = day
            book.open[line] = plan.pipeline[i]
            line += 1
    book.lines[0] = line
    for i in np.flatnonzero((plan.pipeline > 0) & (terms.supplier >= 0)):
        shelves.arriving[: terms.lead[i], i] = plan.pipeline[i]
        shelves.on_order[i] = plan.pipeline[i] * (terms.lead[i] + delay[i])
    return book


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
    slowest = max(
        int((terms.lead + terms.lead_spread).max(initial=0)), int(plan.routes.days.max(initial=0))
    )
    ring = slowest + 1
    shelves = shelves._replace(arriving=np.full((ring, len(shelves.stock)), 0, np.int32))
    plan.shelves = shelves
    batches = age_stock(scenario, plan, ring)
    book = open_book(plan, levels, shelves)
    provinces, products = len(plan.province_names), len(plan.product_names)
    ledger = open_ledger(products)
    inside = keepers.level[shelves.keeper] < scenario.n_levels + ROLES_ABOVE - 1
    on_hand = shelves.stock + shelves.arriving.sum(axis=0)
    np.add.at(ledger.goods[GoodsFlow.OPENING], shelves.product[inside], on_hand[inside])
    np.add.at(ledger.on_the_way, shelves.product, shelves.arriving.sum(axis=0))
    shops = int(levels.first_keeper[1])
    keepers = fill_lookups(keepers, shelves, plan.products, shops)
    return State(
        shelves=shelves,
        terms=terms,
        totals=allocate(Totals, len(shelves.stock)),
        keepers=keepers,
        accounts=plan.accounts._replace(
            credit_due=np.zeros((max(scenario.credit.days) + 1, len(keepers.level)), np.int64)
        ),
        levels=levels,
        batches=batches,
        book=book,
        pool=allocate(Pool, 1, **dict.fromkeys(Pool._fields, (provinces, products))),
        estimates=open_estimates(scenario, plan),
        history=allocate(History, 1, **dict.fromkeys(History._fields, (provinces, products))),
        products=plan.products,
        routes=plan.routes,
        cells=plan.cells,
        represented=plan.represented,
        ledger=ledger,
        farm=plan.farm,
        explicit=scenario.population.kind == PopulationKind.EXPLICIT,
        levers=reach_of_levers(scenario, seed, plan.province_names, plan.keepers.province[:shops]),
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
