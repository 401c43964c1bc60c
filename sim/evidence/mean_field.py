"""The online block without chance and without merchants one by one: a history in seconds.

The world opens as in a run, and the months pass by the same rules; orders are what is expected of
them, and merchants need not be whole. What happens is noted as a run's recorder does, so that the
same code tells the outcomes of both. Left out: goods that a merchant is short of, and what farmers
and shops sell online, which stays as at the opening (nothing), and with it rural people's purse.
"""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.schedule import Today
from sim.engine.tables.online import BUYERS_A_PROVINCE, SERVICES
from sim.engine.tables.state import OnlineState
from sim.engine.year import DAYS_A_MONTH, DAYS_A_YEAR
from sim.model.calendar import days_in_all, first_day, today_of
from sim.model.online_season import online_season
from sim.model.report.online_record import Noted, OnlineRecorder, both_ways, eleven_months
from sim.phases.online import entry as online_entry
from sim.phases.online import logistics as online_logistics
from sim.phases.online import newcomers as online_newcomers
from sim.rules.carriers import late_of_today, waiting_next
from sim.rules.online_choice import choose, choosing_of
from sim.scenario import Scenario
from sim.world.country.provinces import Country
from sim.world.online.merchants import lost_shares, open_marketplace, years_at_start
from sim.world.online.nation import Market

ByProvince = NDArray[np.float64]


class AMeanDay(NamedTuple):
    """What is expected of a mean day, given what buyers have seen."""

    orders: NDArray[np.float64]  # (category, seller, buyer)
    sold: NDArray[np.float64]  # the same, money with the parcel, lost ones deducted
    gross: NDArray[np.float64]  # (category, seller): what is left to merchants before overheads
    parcels: NDArray[np.float64]  # (seller, home)
    sent: ByProvince  # of these, by either end
    received: ByProvince
    lost: ByProvince  # of them, by seller


