"""Jobs that the orders of one company's platforms make: at sellers', on the road, at makers'."""

from typing import NamedTuple

from sim.engine.year import MONTHS_A_YEAR
from sim.model.report.areas import Areas, ByArea
from sim.model.report.online_record import OnlineRecorder, last_year, months_or_unknown, total
from sim.scenario import Scenario
from sim.scenario.groups import Online


class Work(NamedTuple):
    """What the goods of merchants and farmers give to do in a year."""

    merchants: ByArea  # of usual size
    orders: ByArea
    handled: ByArea  # parcels, half where they are sent and half where they are received
    sold: ByArea  # RMB, parcels included
    bought: ByArea  # RMB, by merchants, of those who make it


def jobs_of(work: Work, online: Online) -> dict[str, ByArea]:
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


def jobs(recorder: OnlineRecorder, scenario: Scenario, areas: Areas) -> dict[str, ByArea]:
    """Jobs from the orders of one company's platforms, in the last whole year or all of the run."""
    found = last_year(recorder.monthly())
    months = found[1] if found else months_or_unknown(recorder, areas.provinces)
    years = len(months) / MONTHS_A_YEAR
    real = scenario.online.platform_share * scenario.scale / years

    def each(name: str) -> ByArea:
        return areas.add(total(months, name)) * real

    work = Work(
        merchants=each("merchants") / MONTHS_A_YEAR,
        orders=each("goods_orders"),
        handled=0.5 * (each("parcels") + each("received")),
        sold=each("platform") / scenario.grain.money,
        bought=each("bought") / scenario.grain.money,
    )
    return jobs_of(work, scenario.online)
