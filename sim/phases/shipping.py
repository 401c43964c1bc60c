"""Evening: what is in stock leaves, oldest order first; a supplier that is short rations tonight's.

Goods are paid for when they are shipped, on credit or in cash, with freight and fee.
"""

from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import compiled
from sim.engine.doors import door
from sim.engine.phase import Locality, Phase, columns
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.phases.brokerage import sell_to_wet_markets
from sim.phases.dispatch import book_earnings, decide_shipments, hand_out, take_by_age
from sim.phases.dividing import close_lines, divide_among_orders
from sim.phases.journeys import put_on_the_way
from sim.phases.returns import take_back
from sim.phases.settlement import settle
from sim.scenario import Scenario


class Settings(NamedTuple):
    """What goes with a shipment."""

    platform_fee: float  # share of the producer's price on direct orders
    materials_share: float  # of what a source is paid; the rest is labour
    source_level: int  # level of the sources outside the model
    service_smoothing: float  # of a shelf's fill rate, an order day
    lead_chances: NDArray[np.float64]  # of 0, 1, ... or fewer days longer; none: all alike


@door
@compiled
def share_out(
    shelves, terms, totals, keepers, accounts, levels, book, ledger, settings, today, left, asked,
    money, lo,
):  # fmt: skip
    """Decide what all suppliers (shelves lo and up) ship, to whom, and take it out of their stock.

    left, asked, money  buffers of `divide_among_orders`
    """
    decide_shipments(shelves, totals, keepers.level, settings, today, left, lo)
    divide_among_orders(
        shelves, terms, keepers, accounts, levels, book, settings, today.day, left, asked, money, lo
    )
    hand_out(shelves, totals, keepers, accounts, ledger, settings, today, lo)


@door
@compiled
def send(shelves, terms, level_of, batches, book, settings, today, lo):
    """Goods leave, the oldest first unless the shelf says otherwise, and travel."""
    take_by_age(shelves.sold, batches, today, lo)
    put_on_the_way(shelves, terms, level_of, batches, book, settings, today)


@door
@compiled
def close(
    shelves, keepers, accounts, levels, book, ledger, settings, today, in_cash, on_credit, lo
):
    """Suppliers receive what is paid, and lines that are served or not owed are struck out."""
    book_earnings(shelves, keepers, accounts, ledger, settings, today, in_cash, on_credit, lo)
    close_lines(shelves, keepers.level, levels.unfilled, book, today.day)
    shelves.due[lo:] = 0


def settings_of(scenario: Scenario, source_level: int) -> Settings:
    """Settings of a scenario."""
    share = scenario.cost.materials_share
    return Settings(
        scenario.direct.platform_fee,
        share,
        source_level,
        scenario.direct.service_smoothing,
        np.cumsum(scenario.stock.lead_time_chances, dtype=np.float64),
    )


def others(state: State, rules: Any, today: Today) -> None:
    """All shipments of the evening, and what is paid for them."""
    lo = state.shop_shelves
    suppliers = len(state.shelves.stock) - lo
    left = state.buffer("left", suppliers)
    asked = state.buffer("asked", suppliers)
    money = state.buffer("money", len(state.keepers.level))
    in_cash = state.buffer("in_cash", suppliers)
    on_credit = state.buffer("on_credit", suppliers)
    shelves, terms, keepers, levels = state.shelves, state.terms, state.keepers, state.levels
    if levels.returns.any():
        take_back(
            shelves, keepers, state.accounts, state.book, state.ledger, rules.shipping, today,
            state.n_levels,
        )  # fmt: skip
    settings, accounts, book, ledger = rules.shipping, state.accounts, state.book, state.ledger
    share_out(
        shelves, terms, state.totals, keepers, accounts, levels, book, ledger, settings, today,
        left, asked, money, lo,
    )  # fmt: skip
    goods = partial(send, shelves, terms, keepers.level, state.batches, book, settings, today, lo)
    bills = partial(
        settle, shelves, terms, keepers, accounts, levels, book, ledger, settings, today, in_cash,
        on_credit, lo,
    )  # fmt: skip
    state.threads.run([bills, goods])  # they write nothing that the other reads or writes
    close(shelves, keepers, accounts, levels, book, ledger, settings, today, in_cash, on_credit, lo)
    if state.farm is not None:
        lo, hi = (
            int(row) for row in keepers.first_shelf[levels.first_keeper[state.n_levels :][:2]]
        )
        farm = state.farm
        sell_to_wet_markets(
            shelves.stock, shelves.keeper, shelves.product,
            shelves.batch, shelves.unit_cost, keepers.province, accounts.cash, accounts.revenue,
            accounts.sales, accounts.goods_sold, accounts.expenses, state.batches.left,
            state.products.weight, state.routes.days, state.routes.cost, farm.markets, farm.crops,
            state.ledger, rules.brokerage, today, lo, hi,
        )  # fmt: skip


PHASE = Phase(
    "shipping",
    __doc__ or "",
    Locality.GLOBAL,
    reads=columns(
        "shelves: keeper product batch price capacity; keepers: level sector upstream province;"
        "terms: direct lead lead_spread freight; levels: unfilled credit_days returns;"
        "accounts: overdraft;"
        "batches: shelf shelf_life youngest_first; products: weight; routes: days cost;"
        "markets: price base_price destination; crops: season_first season_days life arrives"
    ),
    writes=columns(
        "shelves: service stock due backlog sold on_order unit_cost arriving;"
        "totals: demanded served sold short; book: lines shelf supplier due_day open leaving;"
        "accounts: cash payable receivable sales purchases direct goods_sold expenses revenue"
        " credit_due; batches: left arriving_last_day shipped_last_day; markets: taken;"
        "ledger: money credit goods outside on_the_way chain"
    ),
    chunk=None,
    others=others,
)
