"""Fashions are a stationary process, and demand follows prices as the elasticities say."""

import numpy as np
import pytest

from sim.phases import market
from tests.phases.alone import country, run, with_rules

ROUND = 7  # days after which customers have noticed


def prepared(*sets):
    """A country with prices unlike the opening's."""
    model = country(f"demand.notice_days={ROUND}", *sets)
    luck = np.random.default_rng(3)
    products = model.state.products
    products.opening_price[:] = luck.uniform(1, 3, products.opening_price.shape)
    return model


def test_customers_weigh_the_price_of_the_shop_and_of_the_market():
    model = prepared()
    state, settings = model.state, model.rules.tastes
    shelves, keepers, products = state.shelves, state.keepers, state.products
    noticed = []
    for number in range(14, 14 + ROUND):
        before, price = shelves.log_mean.copy(), np.array(shelves.price)
        run(model, market, number)
        changed = np.unique(shelves.keeper[np.flatnonzero(shelves.log_mean != before)])
        assert np.all(changed % ROUND == number % ROUND)
        for shop in changed:
            noticed.append(int(shop))
            rows = slice(*keepers.first_shelf[shop : shop + 2])
            product, here = np.asarray(shelves.product[rows]), int(keepers.province[shop])
            mean = products.mean_price[here, product].astype(float)
            expected = keepers.traffic[shop] + np.log(products.popularity[product] / settings.grain)
            expected += products.drift[here, product]
            expected += settings.elasticity_shop * np.log(price[rows] / mean)
            opening = products.opening_price[here, product]
            expected += products.elasticity[product] * np.log(mean / opening)
            assert np.asarray(shelves.log_mean[rows]) == pytest.approx(expected, abs=1e-5)
    assert sorted(noticed) == list(range(state.shops))


def test_mean_prices_are_the_shops():
    model = prepared()
    state = model.state
    shelves, products = state.shelves, state.products
    opening = products.opening_price.copy()
    unseen = opening[1, 0] = products.opening_price[1, 0] = 0.0
    products.mean_price[:] = 0.0
    run(model, market, 13)
    assert not products.mean_price.any()
    rows = slice(0, state.shop_shelves)
    price = np.array(shelves.price[rows])  # what customers paid today
    run(model, market, 14)
    province = state.keepers.province[shelves.keeper[rows]]
    for here in range(len(state.province_names)):
        for product in range(len(state.product_names)):
            mine = (province == here) & (shelves.product[rows] == product)
            mean = price[mine].mean() if mine.any() else 0.0
            assert products.mean_price[here, product] == pytest.approx(mean, rel=1e-5)
            seen_first = opening[here, product] == unseen
            first = mean if seen_first else opening[here, product]
            assert products.opening_price[here, product] == pytest.approx(first, rel=1e-5)


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
