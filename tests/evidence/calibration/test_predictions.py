"""What a world says of figures that were no target; and rural sellers in the mean field."""

import numpy as np
import pandas as pd
import pytest

from sim.engine.speeds import SPEEDS
from sim.evidence.calibration.moments import marketplace_of
from sim.evidence.calibration.places import poor_provinces, poverty_regions, regions
from sim.evidence.calibration.predicting import rural_sales
from sim.evidence.calibration.predictions import COLUMNS, World, intervals_of, of_world
from sim.evidence.calibration.targets import CHINA
from sim.evidence.mean_field import MeanField
from sim.experiments.points import Kept
from sim.scenario import read_scenario
from sim.scenario.folders import REPOSITORY
from sim.world.country.csv_tables import numbers, read_columns
from sim.world.country.provinces import read_country
from sim.world.shops.levers import OF_SHOPS

NAMES = read_country().names
YEARS = [f"{year}-{month:02}" for year in (2016, 2017) for month in range(1, 13)]
# RMB a month in every province, in 2016; times what it grows to in 2017.
SOLD = {
    "online_sales_rmb": (100.0, 1.5),
    "platform_sales_rmb": (60.0, 2.0),
    "online_spending_rmb": (80.0, 1.25),
    "farmers_online_rmb": (1.0, 3.0),
}


def monthly():
    """Every province alike, but Gansu's sales double; December counts twice in all."""
    rows = []
    for month in YEARS:
        for name in NAMES:
            row = {"month": month, "province": name}
            for column, (money, grown) in SOLD.items():
                factor = grown if month >= "2017" else 1.0
                if name == "Gansu" and column == "online_sales_rmb" and factor > 1.0:
                    factor = 2.0
                row[column] = money * factor * (2.0 if month.endswith("12") else 1.0)
            rows.append(row)
    return pd.DataFrame(rows).to_dict("list")


def shops(served):
    """One shop with analytics and one without: of 100 customers so many are served."""
    table = {"shop": [1, 2], "province": ["Gansu"] * 2, "income_rmb_per_year": [1.0, 1.0]}
    for speed in SPEEDS:
        table |= {f"customers_{speed}": [100, 100], f"served_{speed}": [served, 80]}
    return table


def kept(poverty, served, analytics):
    outcomes = [("poverty_rate", poverty), ("jobs.transaction", 10.0)]
    rows = [(name, place, value) for name, value in outcomes for place in NAMES]
    by_province = dict(zip(("outcome", "province", "value"), zip(*rows, strict=True), strict=True))
    switches = {switch: [0, 0] for switch in OF_SHOPS} | {"analytics": [analytics, 0]}
    return Kept(
        {},
        {
            "monthly": monthly(),
            "outcomes_by_province": by_province,
            "shops": shops(served) | switches,
        },
        {},
    )


@pytest.fixture(scope="module")
def told():
    rural = {month: pd.Series(2.0 if month >= "2017" else 1.0, NAMES) for month in YEARS}
    world = World(kept(0.03, 95, 1), kept(0.03, 90, 0), kept(0.06, 90, 1), rural)
    return {key[:3]: value for key, value in of_world(world).items()}


def test_a_region_grows_as_its_total(told):
    assert told["seller_sales_growth", "Gansu", "2017"] == pytest.approx(1.0)
    assert told["seller_sales_growth", "East", "2017-01..2017-11"] == pytest.approx(0.5)
    west = len(regions()["West"])
    assert told["seller_sales_growth", "West", "2017"] == pytest.approx(0.5 + 0.5 / west)
    assert told["seller_sales_growth", "China", "2017"] == pytest.approx(0.5 + 0.5 / 31)
    assert told["platform_sales_growth", "Tibet", "2017"] == pytest.approx(1.0)


def test_spending_a_head_is_over_people_of_2017(told):
    people = dict(zip(NAMES, read_country().population_2017, strict=True))
    assert told["online_spending_per_head", "Hubei", "2017"] == pytest.approx(
        13 * 100.0 / people["Hubei"]
    )
    assert told["online_spending_per_head", "China", "2017-01..2017-11"] == pytest.approx(
        31 * 11 * 100.0 / sum(people.values())
    )


def test_those_who_sell_most_in_2017_are_the_same_five_in_2016(told):
    # Gansu is first in 2017, and four others.
    share = (200 + 4 * 150) / (200 + 30 * 150)
    assert told["top5_seller_share", "China", "2017"] == pytest.approx(share)
    assert told["top5_seller_share", "China", "2016"] == pytest.approx(5 / 31)
    change = told["top5_seller_share_change", "China", "2017"]
    assert change == pytest.approx(share - 5 / 31)


def test_rural_sellers_are_merchants_and_stalls(told):
    # In 2016 months of 1 + 1, December 1 + 2; in 2017 2 + 3, December 2 + 6.
    assert told["rural_seller_sales_growth", "West", "2017"] == pytest.approx(63 / 25 - 1)
    assert told["rural_seller_sales_growth", "China", "2017-01..2017-06"] == pytest.approx(1.5)
    assert told["poor_area_sales_growth", "China", "2017"] == pytest.approx(2.0)


