"""What is noted day by day in a textbook case: prices by tier, and the market of each season."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.schedule import Today
from sim.engine.tables.ledger import GoodsFlow
from sim.engine.tables.online import FOOD
from sim.engine.tables.state import OnlineState, State
from sim.model.report.joined import joined_share, joins
from sim.model.report.textbook_costs import counts_orders
from sim.model.report.textbook_groups import by_keeper, goods_of, groups_of
from sim.scenario import Scenario

SEASON = ("season_price", "season_quantity")
SERIES = (*SEASON, "adopted_share")


class Diary:
    """Sums and series over the days that count; all of it in arrays by name, to be saved."""

    def __init__(self, scenario: Scenario, state: State) -> None:
        self.season = scenario.farm.harvest_interval_days
        self.grain = scenario.grain
        self.counts_orders = counts_orders(scenario)
        self.notes: dict[str, NDArray[Any]] = {}
        self.offers = Offers(state)
        self.begin(state)

    def begin(self, state: State) -> None:
        """Counting begins with this morning."""
        posted, trading = self.offers.of_groups(state)
        self.notes = {
            "posted": posted,
            "trading": trading,
            "price_days": np.zeros(len(groups_of(state))),  # money a grain, over firms and days
            "firm_days": np.zeros(len(groups_of(state))),  # that firms were open
            "orders_placed": np.zeros(len(state.keepers.open), np.int64),
            "sold": sold_of_harvest(state),
            "online_orders": np.zeros(len(state.province_names)),
            "online_paid": np.zeros(len(state.province_names)),  # money, parcels included
            **{name: np.zeros(0) for name in SERIES},
        }

    def watch(self, state: State, today: Today) -> None:
        """At a day's end: its prices were those posted the evening before."""
        notes = self.notes
        notes["price_days"] = notes["price_days"] + notes["posted"]
        notes["firm_days"] = notes["firm_days"] + notes["trading"]
        notes["posted"], notes["trading"] = self.offers.of_groups(state)
        if self.counts_orders:
            placed = by_keeper(state, state.shelves.ordered > 0)
            notes["orders_placed"] = notes["orders_placed"] + placed
        if state.online is not None:
            orders, paid = placed_online(state.online)
            notes["online_orders"] = notes["online_orders"] + orders
            notes["online_paid"] = notes["online_paid"] + paid
        if state.farm is not None and (today.day + 1) % self.season == 0:
            sold = sold_of_harvest(state)
            price = float(state.farm.markets.price[0, 0]) * self.grain.goods / self.grain.money
            quantity = float(sold[0] - notes["sold"][0]) / self.grain.goods
            notes["sold"] = sold
            for name, value in zip(SEASON, (price, quantity), strict=True):
                notes[name] = np.append(notes[name], value)
        if today.first_of_month and joins(state):
            notes["adopted_share"] = np.append(notes["adopted_share"], joined_share(state))

    def series(self) -> dict[str, list[float]]:
        """What there was to note in the days that count.

        Price (RMB a unit) and quantity (units) of each season by its harvest; the share of shops on
        the platform after each month's joining.
        """
        return {name: self.notes[name].tolist() for name in SERIES if len(self.notes[name])}


class Offers:
    """Who trades tomorrow, and at what prices: added up on days on which either has changed."""

    def __init__(self, state: State) -> None:
        self._add_up(state)

    def of_groups(self, state: State) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """`posted_prices` and `trading`."""
        price, trades = np.asarray(state.shelves.price), np.asarray(state.keepers.open)
        if not (np.array_equal(price, self.price) and np.array_equal(trades, self.open)):
            self._add_up(state)
        return self.posted, self.trading

    def _add_up(self, state: State) -> None:
        self.price, self.open = state.shelves.price.copy(), state.keepers.open.copy()
        self.posted, self.trading = posted_prices(state), trading(state)


def posted_prices(state: State) -> NDArray[np.float64]:
    """The sum over each group's open firms of what they ask tomorrow for a mean good's grain."""
    price = by_keeper(state, state.shelves.price.astype(np.float64)) / goods_of(state)
    return by_group(state, price * state.keepers.open)


def trading(state: State) -> NDArray[np.float64]:
    """Open firms of each group."""
    return by_group(state, state.keepers.open.astype(np.float64))


def by_group(state: State, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum of a column over each group's firms."""
    return np.array([values[lo:hi].sum() for _, lo, hi in groups_of(state).values()])


def placed_online(online: OnlineState) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Today's orders of each province's merchants, cancelled or not, and their delivered price."""
    orders = np.asarray(online.trade.orders)[FOOD]
    postage = np.asarray(online.parcels.price)[:, np.asarray(online.buyers.province)]
    delivered = np.asarray(online.offers.price)[FOOD][:, np.newaxis] + postage
    return orders.sum(axis=1), (orders * delivered).sum(axis=1)


def sold_of_harvest(state: State) -> NDArray[np.int64]:
    """(products,): grains of harvests that markets have taken since the run began."""
    taken: NDArray[np.int64] = state.ledger.goods[GoodsFlow.SOLD_OUTSIDE].copy()
    return taken
