"""The model's side of the targets: of the mean field, and of finished runs."""

import numpy as np
import pytest

from sim.evidence.calibration.moments import answered, of_mean_field, of_runs
from sim.evidence.calibration.targets import CHINA, read_targets, residuals
from sim.experiments.points import Kept
from sim.experiments.run import Outcome
from sim.scenario import read_scenario

UNANSWERED = {"shops_on_b2b_platform", "stockout_rate_world", "farm_e_commerce_adoption"}


@pytest.fixture(scope="module")
def moments():
    return of_mean_field(read_scenario("base"))


def test_the_base_year_is_the_published_one(moments):
    assert moments["physical_online_share.2016"][CHINA] == pytest.approx(0.126, rel=0.02)
    assert moments["parcels.2016"][CHINA] == pytest.approx(3.128e10, rel=0.02)


def test_the_nation_is_the_sum_of_its_provinces(moments):
    sales = moments["online_sales"]
    assert sum(value for place, value in sales.items() if place != CHINA) == pytest.approx(
        sales[CHINA]
    )
    assert moments["parcels"][CHINA] == pytest.approx(
        np.mean([moments[f"parcels.{year}"][CHINA] for year in (2016, 2017)])
    )


def test_targets_of_shops_and_stalls_are_left_to_the_engine(moments):
    targets = read_targets()
    asked = answered(targets, moments)
    assert targets.keys() - asked.keys() == UNANSWERED
    assert np.isfinite(residuals(list(asked.values()), moments)).all()


def test_finished_runs_are_averaged_and_years_added_up():
    scenario = read_scenario("base")
    online = scenario.online

    def run(growth):
        by_province = {
            "province": ["Gansu", "Tibet"], "outcome": ["growth"] * 2, "value": [growth, 0.5],
            "unit": ["share"] * 2,
        }  # fmt: skip
        monthly = {
            "month": ["2016-01", "2016-02", "2017-01", "2017-01"],
            "province": ["Gansu", "Gansu", "Gansu", "Tibet"],
            "parcels_sent": [1.0, 2.0, 4.0, 8.0 + growth],
            "online_goods_rmb": [online.retail_sales] * 4,
        }
        tables = {"outcomes_by_province": by_province, "monthly": monthly}
        return Kept({"growth": Outcome(2 * growth, "share")}, tables, {})

    told = of_runs(scenario, [run(0.1), run(0.3)])
    assert told["growth"] == pytest.approx({CHINA: 0.4, "Gansu": 0.2, "Tibet": 0.5})
    assert told["parcels.2016"][CHINA] == pytest.approx(3.0)
    assert told["parcels.2017"][CHINA] == pytest.approx(12.2)
    assert told["physical_online_share.2016"][CHINA] == pytest.approx(2.0)
    of_2017 = told["physical_online_share.2017"][CHINA]
    assert of_2017 == pytest.approx(2.0 / (1.0 + online.retail_growth))
