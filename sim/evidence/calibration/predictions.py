"""What the fitted model says of figures beside its targets: one world's numbers, then intervals.

A world is one parameter set of the ensemble at one seed: a run of history, the same without
analytics, the same until the end of 2016, and rural people's sales in the mean field. A region's
growth is that of its total. What a target speaks of is marked: it was fitted.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.engine.speeds import EDGES, SPEEDS
from sim.evidence.calibration.places import poor_provinces, poverty_regions, regions
from sim.evidence.calibration.targets import CHINA, read_targets
from sim.experiments.points import Kept
from sim.experiments.shop_users import shop_users
from sim.world.country.csv_tables import numbers, read_columns
from sim.world.country.provinces import read_country

COLUMNS = ["quantity", "where", "when", "value", "low", "high", "unit", "fitted"]
CONFIDENCE = 0.9
TOP = 5
YEAR, ELEVEN, HALF = "2017", "2017-01..2017-11", "2017-01..2017-06"
MONTHS = {YEAR: range(1, 13), ELEVEN: range(1, 12), HALF: range(1, 7)}
# By quantity of growth, the column of `monthly` that grows.
GROWING = {
    "seller_sales_growth": "online_sales_rmb",
    "platform_sales_growth": "platform_sales_rmb",
}
# By quantity here, the outcome of targets that is the same, or follows it.
TARGETED = {
    "seller_sales_growth": "online_sales_growth",
    "platform_sales_growth": "platform_sales_growth",
    "online_spending_per_head": "platform_spending_per_resident",
    "jobs_transaction": "jobs.transaction",
}
WITH, WITHOUT = "with", "without"
ANALYTICS = "analytics"

type Key = tuple[str, str, str, str]
"""quantity, where, when, unit"""
type Sums = Callable[[str, int, str], "pd.Series[float]"]
"""By province: a column of `monthly`, summed over the months `when`, of this year."""


class World(NamedTuple):
    """One parameter set at one seed."""

    history: Kept
    no_analytics: Kept
    until_2017: Kept
    rural: Mapping[str, "pd.Series[float]"]  # sales by month and province, RMB: no stalls


def of_world(world: World) -> dict[Key, float]:
    """All quantities of one world."""
    monthly = pd.DataFrame(dict(world.history.tables["monthly"]))
    told = dict(_of_sales(monthly))
    told |= dict(_of_rural_sellers(monthly, world.rural))
    told |= dict(_of_the_poor(_poverty(world.history), _poverty(world.until_2017)))
    told |= dict(_of_jobs(world.history))
    return told | dict(_of_stockouts(world))


def _of_sales(monthly: pd.DataFrame) -> Iterator[tuple[Key, float]]:
    """Growth of sales in both ledgers, spending a head, and who sells most."""
    sums = _sums(monthly)
    groups = {**{name: (name,) for name in read_country().names}, **regions()}
    people = pd.Series(read_country().population_2017, read_country().names)
    for when in (YEAR, ELEVEN):
        for quantity, column in GROWING.items():
            before, after = (sums(column, year, when) for year in (2016, 2017))
            for where, members in groups.items():
                yield (quantity, where, when, "share"), _growth(before, after, members)
        spent = sums("online_spending_rmb", 2017, when)
        for where, members in groups.items():
            a_head = float(spent[[*members]].sum() / people[[*members]].sum())
            yield ("online_spending_per_head", where, when, "RMB"), a_head
    before, after = (sums("online_sales_rmb", year, YEAR) for year in (2016, 2017))
    top = after.nlargest(TOP).index
    shares = {"2016": before[top].sum() / before.sum(), "2017": after[top].sum() / after.sum()}
    for year, share in shares.items():
        yield ("top5_seller_share", CHINA, year, "share"), float(share)
    change = float(shares["2017"] - shares["2016"])
    yield ("top5_seller_share_change", CHINA, YEAR, "share"), change
    poor = poor_provinces()
    before, after = (sums("farmers_online_rmb", year, YEAR) for year in (2016, 2017))
    yield ("poor_area_sales_growth", CHINA, YEAR, "share"), _growth(before, after, poor)


def _of_rural_sellers(
    monthly: pd.DataFrame, rural: Mapping[str, "pd.Series[float]"]
) -> Iterator[tuple[Key, float]]:
    """Growth of what rural people sell online: merchants of the mean field, and farmers' stalls."""
    sums = _sums(monthly)

    def sold(year: int, when: str) -> "pd.Series[float]":
        merchants = sum(rural[month] for month in _months(year, when))
        return merchants + sums("farmers_online_rmb", year, when)

    for when in (YEAR, HALF):
        before, after = sold(2016, when), sold(2017, when)
        for where, members in regions().items():
            yield (
                ("rural_seller_sales_growth", where, when, "share"),
                _growth(before, after, members),
            )


