"""The model's side of the targets: outcomes by place, of the mean field or of finished runs.

Both are told by the same code from the same records, month by month. What the mean field leaves out
(shops on the platform, empty shelves, farmers' stalls) has no moment there.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from sim.evidence.calibration.targets import CHINA, Moments, Target
from sim.evidence.mean_field import MeanField
from sim.experiments.points import Kept
from sim.experiments.run import RunResult
from sim.model.report.areas import its_provinces, the_country
from sim.model.report.families.marketplace import of_record
from sim.scenario import Scenario
from sim.world.country.provinces import Country, at_2016, read_country
from sim.world.online.nation import Market, open_market

type Run = Kept | RunResult
"""A finished run, with its tables outcomes_by_province and monthly."""

YEARS = (2016, 2017)
OF_SHOPS = ("online_orders_from_shops", "collected_parcels_share")  # of which it has none


def marketplace_of(scenario: Scenario) -> tuple[Country, Market]:
    """The provinces of a scenario, and the nation's market at its opening."""
    demand = scenario.demand
    nation = at_2016(read_country(), demand.income_growth, scenario.farm.primary_growth)
    # Not the market that runs share: that one is kept, and a search asks for thousands.
    market = open_market(scenario.online, demand, scenario.freight, nation, scenario.grain.money)
    return nation.choose(scenario.population.provinces), market


def of_mean_field(scenario: Scenario) -> Moments:
    """What the online block of all provinces says without chance."""
    country, market = marketplace_of(scenario)
    field = MeanField(scenario, country, market)
    months = field.play()
    years = len(months) / 12.0
    told = [
        of_record(field.recorder, scenario, field.state, years, areas)
        for areas in (the_country(field.state), its_provinces(field.state))
    ]
    whole, each = ({k: v for k, v in of.items() if k not in OF_SHOPS} for of in told)
    moments = {
        name: {CHINA: float(whole[name][0]), **dict(zip(country.names, map(float, values)))}
        for name, values in each.items()
    }
    real = scenario.scale
    parcels = {month: noted.parcels.sum() * real for month, noted in months.items()}
    goods = {
        month: noted.goods.sum() * real / scenario.grain.money for month, noted in months.items()
    }
    return moments | _by_year(scenario, parcels, goods)


def of_runs(scenario: Scenario, runs: Sequence[Run]) -> Moments:
    """Means over finished runs of a scenario."""
    frames = {
        name: pd.concat([pd.DataFrame(dict(run.tables[name])) for run in runs], ignore_index=True)
        for name in ("outcomes_by_province", "monthly")
    }
    each = frames["outcomes_by_province"].groupby(["outcome", "province"])["value"].mean()
    moments = {
        name: {CHINA: float(np.mean([run.outcomes[name].value for run in runs]))}
        for name in runs[0].outcomes
    }
    for row in each.reset_index().to_dict("records"):
        moments.setdefault(row["outcome"], {})[row["province"]] = float(row["value"])
    by_month = frames["monthly"].groupby("month")[["parcels_sent", "online_goods_rmb"]].sum()
    by_month /= len(runs)
    return moments | _by_year(
        scenario, dict(by_month["parcels_sent"]), dict(by_month["online_goods_rmb"])
    )


def _by_year(
    scenario: Scenario, parcels: Mapping[str, float], goods: Mapping[str, float]
) -> dict[str, dict[str, float]]:
    """What the nation's whole years come to, of months YYYY-MM; goods in RMB."""
    online, moments = scenario.online, {}
    for year in YEARS:
        months = [month for month in parcels if month.startswith(str(year))]
        retail = online.retail_sales * (1.0 + online.retail_growth) ** (year - YEARS[0])
        moments[f"parcels.{year}"] = {CHINA: float(sum(parcels[month] for month in months))}
        share = float(sum(goods[month] for month in months)) / retail
        moments[f"physical_online_share.{year}"] = {CHINA: share}
    return moments


def answered(targets: Mapping[str, Target], moments: Moments) -> dict[str, Target]:
    """The targets of which these moments have the outcome."""
    return {
        name: target
        for name, target in targets.items()
        if target.outcome in moments and np.isfinite(list(moments[target.outcome].values())).all()
    }
