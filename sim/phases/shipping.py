"""Evening: what is in stock leaves, oldest order first; a supplier that is short rations it.

Goods are paid for when they are shipped, on credit or in cash, with freight and fee.
"""

from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, Phase, columns, part
from sim.engine.settings import From, filled
from sim.engine.tables.state import State
from sim.phases.online.dispatch import close_evening, hand_over, send_out
from sim.phases.supply.brokerage import bring_to_wet_markets, sell_to_wet_markets
from sim.phases.supply.dispatch import book_earnings, decide_shipments, hand_out, take_by_age
from sim.phases.supply.dividing import close_lines, cut_to_purses, keep_what_is_cut, ration
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
    money: NDArray[np.int64]  # (keepers,): what each can still pay
    credit: NDArray[np.int64]  # (keepers,): what the usual supplier of each still lends
    cut: NDArray[np.int64]  # (shares, 2, lines): lines that buyers cannot pay in full
    cuts: NDArray[np.int64]  # (shares,): how many they are
    in_cash: NDArray[np.int64]  # (shares, suppliers): money that each is paid
    on_credit: NDArray[np.int64]  # (shares, suppliers): money that each is owed
    arrived: NDArray[np.int64]  # (shares, provinces, products): grains on wet markets


def goods_come_back(state: State, rules: Any) -> bool:
    """Whether some firms send goods back to their suppliers."""
    return bool(rules.shipping.returns)


@part(Over.WHOLE, needed=goods_come_back)
def take_goods_back(tables, own, rules, today, piece):
    """What is returned goes to the supplier."""
    take_back(tables, rules.shipping, today, rules.accounting.brokers)


@part(Over.SUPPLIERS)
def decide(tables, own, rules, today, piece):
    """Suppliers decide what they ship of what they have."""
    shelves, totals, level_of = tables.shelves, tables.totals, tables.keepers.level
    left, first = own.room.shipping.left, first_supplier(tables)
    decide_shipments(
        shelves, totals, level_of, rules.shipping, today, left, first,
        piece.lo, piece.hi,
    )  # fmt: skip


@part(Over.WHOLE)
def share_out(tables, own, rules, today, piece):
    """Who is short divides what there is among its buyers."""
    sums = own.room.shipping
    ration(
        tables.shelves, tables.book, today, sums.left, sums.asked, sums.before,
        first_supplier(tables),
    )  # fmt: skip


@part(Over.KEEPERS)
def look_into_purses(tables, own, rules, today, piece):
    """Buyers find what they cannot pay in full."""
    sums = own.room.shipping
    sums.cuts[piece.number] = cut_to_purses(
        tables.shelves, tables.terms, tables.keepers, tables.accounts, tables.levels, tables.book,
        rules.shipping, sums.money, sums.credit, sums.cut[piece.number],
        piece.lo_keeper, piece.hi_keeper,
    )  # fmt: skip


@part(Over.WHOLE)
def keep_the_rest(tables, own, rules, today, piece):
    """It stays with its supplier."""
    sums = own.room.shipping
    for share in range(len(sums.cuts)):
        keep_what_is_cut(tables.shelves, tables.book, today.day, sums.cut[share], sums.cuts[share])


@part(Over.SUPPLIERS)
def send_off(tables, own, rules, today, piece):
    """Goods leave, oldest first."""
    shelves, totals, keepers = tables.shelves, tables.totals, tables.keepers
    hand_out(
        shelves, totals, keepers, tables.accounts, own.ledger, rules.shipping, today,
        piece.lo, piece.hi,
    )  # fmt: skip
    take_by_age(shelves.sold, tables.batches, today, piece.lo, piece.hi)


@part(Over.KEEPERS)
def pay(tables, own, rules, today, piece):
    """Buyers pay or owe what is on its way to them."""
    sums, settings = own.room.shipping, rules.shipping
    buyers = piece.lo_keeper, piece.hi_keeper
    settle(
        tables.shelves, tables.terms, tables.keepers, tables.accounts, tables.levels, tables.book,
        own.ledger, settings, today, sums.in_cash[piece.number], sums.on_credit[piece.number],
        first_supplier(tables), *buyers,
    )  # fmt: skip
    put_on_the_way(
        tables.shelves, tables.terms, tables.keepers, tables.batches, tables.book, settings, today,
        *buyers,
    )  # fmt: skip


