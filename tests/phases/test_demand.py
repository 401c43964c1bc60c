"""Who asks for what today: drawn with the right mean and spread, given, or on a straight line."""

import numpy as np
import pytest
from scipy import stats

from sim.model import TradeModel
from sim.phases import demand
from sim.scenario import read_scenario
from tests.phases.alone import country, run, whole, with_rules


def textbook(*sets):
    """A shop of one product, a hundred times over."""
    short = ["population.shops=100", "calendar.end=2000-01-09", "calendar.warmup_days=3"]
    return TradeModel(read_scenario("textbook/lost_sales", sets=[*short, *sets]))


def asked(model, numbers, **on):
    """Demand of the shop shelves, a row a day."""
    rows = slice(0, model.state.shop_shelves)
    found = []
    for number in numbers:
        run(model, demand, number, **on)
        found.append(np.array(model.state.shelves.demanded[rows]))
    return np.stack(found)


def test_demand_has_the_mean_of_the_shelf_and_the_day_and_the_asked_spread():
    """Means from 0.5 to 20 in units of 3 grains, 1.3 times on the day (5 standard errors)."""
    model = country("grain.goods=3", "demand.variance_to_mean=2")
    with_rules(model, "demand", log_income_growth=float(np.log(1.3)))
    shelves, rows = model.state.shelves, slice(0, model.state.shop_shelves)
    means = np.geomspace(0.5, 20, rows.stop)
    shelves.log_mean[rows] = np.log(means)
    shelves.listed[rows] = np.arange(rows.stop) % 5 > 0
    units = asked(model, range(60), counting_day=365) / 3
    assert np.array_equal(units, np.round(units))
    listed = np.asarray(shelves.listed[rows]) == 1
    assert not units[:, ~listed].any()
    luck = (units - 1.3 * means)[:, listed] / np.sqrt(2 * 1.3 * means[listed])
    assert abs(luck.mean()) < 5 / np.sqrt(luck.size)
    assert abs(luck.var() - 1) < 5 * np.sqrt((stats.kurtosis(luck, axis=None) + 2) / luck.size)
    assert abs(np.corrcoef(luck[:-1].ravel(), luck[1:].ravel())[0, 1]) < 5 / np.sqrt(luck.size)
    assert abs(np.corrcoef(luck[:, :-1].ravel(), luck[:, 1:].ravel())[0, 1]) < 5 / np.sqrt(
        luck.size
    )


def test_normal_demand_is_normal():
    model = textbook("demand.law=normal", "demand.mean=50", "demand.sd=10", "grain.goods=100")
    found = (asked(model, range(60)) / 100 - 50) / 10
    assert stats.kstest(found.ravel(), "norm").pvalue > 1e-4
    for one, other in ((found[:-1], found[1:]), (found[:, :-1], found[:, 1:])):
        assert abs(np.corrcoef(one.ravel(), other.ravel())[0, 1]) < 5 / np.sqrt(found.size)


def test_uniform_demand_has_every_grain_alike():
    model = textbook(
        "demand.law=uniform", "demand.lowest=0.5", "demand.highest=1.4", "grain.goods=10"
    )
    found = asked(model, range(60)).ravel()
    assert (found.min(), found.max()) == (5, 14)
    assert stats.chisquare(np.bincount(found)[5:]).pvalue > 1e-4


def test_lognormal_demand_has_its_mean_and_standard_deviation():
    model = textbook("demand.law=lognormal", "demand.mean=30", "demand.sd=12", "grain.goods=1000")
    found = asked(model, range(60)).ravel() / 1000
    log_sd = np.sqrt(np.log(1 + (12 / 30) ** 2))
    law = stats.lognorm(log_sd, scale=30 * np.exp(-0.5 * log_sd**2))
    assert (law.mean(), law.std()) == pytest.approx((30, 12))
    assert stats.kstest(found, law.cdf).pvalue > 1e-4


def test_given_chances_are_drawn():
    model = textbook("demand.law=chances", "demand.chances=[0.2, 0, 0.5, 0.3]")
    found = np.bincount(asked(model, range(60)).ravel())
    assert found[1] == 0
    assert stats.chisquare(found[[0, 2, 3]], 6000 * np.array([0.2, 0.5, 0.3])).pvalue > 1e-4


def test_demand_remembers_yesterday_but_not_before_the_first_day():
    """A shop that was asked for 900 more than the mean of 100 is asked for 450 more, and luck."""
    sets = ("demand.law=normal", "demand.mean=100", "demand.sd=10", "demand.autocorrelation=0.5")
    model = textbook(*sets)
    demanded = model.state.shelves.demanded
    for number, expected, sd in ((0, 100, 10), (1, 550, 10 * np.sqrt(0.75))):
        demanded[: model.state.shop_shelves] = 1000
        found = asked(model, [number])
        assert abs(found.mean() - expected) < 5 * sd / 10
        assert abs(found.std() - sd) < 5 * sd / np.sqrt(200)


def test_customers_bring_goods_back_only_where_that_is_allowed():
    sets = ("demand.law=normal", "demand.mean=1", "demand.sd=5")
    assert asked(textbook(*sets), range(5)).min() == 0
    policy = ("stock.returns=allowed", "stock.policy=order_up_to", "stock.unfilled=backorder")
    assert asked(textbook(*sets, *policy), range(5)).min() < -3


def test_a_line_of_demand_follows_the_price():
    line = ("demand.intercept=20", "demand.slope=1.5", "grain.goods=10", "grain.money=100")
    model = textbook("demand.law=linear", *line)
    shelves, rows = model.state.shelves, slice(0, model.state.shop_shelves)
    price = np.linspace(1, 16, rows.stop)  # RMB a unit
    shelves.price[rows] = price * 100 / 10
    shelves.listed[rows] = np.arange(rows.stop) % 5 > 0
    expected = whole(np.maximum(20 - 1.5 * price, 0) * 10) * (np.arange(rows.stop) % 5 > 0)
    assert np.abs(asked(model, [3])[0] - expected).max() <= 1  # a price is a float of 32 bits


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        (
            ("demand.law=step", "demand.mean=4", "demand.step_mean=8", "demand.step_day=3"),
            [4, 4, 4, 4, 4, 8, 8, 8],
        ),
        (("demand.law=series", "demand.series=[3, 0, 5]"), [3, 3, 3, 3, 0, 5, 3, 0]),
    ],
)
def test_given_demand(sets, expected):
    """Three days of warm-up at the first value, then day by day; here in halves of a unit."""
    model = textbook("grain.goods=2", *sets)
    for today in expected:
        model.step()
        found = np.asarray(model.state.shelves.demanded[: model.state.shop_shelves])
        assert np.all(found == 2 * today)
