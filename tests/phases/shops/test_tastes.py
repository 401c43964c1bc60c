"""Fashions are a stationary process, and customers take turns to notice them."""

import numpy as np
import pytest

from sim.phases import market
from tests.phases.alone import country, run, with_rules

ROUND = 7  # days after which customers have noticed


def prepared(*sets):
    """A country with prices unlike the opening's."""
    model = country(f"demand.notice_days={ROUND}", *sets)
    rows = slice(model.state.shop_shelves)
    model.state.shelves.price[rows] *= np.random.default_rng(3).uniform(0.9, 1.1, rows.stop)
    return model


def test_neighbourhoods_take_turns_to_notice():
    model = prepared()
    state = model.state
    shelves, keepers = state.shelves, state.keepers
    noticed = []
    for number in range(14, 14 + ROUND):
        before = shelves.log_mean.copy()
        run(model, market, number)
        changed = np.unique(shelves.keeper[np.flatnonzero(shelves.log_mean != before)])
        first = np.unique(keepers.first_neighbour[changed])
        assert np.all(first % ROUND == number % ROUND)
        whole = [np.arange(shop, keepers.end_neighbour[shop]) for shop in first.tolist()]
        assert changed.tolist() == np.concatenate([[], *whole]).tolist()
        noticed += changed.tolist()
    assert sorted(noticed) == list(range(state.shops))


def test_appeal_follows_the_fashions_of_a_province():
    """In a mean shop the popularity of each product, moved within its category."""
    model = prepared()
    products, grain = model.state.products, model.rules.tastes.grain
    products.appeal[:] = 0.0
    run(model, market, 13)
    assert not products.appeal.any()
    run(model, market, 14, counting=0)
    sold = np.asarray(products.popularity) > 0.0
    for drift, appeal in zip(products.drift, products.appeal, strict=True):
        worth = products.popularity / grain * products.retail_price
        usual = np.bincount(products.category, worth)
        now = np.bincount(products.category, worth * np.exp(drift))
        moved = np.log((usual / np.where(now > 0, now, 1.0))[products.category][sold])
        expected = np.log(products.popularity[sold] / grain) + drift[sold] + moved
        assert np.asarray(appeal[sold]) == pytest.approx(expected, abs=1e-5)


def test_a_deviation_fades_by_half_in_its_half_life():
    model = prepared("demand.drift_sd=0", "demand.drift_half_life_days=21")
    drift = model.state.products.drift
    start = drift.copy()
    for number in (14, 21, 28):
        run(model, market, number)
        run(model, market, number + 1)  # fashions move with the customers' round
    assert drift == pytest.approx(0.5 * start, rel=1e-5)


def test_fashions_stand_still_before_counting_begins():
    model = prepared()
    start = model.state.products.drift.copy()
    run(model, market, 14, counting=0)
    assert np.array_equal(model.state.products.drift, start)


def test_popularity_keeps_its_mean_and_its_spread():
    """A fashion of log-normal popularity with mean 1, forgotten in a round (5 standard errors)."""
    spread = 0.5
    model = prepared(f"demand.drift_sd={spread}")
    with_rules(model, "tastes", persistence=0.6)
    drift = model.state.products.drift
    luck = np.random.default_rng(5)
    drift[:] = luck.normal(-0.5 * spread**2, spread, drift.shape)
    found = []
    for number in range(0, 20 * ROUND, ROUND):
        run(model, market, number, counting=1)
        found.append(np.array(drift))
    apart = np.stack(found[::5])  # 0.6 ** 5: nearly independent
    assert abs(apart.mean() + 0.5 * spread**2) < 5 * spread / np.sqrt(apart.size) * 1.1
    assert abs(apart.std() - spread) < 5 * spread / np.sqrt(2 * apart.size) * 1.1
    later, earlier = np.stack(found[1:]).ravel(), np.stack(found[:-1]).ravel()
    error = np.sqrt((1 - 0.6**2) / later.size)
    assert abs(np.corrcoef(later, earlier)[0, 1] - 0.6) < 5 * error
