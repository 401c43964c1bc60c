"""What the marketplace reports of a run: sales where the seller is, spending, parcels, and jobs.

The mean field of a calibration has the same records, and is told of by the same code.
"""

import numpy as np

from sim.engine.tables.state import State
from sim.model.report.areas import Areas, ByArea
from sim.model.report.families.jobs import jobs
from sim.model.report.online_record import (
    Months,
    OnlineRecorder,
    eleven_months,
    last_year,
    months_or_unknown,
    total,
)
from sim.model.report.ratios import ratio
from sim.model.report.recorder import Recorder
from sim.scenario import Scenario


def marketplace(recorder: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """All that is told of the marketplace's records."""
    return of_record(recorder.online, recorder.scenario, state, recorder.years, areas)


def of_record(
    recorder: OnlineRecorder, scenario: Scenario, state: State, years: float, areas: Areas
) -> dict[str, ByArea]:
    """Of records of months: years that these are; totals are scaled to China."""
    months = months_or_unknown(recorder, areas.provinces)
    return {
        **gain_of_delivery(recorder, months, areas),
        **jobs(recorder, scenario, areas),
        **sales(months, scenario, areas),
        **spending(months, scenario, state, years, areas),
        **parcels(months, scenario, years, areas),
    }


def gain_of_delivery(recorder: OnlineRecorder, months: Months, areas: Areas) -> dict[str, ByArea]:
    """Days and cost saved on the opening's parcels, to and from, from the first month to the last.

    Lanes without parcels at the opening count for nothing.
    """
    assert recorder.opening is not None
    first, (*_, last) = recorder.opening, months.values()
    return {
        "delivery_gain": 1.0 - ratio(areas.add(last.parcel_days), areas.add(first.parcel_days)),
        "delivery_gain.cost": 1.0
        - ratio(areas.add(last.parcel_cost), areas.add(first.parcel_cost)),
    }


def sales(months: Months, scenario: Scenario, areas: Areas) -> dict[str, ByArea]:
    """Of sellers, from January to November 2017, and their growth on the same months of 2016."""
    part, money = scenario.online.platform_share, scenario.grain.money
    sold, platform = (in_eleven_months(months, 2017, name, areas) for name in ("sold", "platform"))
    return {
        "online_sales": sold / money * scenario.scale,
        "online_sales_growth": growth(months, "sold", areas),
        "platform_sales": part * platform / money * scenario.scale,
        "platform_sales_growth": growth(months, "platform", areas),
    }


def spending(
    months: Months, scenario: Scenario, state: State, years: float, areas: Areas
) -> dict[str, ByArea]:
    """Of buyers, a year."""
    assert state.online is not None
    buyers, money = state.online.buyers, scenario.grain.money
    people = areas.add(np.bincount(buyers.province, buyers.people, areas.provinces))
    online = areas.add(total(months, "buyers") / len(months))
    spent = areas.add(total(months, "spent")) / money / years
    part = scenario.online.platform_share
    of_platform = part * areas.add(total(months, "platform_spent")) / money / years
    return {
        "online_spending_growth": growth(months, "spent", areas),
        "online_spending_per_resident": ratio(spent, people),
        "online_spending_per_buyer": ratio(spent, online),
        "platform_spending_per_resident": ratio(of_platform, people),
        "platform_spending_per_buyer": ratio(of_platform, online),
    }


def parcels(months: Months, scenario: Scenario, years: float, areas: Areas) -> dict[str, ByArea]:
    """How many are sent, how long they take, and which are late, lost or collected."""

    def counted(*names: str) -> ByArea:
        result: ByArea = np.sum([areas.add(total(months, name)) for name in names], axis=0)
        return result

    sent = counted("parcels")
    return {
        "parcels": sent / years * scenario.scale,
        "online_orders_from_shops": counted("from_shops") / years * scenario.scale,
        "collected_parcels_share": ratio(counted("collected"), counted("received")),
        "delivery_days": ratio(counted("road_days", "nights"), sent),
        "late_parcels_share": ratio(counted("late"), sent),
        "lost_parcels_share": ratio(counted("lost"), counted("by_merchants")),
    }


def physical_online_share(recorder: Recorder, _: State, areas: Areas) -> dict[str, ByArea]:
    """Goods sold online over the nation's retail sales, in the last whole year of the run.

    Of a part of the country it is that part's sales over the whole nation's.
    """
    assert areas.whole, "retail sales are the nation's"
    name, found = "physical_online_share", last_year(recorder.online.monthly())
    if found is None:
        return {name: areas.unknown()}
    scenario, (year, months) = recorder.scenario, found
    online = scenario.online
    retail = online.retail_sales * (1.0 + online.retail_growth) ** (year - 2016)
    sold = areas.add(total(months, "goods")) / scenario.grain.money * scenario.scale
    return {name: sold / retail}


def in_eleven_months(months: Months, year: int, name: str, areas: Areas) -> ByArea:
    """The sum of a column from January to November, where the run has these months."""
    found = eleven_months(months, year, name)
    return areas.unknown() if found is None else areas.add(found)


def growth(months: Months, name: str, areas: Areas) -> ByArea:
    """Growth of such a sum from 2016 to 2017."""
    before, after = (in_eleven_months(months, year, name, areas) for year in (2016, 2017))
    return ratio(after, before) - 1.0
