"""The year online."""

from datetime import date, timedelta

import numpy as np
import pytest

from sim.model import TradeModel
from sim.model.online_season import online_season, share_of_day
from sim.scenario import read_scenario

ONLINE = read_scenario("base").online


@pytest.mark.parametrize("year", [2016, 2017])
def test_the_days_of_a_year_make_up_the_year(year):
    days = [date(year, 1, 1) + timedelta(days=d) for d in range(366)]
    shares = {day: share_of_day(ONLINE, day) for day in days if day.year == year}
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares[date(year, 11, 11)] == ONLINE.singles_day
    index = sum(ONLINE.month_index)
    for month in range(1, 13):
        of_month = sum(share for day, share in shares.items() if day.month == month)
        assert of_month == pytest.approx(ONLINE.month_index[month - 1] / index)


def test_a_run_knows_its_days_and_those_that_merchants_plan_for():
    scenario = read_scenario("base", sets=["calendar.warmup_days=3"])
    season = online_season(scenario)
    start = (date(2016, 11, 11) - date(2016, 1, 1)).days + 3
    assert season[start] == pytest.approx(365.0 * ONLINE.singles_day)
    model = TradeModel("base", **{"scale": 1e6, "calendar.warmup_days": 3})
    ahead = model.rules.online.dispatch.ahead
    assert len(ahead) >= model.days_total
    lead = ONLINE.lead_days + ONLINE.review_days - 1
    assert ahead[start - 1] == pytest.approx(season[start : start + lead].sum())


def test_a_day_on_which_nobody_buys_has_a_logarithm():
    dates = ["calendar.start=2016-11-01", "calendar.end=2016-11-30", "calendar.warmup_days=0"]
    season = online_season(read_scenario("base", [*dates, "online.singles_day=0"]))
    assert np.isfinite(np.log(season)).all()
    assert 0.0 < season[10] < 1e-9 < season[9]
