"""All that changes while the simulation runs, in one place."""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.handles import FarmTables, OnlineTables, Tables, handle_of
from sim.engine.tables.columns import allocate, as_this_process_runs
from sim.engine.tables.counters import Counters
from sim.engine.tables.farm import Crops, Farmers, Households, Lots, Markets, Plots
from sim.engine.tables.firms import Accounts, History, Keepers, Levels, Pool
from sim.engine.tables.goods import Cells, Products, Routes
from sim.engine.tables.ledger import Ledger
from sim.engine.tables.online import Buyers, Merchants, Offers, Parcels, Trade
from sim.engine.tables.relief import Registry
from sim.engine.tables.shelves import Batches, Book, Estimates, Shelves, Terms, Totals
from sim.engine.tables.stalls import Bazaar, Sellers, Stalls
from sim.engine.tables.switches import LeverState, Shocks
from sim.scenario.groups.roles import Roles, roles_of


def _prepare_tables(state: Any) -> None:
    """Give every table the form in which this process runs it."""
    for each in fields(state):
        table = getattr(state, each.name)
        if hasattr(table, "_fields"):
            setattr(state, each.name, as_this_process_runs(table))


def _platform_shelf(state: "State") -> NDArray[np.int32]:
    """(province, product): shelf on which farmers offer produce to shops, or -1."""
    if state.farm is None:
        return np.full(state.products.drift.shape, -1, np.int32)
    return state.farm.markets.platform_shelf


@dataclass
class FarmState:
    """Farming and the markets for produce."""

    HANDLE = FarmTables

    farmers: Farmers
    households: Households
    plots: Plots
    lots: Lots
    markets: Markets
    crops: Crops
    sellers: Sellers  # online; no rows where nobody may
    stalls: Stalls
    bazaar: Bazaar
    registry: Registry  # of the poor; no rows without relief
    first_plot: NDArray[np.int64]  # (day of the interval, province + 1): plots by day and province
    grown: NDArray[np.int32]  # rows of the kinds of produce
    wholesale_shelf: NDArray[np.int32]  # (province, product): where its price in shops is seen

    def __post_init__(self) -> None:
        _prepare_tables(self)
        self.tables = handle_of(self, FarmTables)


@dataclass
class OnlineState:
    """The marketplace."""

    HANDLE = OnlineTables

    merchants: Merchants
    offers: Offers
    buyers: Buyers
    parcels: Parcels
    trade: Trade

    def __post_init__(self) -> None:
        _prepare_tables(self)
        self.tables = handle_of(self, OnlineTables)


@dataclass(eq=False)
class State:
    """The tables of a run, and how their rows are grouped."""

    shelves: Shelves
    terms: Terms
    totals: Totals
    keepers: Keepers
    accounts: Accounts
    levels: Levels
    batches: Batches
    book: Book
    pool: Pool
    estimates: Estimates  # no rows where all forecasts are smoothed
    history: History
    products: Products
    routes: Routes
    cells: Cells
    ledger: Ledger
    counters: Counters  # no shops where none may serve online orders
    farm: FarmState | None  # none in a textbook case without farmers
    online: OnlineState | None  # none in a textbook case
    explicit: bool  # whether this is a textbook case
    levers: dict[str, LeverState]
    shocks: Shocks
    province_rows: tuple[int, ...]  # place of each province among the 31
    n_levels: int  # stocking levels, the shop included; roles above follow
    chunks: NDArray[np.int64]  # (chunk, 6): shelves from-to, shops from-to, batch rows from-to
    province_names: tuple[str, ...]
    product_names: tuple[str, ...]
    category_names: tuple[str, ...]
    represented: dict[str, NDArray[np.float64]]  # real units by province / scale, by kind of agent

    def __post_init__(self) -> None:
        _prepare_tables(self)
        self._handle: tuple[Any, ...] = (None,)
        self.platform_shelf = _platform_shelf(self)

    def replace_book(self, book: Book) -> None:
        """Orders stand in a larger or smaller book from now on."""
        self.book = as_this_process_runs(book)

    @property
    def tables(self) -> Any:
        """All tables in one hand, for compiled code; another one when a table is replaced."""
        handle, *parts = self._handle
        now = self.book, self.farm, self.online
        if len(parts) != len(now) or any(a is not b for a, b in zip(parts, now, strict=True)):
            handle = handle_of(self, Tables)
            self._handle = handle, *now
        return handle

    @property
    def roles(self) -> Roles:
        """Who stands on which level."""
        return roles_of(self.n_levels)

    def keepers_at(self, level: int, end: int | None = None) -> slice:
        """Rows of the keepers of a level; or of all from it to before another, `end`."""
        first = self.levels.first_keeper
        return slice(int(first[level]), int(first[level + 1 if end is None else end]))

    def shelves_at(self, level: int) -> slice:
        """Rows of the shelves of a level."""
        keepers, first = self.keepers_at(level), self.keepers.first_shelf
        return slice(int(first[keepers.start]), int(first[keepers.stop]))

    @property
    def shops(self) -> int:
        """Number of shops."""
        return int(self.levels.first_keeper[1])

    @property
    def shop_shelves(self) -> int:
        """Number of shelves in shops."""
        return int(self.keepers.first_shelf[self.shops])

    @property
    def firms(self) -> int:
        """Number of keepers inside the model: all but the sources."""
        return int(self.levels.first_keeper[self.roles.sources])

    @property
    def firm_shelves(self) -> int:
        """Number of shelves inside the model."""
        return int(self.keepers.first_shelf[self.firms])

    def make_room_in_book(self) -> None:
        """Let the book take one more order of every shelf (it grows where orders stay open)."""
        needed = int(self.book.lines[0]) + len(self.shelves.stock)
        if needed <= len(self.book.shelf):
            return
        larger = allocate(Book, 2 * needed, lines=(1,))
        for name in Book._fields:
            old = getattr(self.book, name)
            getattr(larger, name)[: len(old)] = old
        self.replace_book(larger)


def columns_of(tables: Any) -> dict[str, NDArray[Any]]:
    """Every column of every table of a State, as `table.column`; those of farming included."""
    columns: dict[str, NDArray[Any]] = {}
    for each in fields(tables):
        table = getattr(tables, each.name)
        if is_dataclass(table):
            columns |= columns_of(table)
        elif hasattr(table, "_fields"):
            columns |= {f"{each.name}.{name}": getattr(table, name) for name in table._fields}
    return columns
