"""Evening: what is in stock leaves, oldest order first; a supplier that is short rations it.

Goods are paid for when they are shipped, on credit or in cash, with freight and fee.
"""

from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, Phase, part
from sim.engine.settings import From, filled
from sim.engine.tables.state import State
from sim.phases.online.dispatch import close_evening, hand_over, send_out
from sim.phases.supply.brokerage import bring_to_wet_markets, sell_to_wet_markets
from sim.phases.supply.dispatch import book_earnings, decide_shipments, hand_out, take_by_age
from sim.phases.supply.dividing import close_lines, keep_what_is_cut, ration
from sim.phases.supply.journeys import put_on_the_way
from sim.phases.supply.returns import take_back
from sim.phases.supply.settlement import settle
from sim.scenario import Scenario
from sim.scenario.groups.stock_choices import Returns


class Settings(NamedTuple):
    """What goes with a shipment."""

    # share of the producer's price on direct orders
    platform_fee: Annotated[float, From("direct.platform_fee")]
    # of what a source is paid; the rest is labour
    materials_share: Annotated[float, From("cost.materials_share")]
    source_level: int  # level of the sources outside the model
    # of a shelf's fill rate, an order day
    service_smoothing: Annotated[float, From("direct.service_smoothing")]
    lead_chances: NDArray[np.float64]  # of 0, 1, ... or fewer days longer; none: all alike
    returns: int  # 1 where some send goods back
    # 1 where one brings all that a shop orders directly
    warehouse: Annotated[int, From("direct.warehouse")]


class Sums(NamedTuple):
    """Working arrays of an evening: of the suppliers, and of all keepers."""

    left: NDArray[np.int64]  # (suppliers,): grains that each can still ship tonight
    asked: NDArray[np.int64]  # (suppliers,): by orders that share what is left
    before: NDArray[np.int64]  # (suppliers,): of these, by those that were served already
    cost: NDArray[np.float32]  # (suppliers,): what a grain of their stock has cost
    cut: NDArray[np.int64]  # (shares, 2, lines): lines that buyers cannot pay in full
    cuts: NDArray[np.int64]  # (shares,): how many they are
    in_cash: NDArray[np.int64]  # (shares, suppliers): money that each is paid
    on_credit: NDArray[np.int64]  # (shares, suppliers): money that each is owed
    arrived: NDArray[np.int64]  # (shares, provinces, products): grains on wet markets


def goods_come_back(state: State, rules: Any) -> bool:
    """Whether some firms send goods back to their suppliers."""
    return bool(rules.shipping.returns)


@part(
    Over.WHOLE,
    reads="shelves: keeper product price; book: lines shelf supplier; keepers: level sector",
    writes="shelves: stock on_order backlog due arriving; book: due_day open; accounts: cash sales"
    " purchases kept; ledger: money goods outside on_the_way",
    needed=goods_come_back,
)
def take_goods_back(tables, own, rules, today, piece):
    """What is returned goes to the supplier."""
    take_back(tables, rules.shipping, today, rules.accounting.roles.brokers)


@part(
    Over.SUPPLIERS,
    reads="shelves: keeper stock backlog due capacity unit_cost; keepers: level first_shelf;"
    " levels: first_keeper",
    writes="shelves: sold service; totals: short demanded served",
)
def decide(tables, own, rules, today, piece):
    """Suppliers decide what they ship of what they have."""
    sums, first = own.room.shipping, first_supplier(tables)
    decide_shipments(tables, rules.shipping, today, sums, first, piece.lo, piece.hi)


@part(
    Over.WHOLE,
    reads="shelves: due; book: lines shelf supplier due_day open; keepers: first_shelf; levels:"
    " first_keeper",
    writes="shelves: backlog let_down; book: leaving",
)
def share_out(tables, own, rules, today, piece):
    """Who is short divides what there is among its buyers."""
    sums = own.room.shipping
    ration(tables.shelves, tables.book, today, sums, first_supplier(tables))


