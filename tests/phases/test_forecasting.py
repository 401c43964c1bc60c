"""What shops and the platform learn from a day, reckoned shop by shop."""

import numpy as np
import pytest

from sim.phases import forecasting
from sim.rules.forecasts import corrected_sales
from sim.scenario import DemandSignal
from tests.phases.alone import country, run, with_rules

SMOOTHING, POOLED, SIZE = 0.2, 0.1, 0.05
APART, DISPERSION = 0.3, 1.7


def prepared(delay=1):
    """A country in which some shops have analytics and some shelves are empty or not listed."""
    model = country()
    changes = {
        "signal": int(DemandSignal.SALES),
        "estimates": 1,
        "smoothing": SMOOTHING,
        "pool_smoothing": POOLED,
        "size_smoothing": SIZE,
    }
    with_rules(model, "forecasting", posting_delay=delay, **changes)
    state, luck = model.state, np.random.default_rng(11)
    rows = slice(0, state.shop_shelves)
    shelves, keepers = state.shelves, state.keepers
    shelves.sold[rows] = luck.integers(0, 6, rows.stop)
    shelves.sold_out[rows] = luck.integers(0, 2, rows.stop)
    shelves.listed[rows] = luck.integers(0, 4, rows.stop) > 0
    shelves.forecast[rows] = luck.uniform(0.5, 4, rows.stop)
    shelves.variance[rows] = luck.uniform(0.5, 9, rows.stop)
    keepers.analytics[: state.shops] = [0, 1, 0, 0, 1, 0]
    keepers.size[: state.shops] = luck.uniform(0.5, 2, state.shops)
    keepers.seen[: state.shops] = luck.uniform(20, 50, state.shops)
    keepers.expected[: state.shops] = luck.uniform(20, 50, state.shops)
    shelves.own_estimate[rows] = luck.uniform(0.5, 4, rows.stop)
    state.pool.apart[:], state.pool.dispersion[:] = APART, DISPERSION
    state.pool.posted[:] = luck.uniform(0.5, 4, state.pool.posted.shape)
    state.pool.posted[:, ::5] = 0.0  # not known yet
    state.pool.estimate[:] = luck.uniform(0.5, 4, state.pool.posted.shape)
    state.pool.weight_smooth[:, ::2] = 3.0
    state.pool.seen_smooth[:, ::2] = 6.0
    return model


def test_without_analytics_a_shop_smooths_its_own_sales():
    model = prepared()
    state, shelves = model.state, model.state.shelves
    rows = slice(0, state.shop_shelves)
    forecast, variance = np.array(shelves.forecast[rows]), np.array(shelves.variance[rows])
    upstream = np.array(shelves.forecast[rows.stop :])
    run(model, forecasting)
    assert np.array_equal(shelves.forecast[rows.stop :], upstream)  # they learn while they order
    analytics = np.asarray(state.keepers.analytics)[shelves.keeper[rows]] == 1
    weight = SMOOTHING * shelves.listed[rows]
    error = shelves.sold[rows] - forecast
    own = ~analytics
    assert shelves.forecast[rows][own] == pytest.approx((forecast + weight * error)[own], rel=1e-5)
    learnt = variance + weight * (error**2 - variance)
    assert shelves.variance[rows][own] == pytest.approx(learnt[own], rel=1e-5)


def test_on_a_day_when_a_shelf_sells_out_an_owner_expects_no_less():
    model = prepared()
    with_rules(model, "forecasting", signal=int(DemandSignal.NOTICED_SALES))
    state, shelves = model.state, model.state.shelves
    rows = slice(0, state.shop_shelves)
    forecast = np.array(shelves.forecast[rows])
    own = np.asarray(state.keepers.analytics)[shelves.keeper[rows]] == 0
    run(model, forecasting)
    told = np.where(
        shelves.sold_out[rows], np.maximum(shelves.sold[rows], forecast), shelves.sold[rows]
    )
    learnt = forecast + SMOOTHING * shelves.listed[rows] * (told - forecast)
    assert shelves.forecast[rows][own] == pytest.approx(learnt[own], rel=1e-5)


