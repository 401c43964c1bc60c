"""The online block without chance and without merchants one by one: a history in seconds.

The world opens as in a run, and the months pass by the same rules; orders are what is expected of
them, and merchants need not be whole. Left out: goods that a merchant is short of, and what farmers
and shops sell online, which stays as at the opening (nothing), and with it rural people's purse.
"""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.online_tables import BUYERS_A_PROVINCE, FOOD, SERVICES
from sim.engine.schedule import Today
from sim.engine.state import OnlineState
from sim.model.calendar import days_in_all, first_day, today_of
from sim.model.online_season import online_season
from sim.phases import online_entry, online_logistics, online_newcomers
from sim.rules.carriers import waiting_next
from sim.rules.online_choice import choose, choosing_of
from sim.scenario import Scenario
from sim.world.country import Country
from sim.world.merchants import open_marketplace, years_at_start
from sim.world.online_nation import Market

DAYS_A_YEAR = 365.0
ByProvince = NDArray[np.float64]


class Month(NamedTuple):
    """What the merchants of each province sold in a month, parcels included, in money."""

    goods: ByProvince
    services: ByProvince
    spent: ByProvince  # by the people of the province
    merchants: ByProvince  # of goods, of usual size, when it ends


class AMeanDay(NamedTuple):
    """What is expected of a mean day, given what buyers have seen."""

    orders: NDArray[np.float64]  # (category, seller, buyer)
    sold: NDArray[np.float64]  # the same, money with the parcel, lost ones deducted
    gross: NDArray[np.float64]  # (category, seller): what is left to merchants before overheads
    parcels: NDArray[np.float64]  # (seller, home)


