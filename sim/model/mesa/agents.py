"""Farmers, shop owners, middlemen and manufacturers as Mesa agents: each a view of a row.

An agent holds its row number. It has no data and no rule: attributes read the tables, and the day
acts on the tables without any agent. They are made when somebody asks the model for agents.
"""

from typing import Any

import mesa
import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.farm import Farmers
from sim.engine.tables.firms import Accounts, Keepers
from sim.engine.tables.shelves import Shelves, Terms
from sim.model.mesa.column_views import its_shelves, many, named, names_on_shelves, one


class ViewError(TypeError):
    """A view was asked to do what only the tables can."""


class View(mesa.Agent):
    """A row of a table, as a Mesa agent. Totals run since counting began."""

    province: Any

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse classes of others: no agent would be made of them.

        Raises:
            ViewError: always, but for the classes of this file.
        """
        super().__init_subclass__(**kwargs)
        if cls.__module__ != __name__:
            raise ViewError(
                f"{cls.__name__}: an agent is a view of a row, made by the model of its own "
                "classes, so that a subclass would never act; subclass TradeModel and change "
                "columns of model.state in its step(), or give the DataCollector a function "
                "of the agent (docs/mesa.md)"
            )

    def __init__(self, model: Any, row: int) -> None:
        super().__init__(model)
        self.row = row

    def remove(self) -> None:
        """Refuse: the row would stay, and go on trading.

        Raises:
            ViewError: always.
        """
        raise ViewError(
            f"{self!r}: an agent is a view of a row, which would stay and go on trading; firms "
            "leave by themselves when they are insolvent (agent.open says who is there): for "
            "another number of agents set `scale` or keys of `population` (sim explain "
            "population), to look at some use model.agents.select(...)"
        )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} #{self.row} in {self.province}>"


class Firm(View):
    """Who keeps stock. Arrays have an entry a shelf, in the order of `products`."""

    province = named(Keepers, "province", "province_names")
    open = one(Keepers, "open")
    cash = one(Accounts, "cash")
    payable = one(Accounts, "payable")
    receivable = one(Accounts, "receivable")
    arrears = one(Accounts, "arrears")
    credit_limit = one(Accounts, "credit_limit")
    fixed_cost = one(Accounts, "fixed_cost")
    sales = one(Accounts, "sales")
    purchases = one(Accounts, "purchases")
    expenses = one(Accounts, "expenses")
    drawings = one(Accounts, "drawings")
    products = names_on_shelves(Shelves, "product", "product_names")
    stock = many(Shelves, "stock")
    on_order = many(Shelves, "on_order")
    forecast = many(Shelves, "forecast")
    price = many(Shelves, "price")

    @property
    def supplier(self) -> "Firm | None":
        """Who supplies it on credit, if anybody (keepers.upstream)."""
        upstream = int(self.model.state.keepers.upstream[self.row])
        supplier: Firm | None = self.model.roster.firm(upstream)
        return supplier

    @property
    def suppliers(self) -> "tuple[Firm | None, ...]":
        """Who fills the orders of each shelf; None: farmers on the platform, materials, nobody."""
        state = self.model.state
        shelf = state.terms.supplier[its_shelves(self)]
        keepers = np.where(shelf >= 0, state.shelves.keeper[shelf], -1)
        return tuple(self.model.roster.firm(keeper) for keeper in keepers.tolist())


class ShopOwner(Firm):
    """A shop and who owns it."""

    member = one(Keepers, "member")
    analytics = one(Keepers, "analytics")
    direct_ordering = one(Keepers, "direct_ordering")
    fast_replenishment = one(Keepers, "fast_replenishment")
    direct_purchases = one(Accounts, "direct")
    orders_directly = many(Terms, "direct")


class Middleman(Firm):
    """A wholesaler, or a broker who buys produce from farmers."""

    markup_factor = one(Keepers, "markup_factor")

    @property
    def tier(self) -> int:
        """1 serves shops, 2 serves tier 1, ...; 0 for a broker (keepers.level)."""
        state = self.model.state
        level = int(state.keepers.level[self.row])
        return level if level < state.n_levels else 0

    @property
    def customers(self) -> tuple[Firm, ...]:
        """Whom it supplies on credit (keepers.upstream)."""
        state = self.model.state
        rows = np.flatnonzero(state.keepers.upstream[: state.firms] == self.row)
        return tuple(self.model.roster.firm(row) for row in rows.tolist())


class Manufacturer(Firm):
    """Who makes all goods of a category."""

    @property
    def category(self) -> str:
        """Of what it makes."""
        state = self.model.state
        product = state.shelves.product[its_shelves(self)][0]
        return str(state.category_names[state.products.category[product]])

    @property
    def capacity(self) -> NDArray[np.float64]:
        """Units a day that it can make of each product (shelves.capacity of its materials)."""
        state = self.model.state
        materials = state.terms.supplier[its_shelves(self)]
        grains = state.shelves.capacity[materials]
        capacity: NDArray[np.float64] = grains / self.model.asked.grain.goods
        return capacity


class Farmer(View):
    """A rural household."""

    province = named(Farmers, "province", "province_names")
    cash = one(Farmers, "cash")
    sales = one(Farmers, "sales")
    direct_sales = one(Farmers, "direct")
    brokered_sales = one(Farmers, "brokered")
    costs = one(Farmers, "costs")
    other_income = one(Farmers, "other")

    @property
    def crops(self) -> tuple[str, ...]:
        """What it grows (farm.plots)."""
        names: tuple[str, ...] = self.model.roster.crops(self.row)
        return names
