"""What rural people sell online, month by month, told apart in the mean field.

A merchant's row does not say where its owner lives. At the opening rural sellers are as many among
sellers as rural people among those online. Then newcomers are counted by where they come from, they
list little at first, and who enters the trade otherwise is from town. Who leaves is alike.
"""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.engine.schedule import Today
from sim.engine.tables.online import BUYERS_A_PROVINCE, SERVICES
from sim.engine.year import A_MONTH, DAYS_A_YEAR
from sim.evidence.mean_field import AMeanDay, ByProvince, MeanField
from sim.rules.online_choice import access_at
from sim.rules.online_newcomers import with_experience
from sim.scenario import Scenario
from sim.world.country.provinces import Country
from sim.world.online.nation import Market

URBAN, RURAL = 0, 1  # cells of a province's buyers
type ByOffer = NDArray[np.float64]
"""(categories of goods, provinces)."""


class RuralSellers(MeanField):
    """The marketplace, and which part of it is rural people's."""

    def __init__(self, scenario: Scenario, country: Country, nation: Market | None = None) -> None:
        super().__init__(scenario, country, nation)
        online = self._cells(np.asarray(self.online.buyers.people * self.online.buyers.access))
        here = online[RURAL] / (online[URBAN] + online[RURAL])
        shape = (SERVICES, len(here))
        self.part: ByOffer = np.broadcast_to(here, shape).copy()  # of merchants, who are rural
        self.listed: ByOffer = np.array(self.offers.listed)[:SERVICES]  # by a rural one
        self.seen: ByOffer = self.part  # of what buyers see
        self.sales: dict[str, ByProvince] = {}  # by month: money, parcels included

    def see(self, today: Today) -> AMeanDay:
        """As ever; rural sellers' part of the listings is that of the same moment."""
        self.seen = self.part * self.listed / np.asarray(self.offers.listed)[:SERVICES]
        return super().see(today)

    def review(self, today: Today) -> None:
        """As ever; newcomers are told apart."""
        offers, would_sell = self.offers, np.array(self.online.buyers.would_sell)
        keeps, income = np.asarray(offers.keeps), np.asarray(offers.income)
        before = np.array(offers.open)[:SERVICES]
        there = (np.asarray(offers.open) * keeps / income)[:SERVICES].sum(axis=0)
        super().review(today)
        if not today.counting:
            return
        begin = self._begun(would_sell, self.years + max(today.counting_day, 0) / DAYS_A_YEAR)
        more = begin[RURAL] / there  # for each who was there
        settings, stayed = self.rules.online.newcomers, self.part * before
        rural = stayed + before * more
        listed = (stayed * self.listed + before * more * settings.first_listings) / rural
        self.listed = with_experience(listed, settings.experience)
        every, now = before * (1.0 + begin.sum(axis=0) / there), np.asarray(offers.open)[:SERVICES]
        self.part = rural / every * np.minimum(1.0, every / now)

    def _begun(self, would_sell: NDArray[np.float64], years: float) -> NDArray[np.float64]:
        """[cell, province] people who have begun to sell in the review that has just been."""
        buyers, settings = self.online.buyers, self.rules.online.newcomers
        then, now = (
            access_at(when, buyers.access_2015, buyers.access_2016, settings.gap_2017)
            for when in (years - A_MONTH, years)
        )
        new = settings.might_sell * np.asarray(buyers.people) * np.maximum(now - then, 0.0)
        return self._cells(would_sell + new - np.asarray(buyers.would_sell))

    def _cells(self, of_buyers: NDArray[np.float64]) -> NDArray[np.float64]:
        """[urban or rural, province]."""
        return of_buyers.reshape(-1, BUYERS_A_PROVINCE).T[: RURAL + 1]

    def _month_ends(self, last: date, day: AMeanDay | None, season: float) -> None:
        super()._month_ends(last, day, season)
        assert day is not None
        sold = season * day.sold.sum(axis=2)[:SERVICES]
        self.sales[f"{last:%Y-%m}"] = (self.seen * sold).sum(axis=0)
