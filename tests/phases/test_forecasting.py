"""What shops and the platform learn from a day, reckoned shop by shop."""

import numpy as np
import pytest

from sim.phases import forecasting
from sim.rules.forecasts import corrected_sales
from tests.phases.alone import country, run, with_rules

SMOOTHING, POOLED, SIZE = 0.2, 0.1, 0.05


def prepared(delay=1):
    """A country in which some shops have analytics and some shelves are empty or not listed."""
    model = country()
    changes = {"smoothing": SMOOTHING, "pool_smoothing": POOLED, "size_smoothing": SIZE}
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


def test_with_analytics_a_shop_takes_the_posted_rate_times_its_size():
    model = prepared()
    state = model.state
    shelves, keepers, pool = state.shelves, state.keepers, state.pool
    rows = slice(0, state.shop_shelves)
    forecast, variance = np.array(shelves.forecast[rows]), np.array(shelves.variance[rows])
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
            mean = size[shop] * posted[place] if posted[place] > 0 else forecast[i]
            real = corrected_sales(
                int(shelves.sold[i]), int(shelves.sold_out[i]), float(mean), float(variance[i])
            )
            error = real - mean
            assert shelves.forecast[i] == pytest.approx(mean, rel=1e-5)
            learnt = variance[i] + SMOOTHING * (error**2 - variance[i])
            assert shelves.variance[i] == pytest.approx(learnt, rel=1e-5)
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
        pool.posted[:] *= grain
        run(model, forecasting)
        found.append((np.array(shelves.forecast) / grain, np.array(shelves.variance) / grain**2))
    assert found[0][0] == pytest.approx(found[1][0], rel=1e-5)
    assert found[0][1] == pytest.approx(found[1][1], rel=1e-5)
