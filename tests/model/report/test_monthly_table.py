"""Months add up to the run: customers, incomes and online sales."""

import numpy as np
import pandas as pd
import pytest

from sim.experiments.by_month import OUTCOMES, outcomes_by_month
from sim.model.report.monthly_table import EARNERS
from tests.worlds import eventful


@pytest.fixture(scope="module")
def run():
    """Two months, of which the first is not whole."""
    model = eventful().run()
    return model, pd.DataFrame(model.tables()["monthly"]), model.outcomes()


def test_incomes_of_the_months_are_the_income_of_the_run(run):
    model, monthly, outcomes = run
    assert monthly["month"].unique().tolist() == ["2016-03", "2016-04"]
    years = model.recorder.years
    for kind, earners in EARNERS.items():
        last = monthly[monthly["month"] == "2016-04"]
        income = monthly[f"{kind}_income_rmb"].sum() / last[earners].sum() / years
        assert income == pytest.approx(outcomes[f"income.{kind}"].value), kind
        assert (monthly.groupby("month")[f"{kind}_income_rmb"].sum() != 0).all()


def test_goods_and_produce_are_all_customers(run):
    _, monthly, outcomes = run
    for name in ("customers", "served_at_once"):
        parts = monthly[f"goods_{name}"] + monthly[f"produce_{name}"]
        np.testing.assert_allclose(parts, monthly[name])
    for kind in ("goods", "produce"):
        sums = monthly.sum(numeric_only=True)
        missed = 1 - sums[f"{kind}_served_at_once"] / sums[f"{kind}_customers"]
        assert missed == pytest.approx(outcomes[f"stockout_rate.{kind}"].value)


def test_online_sales_are_those_of_the_marketplace(run):
    model, monthly, _ = run
    record, scenario = model.recorder.online, model.recorder.scenario
    sold = (record.months[-1][1].sold - record.opening.sold) * scenario.scale / scenario.grain.money
    by_province = monthly.groupby("province", sort=False)["online_sales_rmb"].sum()
    np.testing.assert_allclose(by_province, sold)
    assert (sold > 0).all()
    of_platforms = monthly["platform_sales_rmb"] / scenario.online.platform_share
    goods = record.months[-1][1].platform - record.opening.platform
    assert of_platforms.sum() == pytest.approx(goods.sum() * scenario.scale / scenario.grain.money)
    assert (of_platforms < monthly["online_sales_rmb"]).all()


def test_parcels_of_the_months_take_the_days_of_the_run(run):
    _, monthly, outcomes = run
    days = monthly["parcel_days"].sum() / monthly["parcels_sent"].sum()
    assert days == pytest.approx(outcomes["delivery_days"].value)


def test_a_month_of_the_country_has_every_outcome(run):
    _, monthly, _ = run
    found = outcomes_by_month(monthly.assign(scenario="base", seed=1))
    assert found["outcome"].unique().tolist() == list(OUTCOMES)
    assert len(found) == 2 * len(OUTCOMES)
    assert np.isfinite(found["value"]).all()
