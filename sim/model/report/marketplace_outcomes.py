"""What the marketplace reports of a run, by province or of the country: sales, parcels, jobs."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.engine.tables.state import State
from sim.model.report.online_record import (
    MONTHS_A_YEAR,
    ByProvince,
    OnlineRecorder,
    eleven_months,
    last_year,
    total,
)
from sim.scenario import Scenario
from sim.scenario.groups import Online

Summed = Callable[[ByProvince], ByProvince]


def gain_of_delivery(recorder: OnlineRecorder, summed: Summed) -> dict[str, ByProvince]:
    """Days and cost saved on the opening's parcels, to and from, from the first month to the last.

    summed  a province each, or the whole country
    """
    assert recorder.opening is not None
    first, last = recorder.opening, recorder.months[-1][1]
    pairs = {"delivery_gain": "parcel_days", "delivery_gain.cost": "parcel_cost"}
    return {
        name: 1.0 - summed(getattr(last, column)) / summed(getattr(first, column))
        for name, column in pairs.items()
    }


class Work(NamedTuple):
    """What the goods of merchants and farmers give to do in a year."""

    merchants: ByProvince  # of usual size
    orders: ByProvince
    handled: ByProvince  # parcels, half where they are sent and half where they are received
    sold: ByProvince  # RMB, parcels included
    bought: ByProvince  # RMB, by merchants, of those who make it


def jobs_of(work: Work, online: Online) -> dict[str, ByProvince]:
    """Jobs that this work makes: a job is one person's work of a year.

    It is the same whether one does it or several do parts of it. Transaction: a merchant of usual
    size is one, since it lives on it, and its staff's minutes an order are added up. Supporting:
    sorting, haulage and delivery, and services that sellers pay the platform for. Derived: making
    what merchants buy. Jobs that shops lose are not deducted.
    """
    staff = online.goods_minutes * work.orders / 60.0 / online.worker_hours
    fees = online.take_rate * work.sold
    carried = work.handled / online.courier_parcels
    return {
        "jobs.transaction": work.merchants + staff,
        "jobs.supporting": carried + fees / online.platform_revenue,
        "jobs.derived": work.bought / online.maker_output,
    }


def jobs(recorder: OnlineRecorder, scenario: Scenario, summed: Summed) -> dict[str, ByProvince]:
    """Jobs from the orders of one company's platforms, in the last whole year or all of the run."""
    found = last_year(recorder.monthly())
    months = found[1] if found else recorder.monthly()
    years = len(months) / MONTHS_A_YEAR
    real = scenario.online.platform_share * scenario.scale / years

    def each(name: str) -> ByProvince:
        return summed(total(months, name)) * real

    work = Work(
        merchants=each("merchants") / MONTHS_A_YEAR,
        orders=each("goods_orders"),
        handled=0.5 * (each("parcels") + each("received")),
        sold=each("platform") / scenario.grain.money,
        bought=each("bought") / scenario.grain.money,
    )
    return jobs_of(work, scenario.online)


UNITS = {
    "online_sales": "RMB",
    "online_sales_growth": "share",
    "platform_sales": "RMB",
    "platform_sales_growth": "share",
    "online_spending_growth": "share",
    "online_spending_per_resident": "RMB/year",
    "online_spending_per_buyer": "RMB/year",
    "platform_spending_per_resident": "RMB/year",
    "platform_spending_per_buyer": "RMB/year",
    "parcels": "parcels/year",
    "online_orders_from_shops": "orders/year",
    "collected_parcels_share": "share",
    "delivery_days": "day",
    "late_parcels_share": "share",
    "lost_parcels_share": "share",
    "delivery_gain": "share",
    "delivery_gain.cost": "share",
    "jobs.transaction": "jobs",
    "jobs.supporting": "jobs",
    "jobs.derived": "jobs",
}