class MeanField:
    """The marketplace of a scenario, a month at a time."""

    def __init__(self, scenario: Scenario, country: Country, nation: Market | None = None) -> None:
        self.scenario = scenario
        self.online: OnlineState = open_marketplace(scenario, country, nation)
        self.season = online_season(scenario)
        self.years = years_at_start(scenario)
        self.choosing = choosing_of(scenario.online, scenario.demand)
        rules = SimpleNamespace(
            entry=online_entry.settings_of(scenario),
            newcomers=online_newcomers.settings_of(scenario),
            logistics=online_logistics.settings_of(scenario, country.names),
        )
        self.online.rules = rules
        self.state: Any = SimpleNamespace(online=self.online)
        # Merchants that need not be whole: buyers look at these in place of those of the table.
        whole = self.online.offers
        self.offers = whole._replace(open=np.array(whole.open, float))
        self.gross = np.zeros(whole.open.shape)

    def see(self, today: Today) -> AMeanDay:
        """Buyers see what is offered."""
        online = self.online
        years = self.years + max(today.counting_day, 0) / DAYS_A_YEAR
        promotion = self.scenario.online.promotion if today.counting else 0.0
        choosing = self.choosing._replace(promotion=promotion)
        choose(self.offers, online.buyers, online.parcels, online.trade, choosing, years)
        return self._a_mean_day()

    def _a_mean_day(self) -> AMeanDay:
        offers, parcels, buyers = self.offers, self.online.parcels, self.online.buyers
        orders = np.exp(np.asarray(self.online.trade.log_mean))
        home = np.asarray(buyers.province)
        loss = np.zeros(orders.shape)
        loss[:SERVICES] = np.asarray(parcels.loss)[1, :, home].T
        loss[[k for k in range(SERVICES) if k != FOOD]] = np.asarray(parcels.loss)[0, :, home].T
        price = np.asarray(offers.price)[:, :, np.newaxis]
        postage = np.zeros(orders.shape)
        postage[:SERVICES] = np.asarray(parcels.price)[:, home]
        cost = np.asarray(offers.goods_cost + offers.wage + offers.take_rate * offers.price)
        gross = (orders * (price * (1.0 - loss) - cost[:, :, np.newaxis])).sum(axis=2)
        sent = orders[:SERVICES].sum(axis=0)
        places = len(parcels.slowness)
        by_home = sent.reshape(places, places, BUYERS_A_PROVINCE).sum(axis=2)
        return AMeanDay(orders, orders * (1.0 - loss) * (price + postage), gross, by_home)

    def evening(self, day: AMeanDay, season: float) -> None:
        """Parcels of a day leave, or wait."""
        parcels, trade = self.online.parcels, self.online.trade
        sent = np.round(season * day.parcels.sum(axis=1)).astype(np.int64)
        for s, posted in enumerate(sent.tolist()):
            parcels.waiting[s] = waiting_next(parcels.waiting[s], posted, parcels.capacity[s])
        parcels.month_sent[:] += sent
        parcels.month_nights[:] += parcels.waiting
        both = day.parcels.sum(axis=1) + day.parcels.sum(axis=0)
        parcels.through[:] += np.round(season * both).astype(np.int64)
        trade.season[0] += season
        self.gross += season * day.gross

    def review(self, today: Today) -> None:
        """Merchants come and go by what they have earned since the last review."""
        offers, rules = self.offers, self.online.rules
        months = self.online.trade.season[0] / online_entry.DAYS_A_MONTH
        self.online.trade.season[0] = 0.0
        gross = self.gross / months / (offers.open * np.asarray(offers.listed))
        earned = gross - np.asarray(offers.overhead)
        self.gross[:] = 0.0
        if not today.counting:
            return
        since = max(today.counting_day, 0) / DAYS_A_YEAR
        online_entry.merchants_next_month(
            offers, self.online.buyers, self.online.parcels, offers.open, earned, rules.entry,
            rules.newcomers, self.years + since, since,
        )  # fmt: skip
        room = np.diff(np.asarray(offers.first)).reshape(offers.open.shape)
        offers.open[:] = np.clip(offers.open, 1.0, room)

    def play(self) -> dict[str, Month]:
        """Every month that counts, by its name, YYYY-MM."""
        first, played = first_day(self.scenario), {}
        seen, season = None, 0.0
        for day in range(days_in_all(self.scenario)):
            today = today_of(self.scenario, 0, day)
            date = first + timedelta(days=day)
            if today.first_of_month or seen is None:
                if seen is not None and season > 0.0:
                    played[f"{date - timedelta(days=1):%Y-%m}"] = self._told(seen, season)
                seen, season = self.see(today), 0.0
            self.evening(seen, float(self.season[day]))
            season += float(self.season[day]) * today.counting
            if today.first_of_month:
                online_logistics.improve_logistics(self.state, None, today)
                self.review(today)
        assert seen is not None
        played[f"{date:%Y-%m}"] = self._told(seen, season)
        return played

    def _told(self, day: AMeanDay, season: float) -> Month:
        buyers, offers = self.online.buyers, self.offers
        people = np.asarray(buyers.people) > 0.0
        places = len(self.online.parcels.slowness)
        by_buyer = day.sold.sum(axis=(0, 1)) * people
        size = np.asarray(offers.keeps / offers.income)
        return Month(
            season * day.sold[:SERVICES].sum(axis=(0, 2)),
            season * day.sold[SERVICES].sum(axis=1),
            season * np.bincount(np.asarray(buyers.province), by_buyer, places),
            (np.asarray(offers.open) * size)[:SERVICES].sum(axis=0),
        )


def eleven_months(months: dict[str, Month], year: int, name: str) -> ByProvince:
    """January to November of a year, by province."""
    wanted = [getattr(months[f"{year}-{month:02}"], name) for month in range(1, 12)]
    total: ByProvince = np.sum(wanted, axis=0)
    return total


def growth(months: dict[str, Month], *names: str) -> ByProvince:
    """Growth by province of what these names add up to, January to November of 2017 over 2016."""
    before, after = (
        np.sum([eleven_months(months, year, name) for name in names], axis=0)
        for year in (2016, 2017)
    )
    result: ByProvince = after / before - 1.0
    return result
