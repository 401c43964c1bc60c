"""What the marketplace's months come to: sales where the seller is, spending where the buyer is.

There are two ledgers: all online retail, services and what shops bring included, and goods that
merchants and farmers sell, of which one company's platforms have a part. Money is noted at the end
of each month, by province, since the run began.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.online import SERVICES, Parcels
from sim.engine.tables.state import State
from sim.engine.year import MONTHS_A_YEAR
from sim.model.report.areas import ByProvince

JANUARY_TO_NOVEMBER = tuple(f"{month:02}" for month in range(1, 12))


class Noted(NamedTuple):
    """Totals by province since the run began, real country / scale; money in grains."""

    sold: NDArray[np.int64]  # by merchants, farmers and shops of the province, parcels included
    goods: NDArray[np.int64]  # of it, goods
    platform: NDArray[np.int64]  # of these, what merchants and farmers sold
    spent: NDArray[np.int64]  # by the people of the province
    platform_spent: NDArray[np.int64]  # of it, on goods of merchants and farmers
    parcels: NDArray[np.int64]  # sent from it
    by_merchants: NDArray[np.int64]  # of these, the rest are farmers'
    received: NDArray[np.int64]  # parcels that came to it
    lost: NDArray[np.int64]  # of merchants' parcels
    late: NDArray[np.int64]  # of all parcels sent from it, as the next two
    nights: NDArray[np.int64]  # waited until they were collected
    road_days: ByProvince
    goods_orders: NDArray[np.int64]  # that its merchants and farmers sent
    bought: NDArray[np.int64]  # goods, by its merchants, for what they sold
    buyers: ByProvince  # people online, this month
    merchants: ByProvince  # of goods and of usual size, this month
    parcel_days: ByProvince  # days and money of the opening's parcels, to and from it, this month
    parcel_cost: ByProvince
    from_shops: NDArray[np.int64]  # orders that its shops served from the shelf
    collected: NDArray[np.int64]  # parcels, of those that came to it, at its shops
    produce: NDArray[np.int64]  # (province, product) sold by farmers, parcels included


type Months = dict[str, Noted]
"""What happened in each month, by its name YYYY-MM."""


def note(state: State) -> Noted:
    """What has been sold and spent so far."""
    online, farm = state.online, state.farm
    assert online is not None and farm is not None
    offers, buyers, places = online.offers, online.buyers, len(online.parcels.slowness)
    produce = np.asarray(farm.bazaar.sold) + np.asarray(farm.bazaar.postage)
    shops = state.counters
    of_shops = np.asarray(shops.sold + shops.carried)
    by_category = np.asarray(offers.sold) + np.asarray(offers.postage)
    platform = by_category[:SERVICES].sum(axis=0) + produce.sum(axis=1)
    people = np.asarray(buyers.people) > 0.0
    home = np.asarray(buyers.province)[people]
    spent, on_goods = np.zeros(places, np.int64), np.zeros(places, np.int64)
    np.add.at(spent, home, np.asarray(buyers.spent).sum(axis=0)[people])
    np.add.at(on_goods, home, np.asarray(buyers.spent)[:SERVICES].sum(axis=0)[people])
    online_now = np.asarray(buyers.people * buyers.access)[people]
    parcels, handled = online.parcels, np.asarray(offers.handled)[:SERVICES]
    sent, merchants = np.asarray(parcels.sent), offers.open * offers.keeps / offers.income
    return Noted(
        sold=by_category[SERVICES] + platform + of_shops,
        goods=platform + of_shops,
        platform=platform,
        spent=spent,
        platform_spent=on_goods - of_shops,
        parcels=sent.sum(axis=1),
        by_merchants=handled.sum(axis=0),
        received=sent.sum(axis=0),
        lost=np.asarray(parcels.lost).sum(axis=1),
        late=np.array(parcels.late),
        nights=np.array(parcels.nights),
        road_days=np.array(parcels.road_days),
        goods_orders=handled.sum(axis=0) + np.asarray(farm.bazaar.handled).sum(axis=1),
        bought=(handled * np.asarray(offers.goods_cost)[:SERVICES]).sum(axis=0),
        buyers=np.bincount(home, online_now, places),
        merchants=np.asarray(merchants)[:SERVICES].sum(axis=0),
        parcel_days=both_ways(parcels, parcels.days),
        parcel_cost=both_ways(parcels, parcels.price),
        from_shops=np.array(shops.handled),
        collected=np.array(shops.collected),
        produce=produce,
    )


def both_ways(parcels: Parcels, terms: NDArray[Any]) -> ByProvince:
    """Terms of the opening's parcels, sent and received; parcels inside a province count twice."""
    weighed = np.asarray(parcels.opening) * np.asarray(terms)
    result: ByProvince = weighed.sum(axis=0) + weighed.sum(axis=1)
    return result