def by_province(
    recorder: OnlineRecorder, scenario: Scenario, state: State, years: float, whole: bool
) -> dict[str, ByProvince]:
    """The outcomes of every province; whole: of the country instead, an entry each.

    years  that the run counts; totals are scaled to China
    """
    assert state.online is not None
    months, money = recorder.monthly(), scenario.grain.money
    places = len(state.province_names)
    if not months:
        return dict.fromkeys(UNITS, np.full(1 if whole else places, np.nan))

    def summed(values: ByProvince) -> ByProvince:
        return np.array([values.sum()]) if whole else values

    def in_eleven_months(year: int, name: str) -> ByProvince:
        money_or_none = eleven_months(months, year, name)
        return summed(np.full(places, np.nan) if money_or_none is None else money_or_none)

    def grown(name: str) -> ByProvince:
        before, after = (in_eleven_months(year, name) for year in (2016, 2017))
        undefined = np.full(len(before), np.nan)
        ratio: ByProvince = np.divide(after, before, undefined, where=before > 0.0)
        return ratio - 1.0

    def a_parcel(*names: str, of: str = "parcels") -> ByProvince:
        counted = np.sum([summed(total(months, name)) for name in names], axis=0)
        parcels = summed(total(months, of))
        undefined = np.full(len(parcels), np.nan)
        result: ByProvince = np.divide(counted, parcels, undefined, where=parcels > 0.0)
        return result

    people = np.bincount(state.online.buyers.province, state.online.buyers.people, places)
    buyers = total(months, "buyers") / len(months)
    spent = summed(total(months, "spent")) / money / years
    part = scenario.online.platform_share
    of_platform = part * summed(total(months, "platform_spent")) / money / years
    sold_there = part * in_eleven_months(2017, "platform")
    return {
        **gain_of_delivery(recorder, summed),
        **jobs(recorder, scenario, summed),
        "online_sales": in_eleven_months(2017, "sold") / money * scenario.scale,
        "online_sales_growth": grown("sold"),
        "platform_sales": sold_there / money * scenario.scale,
        "platform_sales_growth": grown("platform"),
        "online_spending_growth": grown("spent"),
        "online_spending_per_resident": spent / summed(people),
        "online_spending_per_buyer": spent / summed(buyers),
        "platform_spending_per_resident": of_platform / summed(people),
        "platform_spending_per_buyer": of_platform / summed(buyers),
        "parcels": summed(total(months, "parcels")) / years * scenario.scale,
        "online_orders_from_shops": summed(total(months, "from_shops")) / years * scenario.scale,
        "collected_parcels_share": a_parcel("collected", of="received"),
        "delivery_days": a_parcel("road_days", "nights"),
        "late_parcels_share": a_parcel("late"),
        "lost_parcels_share": a_parcel("lost"),
    }


def produce_sales(
    recorder: OnlineRecorder, scenario: Scenario, state: State
) -> dict[str, ByProvince]:
    """Farmers' sales online by product where it is grown, (province,): RMB of the real country.

    January to November 2017, parcels included; nan in a province that grows none, and where the run
    lacks one of these months.
    """
    assert state.farm is not None
    months, bazaar = recorder.monthly(), state.farm.bazaar
    grown = (np.asarray(bazaar.growers) > 0) & (np.asarray(bazaar.grown) > 0.0)
    sold = eleven_months(months, 2017, "produce") if months else None
    if sold is None:
        sold = np.full(grown.shape, np.nan)
    sold = np.where(grown, sold / scenario.grain.money * scenario.scale, np.nan)
    names = state.product_names
    return {names[place]: sold[:, place] for place in np.flatnonzero(grown.any(axis=0))}


def physical_online_share(recorder: OnlineRecorder, scenario: Scenario) -> float:
    """Goods sold online over the nation's retail sales, in the last whole year of the run.

    Of a part of the country it is that part's sales over the whole nation's.
    """
    found = last_year(recorder.monthly())
    if found is None:
        return float("nan")
    year, months = found
    online = scenario.online
    retail = online.retail_sales * (1.0 + online.retail_growth) ** (year - 2016)
    sold = total(months, "goods").sum() / scenario.grain.money * scenario.scale
    return float(sold / retail)