def test_with_analytics_a_shop_weighs_the_posted_rate_against_its_own():
    model = prepared()
    state = model.state
    shelves, keepers, pool = state.shelves, state.keepers, state.pool
    forecast, own = np.array(shelves.forecast), np.array(shelves.own_estimate)
    size, seen, expected = (
        np.array(column[: state.shops]) for column in (keepers.size, keepers.seen, keepers.expected)
    )
    posted, estimate = pool.posted.copy(), pool.estimate.copy()
    smooth_seen, smooth_weight = pool.seen_smooth.copy(), pool.weight_smooth.copy()
    run(model, forecasting)

    pooled, weights = np.zeros(posted.shape), np.zeros(posted.shape)
    for shop in range(state.shops):
        first, end = keepers.first_shelf[shop], keepers.first_shelf[shop + 1]
        if not keepers.analytics[shop]:
            assert keepers.size[shop] == size[shop]
            continue
        sales, rates = 0.0, 0.0
        for i in range(first, end):
            if not shelves.listed[i]:
                assert shelves.forecast[i] == forecast[i]
                continue
            place = int(keepers.province[shop]), int(shelves.product[i])
            mean = own[i]
            if posted[place] > 0:
                between = APART * (size[shop] * posted[place]) ** 2
                chance = DISPERSION * own[i] * SMOOTHING / (2.0 - SMOOTHING)
                mean = size[shop] * posted[place]
                mean += between / (between + chance) * (own[i] - mean)
            real = corrected_sales(
                int(shelves.sold[i]), int(shelves.sold_out[i]), float(mean), DISPERSION * mean
            )
            assert shelves.forecast[i] == pytest.approx(mean, rel=1e-5)
            assert shelves.variance[i] == pytest.approx(DISPERSION * mean, rel=1e-5)
            learnt = own[i] + SMOOTHING * (real - own[i])
            assert shelves.own_estimate[i] == pytest.approx(learnt, rel=1e-5)
            pooled[place] += real
            weights[place] += size[shop]
            sales += real
            rates += posted[place]
        sales = seen[shop] + SIZE * (sales - seen[shop])
        rates = expected[shop] + SIZE * (rates - expected[shop])
        assert keepers.seen[shop] == pytest.approx(sales, rel=1e-5)
        assert keepers.expected[shop] == pytest.approx(rates, rel=1e-5)
        assert keepers.size[shop] == pytest.approx(sales / rates, rel=1e-5)

    # The platform counts in parts of 1/1024 unit.
    for place in np.ndindex(*posted.shape):
        assert pool.posted[place] == estimate[place]
        if weights[place] == 0:
            assert pool.estimate[place] == estimate[place]
            continue
        share = POOLED if smooth_weight[place] > 0 else 1.0
        sales = smooth_seen[place] + share * (pooled[place] - smooth_seen[place])
        sizes = smooth_weight[place] + share * (weights[place] - smooth_weight[place])
        assert pool.seen_smooth[place] == pytest.approx(sales, abs=4e-3)
        assert pool.weight_smooth[place] == pytest.approx(sizes, abs=4e-3)
        ratio = pool.seen_smooth[place] / pool.weight_smooth[place]
        assert pool.estimate[place] == pytest.approx(ratio, rel=1e-6)
    assert not pool.seen.any() and not pool.weight.any()


def test_without_delay_tonight_s_estimate_is_posted_tonight():
    model = prepared(delay=0)
    pool, before = model.state.pool, model.state.pool.estimate.copy()
    run(model, forecasting)
    assert np.array_equal(pool.posted, pool.estimate)
    assert not np.array_equal(pool.estimate, before)


def test_units_of_many_grains_are_corrected_unit_by_unit():
    """Counted in thousandths, the same day teaches the same."""
    found = []
    for grain in (1, 1000):
        model = prepared()
        with_rules(model, "forecasting", grain=grain)
        shelves, pool = model.state.shelves, model.state.pool
        shelves.sold[:] *= grain
        shelves.forecast[:] *= grain
        shelves.variance[:] *= grain**2
        shelves.own_estimate[:] *= grain
        shelves.stock[:] *= grain
        pool.posted[:] *= grain
        run(model, forecasting)
        found.append((np.array(shelves.forecast) / grain, np.array(shelves.variance) / grain**2))
    assert found[0][0] == pytest.approx(found[1][0], rel=1e-5)
    assert found[0][1] == pytest.approx(found[1][1], rel=1e-5)


def test_the_platform_learns_how_much_chance_there_is_and_how_shops_differ():
    """Customers of shops differ by 40 %, demand varies twice as much as chance alone."""
    model = prepared()
    state, luck = model.state, np.random.default_rng(5)
    shelves, keepers, pool = state.shelves, state.keepers, state.pool
    rows = slice(0, state.shop_shelves)
    keepers.analytics[: state.shops], keepers.size[: state.shops] = 1, 1.0
    keepers.seen[: state.shops], keepers.expected[: state.shops] = 30.0, 30.0
    pool.posted[:], pool.apart[:], pool.dispersion[:] = 3.0, 0.0, 0.0
    mean = 3.0 * np.exp(luck.normal(-0.08, 0.4, rows.stop))
    shelves.listed[rows], shelves.stock[rows], shelves.sold_out[rows] = 1, 99, 0
    shelves.own_estimate[rows] = mean
    with_rules(model, "forecasting", smoothing=0.02, pool_smoothing=0.02, size_smoothing=0.001)
    for day in range(200):
        shelves.sold[rows] = luck.negative_binomial(mean, 0.5)  # variance twice the mean
        pool.posted[:] = 3.0
        run(model, forecasting, day + 10)
    assert pool.dispersion.tolist() == pytest.approx([2.0] * 2, rel=0.1)
    where = np.asarray(keepers.province)[np.asarray(shelves.keeper[rows])]
    differ = [float(np.mean((mean[where == place] / 3.0 - 1.0) ** 2)) for place in (0, 1)]
    assert pool.apart.tolist() == pytest.approx(differ, rel=0.2)
