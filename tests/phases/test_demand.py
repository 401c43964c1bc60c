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
    with_rules(model, "demand", log_growth=float(np.log(1.3)))
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
