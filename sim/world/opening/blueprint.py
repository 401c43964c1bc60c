"""A blueprint of keepers and shelves, and what its shelves begin with: terms, stock, orders."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.columns import allocate
from sim.engine.tables.firms import Accounts, Keepers, Levels
from sim.engine.tables.goods import Cells, Products, Routes
from sim.engine.tables.ledger import wholes
from sim.engine.tables.shelves import Batches, Book, Estimates, Shelves, Terms
from sim.engine.tables.state import FarmState, OnlineState
from sim.rules.stock_by_age import ring_days
from sim.scenario import DemandSignal, ForecastMethod, Issue, PopulationKind, Scenario
from sim.world.opening.autoregression import outlooks
from sim.world.opening.level_rules import by_level


@dataclass
class Blueprint:
    """Who keeps what, before it is laid out in tables. Keepers and shelves stand level by level."""

    keepers: Keepers  # first_shelf is filled as it is laid out
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
    online: OnlineState | None = None
    province_rows: tuple[int, ...] = (0,)
    represented: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    pipeline: NDArray[np.int32] | None = None  # grains in each slot of mail and lane, by shelf
    size: NDArray[np.float64] | None = None  # of each keeper against a real one, where below 1
    plants: NDArray[np.float64] | None = (
        None  # (makers, provinces): share of output that each makes
    )


def set_terms(scenario: Scenario, plan: Blueprint) -> None:
    """Lots, smallest orders, review periods and lead times by level and product.

    A firm smaller than a real one orders less at a time: in proportion, but whole grains.
    """
    stock, goods = scenario.stock, scenario.grain.goods
    terms, products = plan.terms, plan.products
    level = plan.keepers.level[plan.shelves.keeper]
    size = 1.0 if plan.size is None else plan.size[plan.shelves.keeper]
    case = products.case[plan.shelves.product]
    lot_in_units = by_level(stock.lot_size, level) * goods
    lot_in_cases = wholes(by_level(stock.lot_cases, level) * case)
    lot = np.where(lot_in_units > 0, lot_in_units, lot_in_cases)
    terms.lot[:] = np.maximum(1, wholes(lot * size))
    terms.moq[:] = wholes(by_level(stock.moq, level) * goods * size)
    produce = products.produce[plan.shelves.product] == 1
    by_night = (products.fetched[plan.shelves.product] == 1) & (level == 0)
    fresh = produce | by_night
    usual = by_level(stock.lead_time_days, level).astype(np.int32)
    # Produce does not wait to be picked: it spends its days on the lane, or a night to the shop.
    terms.lead[:] += np.where(fresh, np.where(by_night, stock.produce_lead_days, 0), usual)
    terms.lead[:] = np.maximum(terms.lead, 1)
    terms.lead_spread[:] = np.where(fresh, 0, by_level(stock.lead_time_spread_days, level))
    terms.review[:] = np.maximum(1, by_level(stock.review_period_days, level))
    terms.review[fresh] = np.where(by_night[fresh], stock.produce_review_days, 1)


def age_stock(scenario: Scenario, plan: Blueprint, ring: int) -> Batches:
    """Rows for the shelves whose goods age; what is on hand at the opening is fresh."""
    life = plan.products.shelf_life[plan.shelves.product]
    level = plan.keepers.level[plan.shelves.keeper]
    ages = life > 0
    if scenario.population.kind == PopulationKind.PROVINCES:
        ages &= life <= scenario.stock.ageing_limit_days
    ages &= level < scenario.roles.sources
    rows = np.flatnonzero(ages)
    # A shop may turn to another product that ages; produce stays where it is.
    packaged = plan.products.produce[plan.shelves.product[rows]] == 0
    longest = np.where(packaged, life[rows][packaged].max(initial=1), life[rows])
    first = np.append(0, np.cumsum(ring_days(longest)))
    batches = allocate(
        Batches, len(rows), first=(len(rows) + 1,), left=(int(first[-1]),),
        arriving_last_day=(ring, len(rows)),
    )  # fmt: skip
    batches.first[:] = first
    batches.shelf[:] = rows
    batches.shelf_life[:] = life[rows]
    batches.fresh_days[:] = life[rows]
    batches.youngest_first[:] = scenario.stock.issue == Issue.YOUNGEST_FIRST
    plan.shelves.batch[:] = -1
    plan.shelves.batch[rows] = np.arange(len(rows))
    batches.left[first[:-1] + life[rows] - 1] = plan.shelves.stock[rows]
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
    level = plan.keepers.level[plan.shelves.keeper]
    for number, outlook in enumerate(outlooks(scenario)):
        estimates.variance[level == number] *= outlook.variance
    return estimates


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