@part(Over.SUPPLIERS)
def earn(tables, own, rules, today, piece):
    """Suppliers book what they have earned."""
    sums = own.room.shipping
    book_earnings(
        tables.shelves, tables.keepers, tables.accounts, own.ledger, rules.shipping, today,
        sums.in_cash, sums.on_credit, first_supplier(tables), piece.lo, piece.hi,
    )  # fmt: skip
    tables.shelves.due[piece.lo : piece.hi] = 0


@part(Over.WHOLE)
def clear_book(tables, own, rules, today, piece):
    """What has left is struck out of the book."""
    close_lines(
        tables.shelves, tables.keepers.level, tables.levels.unfilled, tables.book, today.day
    )


@compiled_part
def first_supplier(tables):
    """The first shelf that is no shop's."""
    return tables.keepers.first_shelf[tables.levels.first_keeper[1]]


def settings_of(scenario: Scenario, source_level: int) -> Settings:
    """Settings of a scenario."""
    stock = scenario.stock
    return filled(
        Settings,
        scenario,
        source_level=source_level,
        lead_chances=np.cumsum(stock.lead_time_chances, dtype=np.float64),
        returns=int(Returns.ALLOWED in stock.returns),
    )


def sums_of(state: State) -> Sums:
    """Working arrays of every evening."""
    suppliers, shares = len(state.shelves.stock) - state.shop_shelves, state.threads.count
    return Sums(
        np.zeros(suppliers, np.int64),
        np.zeros(suppliers, np.int64),
        np.zeros(suppliers, np.int64),
        np.zeros(len(state.keepers.level), np.int64),
        np.zeros(len(state.keepers.level), np.int64),
        np.zeros((shares, 2, len(state.book.shelf)), np.int64),
        np.zeros(shares, np.int64),
        np.zeros((shares, suppliers), np.int64),
        np.zeros((shares, suppliers), np.int64),
        np.zeros((shares, *state.products.drift.shape), np.int64),
    )


PHASE = Phase(
    "shipping",
    __doc__ or "",
    reads=columns(
        "shelves: keeper product batch price capacity; keepers: level sector upstream province;"
        "terms: direct lead lead_spread freight drop; levels: unfilled credit_days returns;"
        "accounts: overdraft credit_limit arrears;"
        "batches: shelf first shelf_life youngest_first; products: weight; routes: days cost;"
        "markets: price base_price destination; crops: season_first season_days life arrives;"
        "offers: first open price take_rate goods_cost wage asked; merchants: orders;"
        "trade: orders; parcels: price days loss capacity; buyers: province; sellers: farmer;"
        "stalls: lines open seller plot province product;"
        "bazaar: order packing price other to_buyer"
    ),
    writes=columns(
        "shelves: service stock due backlog sold on_order unit_cost arriving moving let_down;"
        "totals: demanded served sold short; book: lines shelf supplier due_day open leaving;"
        "accounts: cash payable receivable sales purchases direct goods_sold expenses revenue kept"
        " credit_due; batches: left arriving_last_day shipped_last_day; markets: taken;"
        "merchants: stock arriving forecast variance cash; trade: cancelled lost goods season;"
        "offers: short net sold postage gross handled; buyers: paid postage spent;"
        "parcels: sent through lost waiting collected late nights road_days month_sent"
        " month_nights; cells: cash online;"
        "buyers: of_stalls; stalls: stock orders; sellers: online earned;"
        "farmers: cash sales costs;"
        "bazaar: net sold postage handled short kept forgone;"
        "ledger: money credit goods outside on_the_way chain"
    ),
    steps=(
        take_goods_back,
        (hand_over, decide),
        (share_out, send_out),
        look_into_purses,
        keep_the_rest,
        send_off,
        pay,
        (earn, close_evening, clear_book),
        sell_to_wet_markets,
        bring_to_wet_markets,
    ),
)