def test_the_reported_poor_change_as_those_of_the_model(told):
    country = read_country()
    poor = pd.Series(numbers(read_columns("provinces.csv")["rural_poor_2016_persons"]), NAMES)
    rural = [
        pd.Series(people * (1 - urban), NAMES)
        for people, urban in (
            (country.population_2016, country.urban_share_2016),
            (country.population_2017, country.urban_share_2017),
        )
    ]
    groups = {where: [*of] for where, of in poverty_regions().items() if where != "China"}
    expected = {
        where: 0.5 * poor[of].sum() * rural[1][of].sum() / rural[0][of].sum()
        for where, of in groups.items()
    }
    for where, persons in expected.items():
        assert told["rural_poor", where, "2017-12-31"] == pytest.approx(persons)
    assert told["rural_poor", "China", "2017-12-31"] == pytest.approx(sum(expected.values()))


def test_jobs_add_up(told):
    assert told["jobs_transaction", "Guangdong", "2017"] == 10.0
    assert told["jobs_transaction", "China", "2017"] == 310.0


def test_stockouts_are_of_the_same_shops_with_analytics_and_without(told):
    for band in ("0..0.25", "0.25..1", "1.."):
        assert told["stockout_change", band, "2016..2017"] == pytest.approx(-0.5)


def test_the_bureau_divides_the_north_east_among_the_poor():
    assert list(regions()) == ["East", "Central", "West", "North-East", "China"]
    assert list(poverty_regions()) == ["East", "Central", "West", "China"]
    assert "Liaoning" in poverty_regions()["East"]
    assert {"Jilin", "Heilongjiang"} <= {*poverty_regions()["Central"]}
    assert sum(map(len, poverty_regions().values())) == 62
    assert {"Gansu", "Guizhou", "Tibet"} < {*poor_provinces()}
    assert not {"Zhejiang", "Jilin"} & {*poor_provinces()}


def test_a_new_world_is_in_the_interval_in_nine_of_ten_cases():
    luck = np.random.default_rng(1).normal(size=(21, 2000))
    *worlds, new = [
        {("q", str(place), "2017", "share"): value for place, value in enumerate(world)}
        for world in luck
    ]
    table = intervals_of(worlds)
    assert table.columns.tolist() == COLUMNS
    inside = (table["low"] <= [*new.values()]) & (table["high"] >= [*new.values()])
    assert inside.mean() == pytest.approx(0.9, abs=0.02)


def test_what_a_target_speaks_of_is_marked(told):
    table = intervals_of([{(*key, "1"): value for key, value in told.items()}])
    marked = table[table["fitted"]]
    of = {name: {*rows["where"]} for name, rows in marked.groupby("quantity")}
    assert of == {
        "platform_sales_growth": {"Gansu", "Guizhou", "Tibet"},
        "seller_sales_growth": {CHINA},
        "online_spending_per_head": {"Tibet", "Shaanxi", "Guizhou"},
        "jobs_transaction": {"Guangdong", "Zhejiang", "Jiangsu"},
    }
    assert {"2017", "2017-01..2017-11"} == {*marked["when"]}


def test_few_worlds_give_their_extremes():
    key = ("q", "China", "2017", "share")
    table = intervals_of([{key: value} for value in (0.0, 0.25, 1.0)])
    assert table.iloc[0][["value", "low", "high"]].tolist() == pytest.approx([0.25, 0.0, 1.0])


def test_rural_sellers_are_a_part_of_all():
    scenario = read_scenario("base")
    rural, months = rural_sales(scenario), MeanField(scenario, *marketplace_of(scenario)).play()
    real = scenario.scale / scenario.grain.money
    for month in ("2016-01", "2017-12"):
        part = rural[month].to_numpy() / (months[month].goods * real)
        assert ((part > 0.02) & (part < 0.6)).all()
        assert part[NAMES.index("Shanghai")] < part[NAMES.index("Gansu")]


def test_without_newcomers_rural_sellers_only_become_fewer_among_all():
    scenario = read_scenario("base").with_values({"online.might_sell": 0})
    rural, months = rural_sales(scenario), MeanField(scenario, *marketplace_of(scenario)).play()
    first, last = (rural[m].to_numpy() / months[m].goods for m in ("2016-01", "2017-12"))
    assert (last <= first * (1.0 + 1e-9)).all()
    assert (last < first).any()


def test_the_committed_predictions_are_these(told):
    committed = pd.read_csv(REPOSITORY / "results" / "predictions" / "out_of_sample.csv")
    assert committed.columns.tolist() == COLUMNS
    keys = {tuple(row) for row in committed[["quantity", "where", "when"]].astype(str).to_numpy()}
    assert keys == told.keys()
    assert len(committed) == len(keys)
    assert (committed["low"] <= committed["value"]).all()
    assert (committed["value"] <= committed["high"]).all()