def _of_the_poor(
    rate_2017: "pd.Series[float]", rate_2016: "pd.Series[float]"
) -> Iterator[tuple[Key, float]]:
    """Rural poor at the end of 2017: those reported a year before, as the model's have changed."""
    country = read_country()
    names = list(country.names)
    reported = pd.Series(numbers(read_columns("provinces.csv")["rural_poor_2016_persons"]), names)
    rural_2016 = pd.Series(country.population_2016 * (1.0 - country.urban_share_2016), names)
    rural_2017 = pd.Series(country.population_2017 * (1.0 - country.urban_share_2017), names)
    of_all = 0.0
    groups = {where: [*of] for where, of in poverty_regions().items() if where != CHINA}
    for where, members in groups.items():
        before, after = (
            (rate * rural)[members].sum()
            for rate, rural in ((rate_2016, rural_2016), (rate_2017, rural_2017))
        )
        persons = float(reported[members].sum() * after / before)
        of_all += persons
        yield ("rural_poor", where, "2017-12-31", "persons"), persons
    yield ("rural_poor", CHINA, "2017-12-31", "persons"), of_all


def _of_jobs(history: Kept) -> Iterator[tuple[Key, float]]:
    jobs = _by_province(history, "jobs.transaction")
    for where, value in {**jobs.to_dict(), CHINA: jobs.sum()}.items():
        yield ("jobs_transaction", str(where), YEAR, "jobs"), float(value)


def _of_stockouts(world: World) -> Iterator[tuple[Key, float]]:
    """The same shops that have analytics, with it and without, by what is sold a day."""
    tables = {WITH: world.history, WITHOUT: world.no_analytics}
    shops = pd.concat(
        [
            pd.DataFrame(dict(kept.tables["shops"])).assign(scenario=name, seed=0)
            for name, kept in tables.items()
        ]
    )
    users = shop_users(shops, {WITH: WITHOUT})
    here = users[(users["switch"] == ANALYTICS) & (users["province"] == CHINA)].set_index("class")
    edges = ["0", *(f"{edge:g}" for edge in EDGES)]
    bands = [f"{low}..{high}" for low, high in itertools.pairwise(edges)] + [f"{edges[-1]}.."]
    for speed, band in zip(SPEEDS, bands, strict=True):
        change = here["stockout_rate"][speed] / here["base_stockout_rate"][speed] - 1.0
        yield ("stockout_change", band, "2016..2017", "share"), float(change)


def intervals_of(worlds: Sequence[Mapping[Key, float]]) -> pd.DataFrame:
    """The median of the worlds, and between which values a new one is in 90 of 100 cases.

    The smallest of n is above one more in 1 of n + 1 cases: of twenty, the ends are nearly the
    extremes. Fewer than nineteen cannot say it, and give their extremes.
    """
    tail, fitted = (1.0 - CONFIDENCE) / 2.0, places_fitted()
    rows = []
    for key in worlds[0]:
        quantity, where, when, unit = key
        values = [world[key] for world in worlds]
        low, value, high = np.quantile(values, [tail, 0.5, 1.0 - tail], method="weibull")
        rows.append(
            (
                quantity,
                where,
                when,
                *map(_written, (value, low, high)),
                unit,
                where in fitted.get(quantity, ()),
            )
        )
    return pd.DataFrame(rows, columns=COLUMNS)


def places_fitted() -> Mapping[str, set[str]]:
    """By quantity, the places that a target names, alone or in an order: months of a year, too."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for target in read_targets().values():
        here = {target.where} if target.value is not None else {*target.order, *target.members}
        for quantity, outcome in TARGETED.items():
            if outcome == target.outcome:
                named[quantity] |= here
    return named


def _written(value: float) -> float:
    """Four digits: more say nothing."""
    return float(f"{value:.4g}")


def _months(year: int, when: str) -> list[str]:
    return [f"{year}-{month:02}" for month in MONTHS[when]]


def _sums(monthly: pd.DataFrame) -> Sums:
    def of(column: str, year: int, when: str) -> "pd.Series[float]":
        rows = monthly[monthly["month"].isin(_months(year, when))]
        return rows.groupby("province", sort=False)[column].sum()

    return of


def _growth(before: "pd.Series[float]", after: "pd.Series[float]", of: Sequence[str]) -> float:
    """Undefined where nothing was sold before: a coarse run has places where nobody sells."""
    sold = float(before[[*of]].sum())
    return float(after[[*of]].sum()) / sold - 1.0 if sold > 0.0 else float("nan")


def _by_province(kept: Kept, outcome: str) -> "pd.Series[float]":
    table = pd.DataFrame(dict(kept.tables["outcomes_by_province"]))
    return table[table["outcome"] == outcome].set_index("province")["value"]


def _poverty(kept: Kept) -> "pd.Series[float]":
    return _by_province(kept, "poverty_rate")