class OnlineRecorder:
    """Notes the country's marketplace month by month; empty in a textbook case."""

    def __init__(self) -> None:
        self.opening: Noted | None = None
        self.months: list[tuple[str, Noted]] = []

    def begin(self, state: State) -> None:
        """Remember where things stand when counting begins."""
        self.opening = None if state.online is None or state.explicit else note(state)

    def month_ends(self, month: str, state: State) -> None:
        """Note the end of a month, YYYY-MM, or of the run."""
        if self.opening is not None:
            self.months.append((month, note(state)))

    def memory(self) -> dict[str, NDArray[Any]]:
        """All that it has noted, by name; `recall` takes it back."""
        if self.opening is None:
            return {}
        noted = [self.opening, *(each for _, each in self.months)]
        return {f"online.{name}": np.array([getattr(n, name) for n in noted]) for name in FIELDS}

    def recall(self, memory: Mapping[str, NDArray[Any]], months: list[str]) -> None:
        """Go on with what another recorder of the same run had noted."""
        columns = [memory[f"online.{name}"] for name in FIELDS if f"online.{name}" in memory]
        if columns:
            self.opening, *later = (Noted(*row) for row in zip(*columns, strict=True))
            self.months = list(zip(months, later, strict=True))

    def monthly(self) -> Months:
        """What happened in each month, by province; buyers as they were."""
        before, result = self.opening, {}
        for month, now in self.months:
            assert before is not None
            change = [new - old for new, old in zip(now, before, strict=True)]
            as_it_is = {name: getattr(now, name) for name in AS_IT_IS}
            result[month] = Noted._make(change)._replace(**as_it_is)
            before = now
        return result


def months_or_unknown(recorder: OnlineRecorder, provinces: int) -> Months:
    """The months noted so far; before the first of them ends, one of which nothing is known."""
    unknown = Noted._make([np.full(provinces, np.nan)] * len(FIELDS))
    return recorder.monthly() or {"": unknown}


FIELDS = Noted._fields
AS_IT_IS = ("buyers", "merchants", "parcel_days", "parcel_cost")  # no totals


def total(months: Months, name: str) -> ByProvince:
    """Sum of a column over months, by province."""
    result: ByProvince = np.sum(
        [getattr(noted, name) for noted in months.values()], axis=0, dtype=float
    )
    return result


def eleven_months(months: Months, year: int, name: str) -> ByProvince | None:
    """January to November of a year, by province; None where the run lacks one of them."""
    wanted = [f"{year}-{month}" for month in JANUARY_TO_NOVEMBER]
    if not set(wanted) <= months.keys():
        return None
    return total({month: months[month] for month in wanted}, name)


def last_year(months: Months) -> tuple[int, Months] | None:
    """The last whole calendar year of a run, and its months; None where there is none."""
    for year in sorted({int(month[:4]) for month in months}, reverse=True):
        of_year = {month: noted for month, noted in months.items() if month.startswith(str(year))}
        if len(of_year) == MONTHS_A_YEAR:
            return year, of_year
    return None
