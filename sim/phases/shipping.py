"""Evening: what is in stock leaves, oldest order first; a supplier that is short rations it.

Goods are paid for when they are shipped, on credit or in cash, with freight and fee.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.barrier import barrier
from sim.engine.machine.compiling import compiled_part
from sim.engine.machine.partition import partition_of_keepers
from sim.engine.phase import Locality, Phase, columns
from sim.engine.tables.state import State
from sim.phases.online.dispatch import close_evening, hand_over, send_out
from sim.phases.supply.brokerage import sell_to_wet_markets
from sim.phases.supply.dispatch import book_earnings, decide_shipments, hand_out, take_by_age
from sim.phases.supply.dividing import close_lines, cut_to_purses, keep_what_is_cut, ration
from sim.phases.supply.journeys import put_on_the_way
from sim.phases.supply.returns import take_back
from sim.phases.supply.settlement import settle
from sim.scenario import Scenario
from sim.scenario.groups.stock_choices import Returns


class Settings(NamedTuple):
    """What goes with a shipment."""

    platform_fee: float  # share of the producer's price on direct orders
    materials_share: float  # of what a source is paid; the rest is labour
    source_level: int  # level of the sources outside the model
    service_smoothing: float  # of a shelf's fill rate, an order day
    lead_chances: NDArray[np.float64]  # of 0, 1, ... or fewer days longer; none: all alike
    returns: int  # 1 where some send goods back
    warehouse: int  # 1 where one brings all that a shop orders directly


class Sums(NamedTuple):
    """Working arrays of an evening: of the suppliers, and of all keepers."""

    left: NDArray[np.int64]  # (suppliers,): grains that each can still ship tonight
    asked: NDArray[np.int64]  # (suppliers,): by orders that share what is left
    before: NDArray[np.int64]  # (suppliers,): of these, by those that were served already
    money: NDArray[np.int64]  # (keepers,): what each can still pay
    credit: NDArray[np.int64]  # (keepers,): what the usual supplier of each still lends
    cut: NDArray[np.int64]  # (threads, 2, lines): lines that buyers cannot pay in full
    in_cash: NDArray[np.int64]  # (threads, suppliers): money that each is paid
    on_credit: NDArray[np.int64]  # (threads, suppliers): money that each is owed
    arrived: NDArray[np.int64]  # (threads, provinces, products): grains on wet markets


@compiled_part
def ship(team, today, tables, ledger, farm, online, settings, brokerage, brokers, sums):
    """All suppliers decide what they ship, to whom; it leaves and is paid for.

    Threads share the suppliers, and then the buyers with their lines. While one rations, others see
    to the parcels of the evening `online`, which share nothing with shops' goods. What is left of
    farmers' produce goes to wet markets.

    brokers  their level
    """
    shelves, terms, totals, keepers = (
        tables.shelves, tables.terms, tables.totals, tables.keepers,
    )  # fmt: skip
    accounts, levels, batches = tables.accounts, tables.levels, tables.batches
    book, lo = tables.book, keepers.first_shelf[levels.first_keeper[1]]
    first, end = partition_of_keepers(
        team, keepers, shelves.keeper, levels.first_keeper[1], len(keepers.level)
    )
    mine = (keepers.first_shelf[first], keepers.first_shelf[end])
    buyers = partition_of_keepers(team, keepers, shelves.keeper, 0, len(keepers.level))
    if settings.returns:
        if team.rank == 0:
            take_back(tables, settings, today, brokers)
        barrier(team)
    if online is not None and team.rank == 0:
        hand_over(tables, ledger, farm, online, today)
    decide_shipments(shelves, totals, keepers.level, settings, today, sums.left, lo, *mine)
    barrier(team)
    if team.rank == 0:
        ration(shelves, book, today, sums.left, sums.asked, sums.before, lo)
    if online is not None:
        send_out(team, ledger, online, today)
    barrier(team)
    cut = sums.cut[team.rank]
    cuts = cut_to_purses(
        shelves, terms, keepers, accounts, levels, book, settings, sums.money, sums.credit, cut,
        *buyers,
    )  # fmt: skip
    for rank in range(team.size):
        barrier(team)
        if team.rank == rank:
            keep_what_is_cut(shelves, book, today.day, cut, cuts)
    barrier(team)
    hand_out(shelves, totals, keepers, accounts, ledger, settings, today, *mine)
    take_by_age(shelves.sold, batches, today, *mine)
    barrier(team)
    settle(
        shelves, terms, keepers, accounts, levels, book, ledger, settings, today,
        sums.in_cash[team.rank], sums.on_credit[team.rank], lo, *buyers,
    )  # fmt: skip
    put_on_the_way(shelves, terms, keepers, batches, book, settings, today, *buyers)
    barrier(team)
    book_earnings(
        shelves, keepers, accounts, ledger, settings, today, sums.in_cash, sums.on_credit, lo, *mine
    )
    if online is not None and team.rank == 0:
        close_evening(tables.cells, ledger, online, today)
    if team.rank == team.size - 1:
        close_lines(shelves, keepers.level, levels.unfilled, book, today.day)
    shelves.due[mine[0] : mine[1]] = 0
    if farm is not None:
        barrier(team)
        sell_to_wet_markets(team, tables, ledger, farm, brokerage, today, sums.arrived)


def settings_of(scenario: Scenario, source_level: int) -> Settings:
    """Settings of a scenario."""
    share = scenario.cost.materials_share
    return Settings(
        scenario.direct.platform_fee,
        share,
        source_level,
        scenario.direct.service_smoothing,
        np.cumsum(scenario.stock.lead_time_chances, dtype=np.float64),
        int(Returns.ALLOWED in scenario.stock.returns),
        int(scenario.direct.warehouse),
    )


def sums_of(state: State) -> Sums:
    """Working arrays of every evening."""
    suppliers, threads = len(state.shelves.stock) - state.shop_shelves, state.threads.count
    return Sums(
        np.zeros(suppliers, np.int64),
        np.zeros(suppliers, np.int64),
        np.zeros(suppliers, np.int64),
        np.zeros(len(state.keepers.level), np.int64),
        np.zeros(len(state.keepers.level), np.int64),
        np.zeros((threads, 2, len(state.book.shelf)), np.int64),
        np.zeros((threads, suppliers), np.int64),
        np.zeros((threads, suppliers), np.int64),
        np.zeros((threads, *state.products.drift.shape), np.int64),
    )


PHASE = Phase(
    "shipping",
    __doc__ or "",
    Locality.GLOBAL,
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
    chunk=None,
    others=None,
)