@part(
    Over.KEEPERS,
    reads="shelves: keeper product price; terms: direct freight drop transit_loss; book: lines"
    " shelf supplier; keepers: level sector first_shelf upstream; accounts: arrears credit_limit"
    " overdraft; levels: credit_days first_keeper",
    writes="shelves: unit_cost; book: leaving; accounts: cash payable purchases direct credit_due;"
    " ledger: money credit outside chain",
)
def pay(tables, own, rules, today, piece):
    """Buyers pay or owe what leaves for them; what they cannot pay does not leave."""
    settle(tables, own, rules.shipping, today, first_supplier(tables), piece)


@part(
    Over.WHOLE,
    reads="book: supplier due_day",
    writes="shelves: backlog sold",
)
def keep_the_rest(tables, own, rules, today, piece):
    """It stays with its supplier."""
    sums = own.room.shipping
    for share in range(len(sums.cuts)):
        keep_what_is_cut(tables.shelves, tables.book, today.day, sums.cut[share], sums.cuts[share])


@part(
    Over.SUPPLIERS,
    reads="shelves: keeper product sold; batches: shelf youngest_first first; keepers: level"
    " sector first_shelf; levels: first_keeper",
    writes="shelves: stock; totals: sold; batches: left shipped_last_day; accounts: goods_sold"
    " kept; ledger: goods chain on_the_way",
)
def send_off(tables, own, rules, today, piece):
    """Goods leave, oldest first."""
    shelves, first = tables.shelves, first_supplier(tables)
    hand_out(tables, own, rules.shipping, today, first, piece.lo, piece.hi)
    take_by_age(shelves.sold, tables.batches, today, piece.lo_row, piece.hi_row)


@part(
    Over.KEEPERS,
    reads="shelves: keeper batch; terms: lead lead_spread; batches: shelf_life shipped_last_day;"
    " book: lines shelf supplier due_day leaving; keepers: level first_shelf",
    writes="shelves: arriving moving; batches: arriving_last_day",
)
def set_out(tables, own, rules, today, piece):
    """Goods are on their way to the buyers."""
    put_on_the_way(tables, rules.shipping, today, piece.lo_keeper, piece.hi_keeper)


@part(
    Over.SUPPLIERS,
    reads="shelves: keeper product sold; keepers: level sector first_shelf; levels: first_keeper",
    writes="shelves: due; accounts: cash receivable revenue sales kept; ledger: chain",
)
def earn(tables, own, rules, today, piece):
    """Suppliers book what they have earned."""
    book_earnings(tables, own, rules.shipping, today, first_supplier(tables), piece.lo, piece.hi)
    tables.shelves.due[piece.lo : piece.hi] = 0


@part(
    Over.WHOLE,
    reads="shelves: keeper; book: leaving; keepers: level; levels: unfilled",
    writes="shelves: on_order backlog; book: lines shelf supplier due_day open",
)
def clear_book(tables, own, rules, today, piece):
    """What has left is struck out of the book."""
    close_lines(
        tables.shelves, tables.keepers.level, tables.levels.unfilled, tables.book, today.day
    )


@compiled_part
def first_supplier(tables):
    """The first shelf that is no shop's."""
    return tables.keepers.first_shelf[tables.levels.first_keeper[1]]


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    stock = scenario.stock
    return filled(
        Settings,
        scenario,
        source_level=scenario.roles.sources,
        lead_chances=np.cumsum(stock.lead_time_chances, dtype=np.float64),
        returns=int(Returns.ALLOWED in stock.returns),
    )


def sums_of(state: State, workers: int) -> Sums:
    """Working arrays of every evening."""
    suppliers = len(state.shelves.stock) - state.shop_shelves
    return Sums(
        np.zeros(suppliers, np.int64),
        np.zeros(suppliers, np.int64),
        np.zeros(suppliers, np.int64),
        np.zeros(suppliers, np.float32),
        np.zeros((workers, 2, len(state.book.shelf)), np.int64),
        np.zeros(workers, np.int64),
        np.zeros((workers, suppliers), np.int64),
        np.zeros((workers, suppliers), np.int64),
        np.zeros((workers, *state.products.drift.shape), np.int64),
    )


PHASE = Phase(
    "shipping",
    __doc__ or "",
    steps=(
        take_goods_back,
        (hand_over, decide),
        (share_out, send_out),
        pay,
        keep_the_rest,
        send_off,
        set_out,
        (earn, close_evening, clear_book),
        sell_to_wet_markets,
        bring_to_wet_markets,
    ),
)