class MeanField:
    """The marketplace of a scenario, a month at a time."""

    def __init__(self, scenario: Scenario, country: Country, nation: Market | None = None) -> None:
        self.scenario = scenario
        self.online: OnlineState = open_marketplace(scenario, country, nation)
        self.season = online_season(scenario)
        self.years = years_at_start(scenario)
        self.choosing = choosing_of(scenario.online, scenario.demand)
        of_parts = SimpleNamespace(
            entry=online_entry.settings_of(scenario),
            newcomers=online_newcomers.settings_of(scenario),
            logistics=online_logistics.settings_of(scenario, country.names),
        )
        self.rules = SimpleNamespace(online=of_parts)
        self.state: Any = SimpleNamespace(online=self.online, province_names=country.names)
        self.recorder = OnlineRecorder()
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
        home, loss = np.asarray(buyers.province), lost_shares(buyers, parcels)
        price = np.asarray(offers.price)[:, :, np.newaxis]
        postage = np.zeros(orders.shape)
        postage[:SERVICES] = np.asarray(parcels.price)[:, home]
        cost = np.asarray(offers.goods_cost + offers.wage + offers.take_rate * offers.price)
        gross = (orders * (price * (1.0 - loss) - cost[:, :, np.newaxis])).sum(axis=2)
        sent = orders[:SERVICES].sum(axis=0)
        places = len(parcels.slowness)
        by_home = sent.reshape(places, places, BUYERS_A_PROVINCE).sum(axis=2)
        sold, lost = orders * (1.0 - loss) * (price + postage), (orders * loss)[:SERVICES]
        ends = by_home.sum(axis=1), by_home.sum(axis=0)
        return AMeanDay(orders, sold, gross, by_home, *ends, lost.sum(axis=(0, 2)))

    def evening(self, day: AMeanDay, season: float) -> None:
        """Parcels of a day leave, or wait."""
        parcels, trade = self.online.parcels, self.online.trade
        sent = np.round(season * day.sent).astype(np.int64)
        # On most days nothing waits, and nothing has to.
        queues = np.flatnonzero((parcels.waiting > 0) | (sent > parcels.capacity))
        for s in queues.tolist():
            posted, before, capacity = int(sent[s]), parcels.waiting[s], parcels.capacity[s]
            parcels.late[s] += late_of_today(before, posted, capacity)
            parcels.waiting[s] = waiting_next(before, posted, capacity)
            parcels.nights[s] += parcels.waiting[s]
            parcels.month_nights[s] += parcels.waiting[s]
        parcels.month_sent[:] += sent
        parcels.through[:] += np.round(season * (day.sent + day.received)).astype(np.int64)
        trade.season[0] += season
        self.gross += season * day.gross

    def review(self, today: Today) -> None:
        """Merchants come and go by what they have earned since the last review."""
        offers, rules = self.offers, self.rules.online
        months = self.online.trade.season[0] / DAYS_A_MONTH
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

    def play(self) -> dict[str, Noted]:
        """Every month that counts, by its name, YYYY-MM."""
        first, told = first_day(self.scenario), self.recorder
        seen, season = None, 0.0
        for day in range(days_in_all(self.scenario)):
            now = first + timedelta(days=day)
            if seen is None or now.day == 1 or told.opening is None:
                today = today_of(self.scenario, 0, day)
            else:  # between firsts of months all days are alike
                today = today._replace(first_of_month=0)
            if today.first_of_month or seen is None:
                if told.opening is not None and season > 0.0:
                    self._month_ends(now - timedelta(days=1), seen, season)
                seen, season = self.see(today), 0.0
            if today.counting and told.opening is None:
                told.opening = self._noted(seen, 0.0)
            self.evening(seen, float(self.season[day]))
            season += float(self.season[day]) * today.counting
            if today.first_of_month:
                online_logistics.improve_logistics(self.state, self.rules, today)
                self.review(today)
        self._month_ends(now, seen, season)
        return told.monthly()

    def _month_ends(self, last: date, day: AMeanDay | None, season: float) -> None:
        """Add a month to what there is."""
        assert day is not None
        opening, months = self.recorder.opening, self.recorder.months
        assert opening is not None
        before, now = months[-1][1] if months else opening, self._noted(day, season)
        sums = {name: getattr(before, name) + getattr(now, name) for name in ADDED}
        months.append((f"{last:%Y-%m}", now._replace(**sums)))

    def _noted(self, day: AMeanDay, season: float) -> Noted:
        """So many mean days; `late` and `nights` are totals already, and some are as they are."""
        buyers, offers, parcels = self.online.buyers, self.offers, self.online.parcels
        places = len(parcels.slowness)
        home = np.asarray(buyers.province)
        people = np.asarray(buyers.people) > 0.0
        by_category = season * day.sold.sum(axis=2)
        spent = season * day.sold.sum(axis=1) * people
        goods = by_category[:SERVICES].sum(axis=0)
        orders = season * day.orders[:SERVICES].sum(axis=2)
        sent = season * day.parcels
        size = np.asarray(offers.keeps / offers.income)
        nothing = np.zeros(places)
        # A run counts in whole grains and orders; here all is what is expected.
        expected: dict[str, Any] = {
            "sold": by_category.sum(axis=0),
            "goods": goods,
            "platform": goods,
            "spent": np.bincount(home, spent.sum(axis=0), places),
            "platform_spent": np.bincount(home, spent[:SERVICES].sum(axis=0), places),
            "parcels": season * day.sent,
            "by_merchants": season * day.sent,
            "received": season * day.received,
            "lost": season * day.lost,
            "late": np.array(parcels.late),
            "nights": np.array(parcels.nights),
            "road_days": (sent * np.asarray(parcels.days)).sum(axis=1),
            "goods_orders": orders.sum(axis=0),
            "bought": (orders * np.asarray(offers.goods_cost)[:SERVICES]).sum(axis=0),
            "buyers": np.bincount(home, np.asarray(buyers.people * buyers.access), places),
            "merchants": (np.asarray(offers.open) * size)[:SERVICES].sum(axis=0),
            "parcel_days": both_ways(parcels, parcels.days),
            "parcel_cost": both_ways(parcels, parcels.price),
            "from_shops": nothing,
            "collected": nothing,
            "produce": nothing,
        }
        return Noted(**expected)


ADDED = (
    "sold", "goods", "platform", "spent", "platform_spent", "parcels", "by_merchants",
    "received", "lost", "road_days", "goods_orders", "bought",
)  # fmt: skip


def growth(months: dict[str, Noted], name: str) -> ByProvince:
    """Growth of a column by province, January to November of 2017 over 2016."""
    before, after = (eleven_months(months, year, name) for year in (2016, 2017))
    assert before is not None
    assert after is not None
    result: ByProvince = after / before - 1.0
    return result
