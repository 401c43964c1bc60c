"""What people look for, and what the platform makes of it, by hand."""

import numpy as np
import pytest

from sim.model.calendar import today_of
from sim.phases import forecasting
from sim.phases.platform.searches import Settings, draw_searches, settings_of
from sim.rules.demand_draws import draw_table
from sim.scenario import DemandLaw, read_scenario
from tests.phases.alone import run, with_marketplace, with_rules
from tests.phases.compiled import run_part, some

TABLE = draw_table(DemandLaw.POISSON, 1.0, 1.0, 0.001, 200.0, 1025)
DAY, A_UNIT, WEIGHT, WORTH, GRAIN = 10, 0.3, 0.2, 0.2, 2


def searched():
    """A country, and the mean of each search: nobody is near a shop in the second province."""
    model = with_marketplace("levers.new_retail=1")
    counters, products = model.state.counters, model.state.products
    counters.near[:] = 3.0, 1.5, 0.0, 0.0
    model.state.online.buyers.access[:] = 0.5, 0.2, 0.9, 0.5, 0.5, 0.9
    luck = np.random.default_rng(3)
    products.appeal[:] = luck.normal(0.0, 1.0, products.appeal.shape)
    products.popularity[:] = 1.0
    products.popularity[3] = 0.0
    means = (3.0 * 0.5 + 1.5 * 0.2) * A_UNIT * np.exp(np.asarray(products.appeal, float))
    means[1] = means[0, 3] = 0.0
    return model, means


def drawn(model, day, seed=1):
    today = today_of(model.asked, seed, day)
    model.state.pool.sought[:] = 99
    settings = Settings(A_UNIT, TABLE)
    state = model.state
    tables = some(
        counters=state.counters, products=state.products, pool=state.pool,
        online=some(buyers=state.online.buyers),
    )  # fmt: skip
    run_part(draw_searches, today, tables=tables, rules=some(online=some(searches=settings)))
    return np.array(model.state.pool.sought)


def test_searches_are_poisson_by_people_online_near_shops_and_by_appeal():
    model, means = searched()
    days = 300
    found = np.array([drawn(model, day) for day in range(days)], float)
    error = np.sqrt(means / days)
    assert (np.abs(found.mean(axis=0) - means) <= 5 * error).all()
    some = means[0] > 1.0
    assert (np.abs(found.var(axis=0)[0, some] - means[0, some]) < 5 * np.sqrt(
        (means + 2 * means**2)[0, some] / days)).all()  # fmt: skip
    between = np.corrcoef(found[:, 0, some].T)[~np.eye(some.sum(), dtype=bool)]
    assert np.abs(between).max() < 6 / np.sqrt(days)
    assert not np.array_equal(drawn(model, 1), drawn(model, 1, seed=2))


def test_people_of_every_province_look_for_what_is_wanted_there():
    model, _ = searched()
    model.state.counters.near[:] = 0.0, 0.0, 50.0, 80.0
    found = drawn(model, DAY)
    assert not found[0].any() and found[1].any()


@pytest.mark.parametrize("worth", [WORTH, 1000.0, 0.0])
def test_the_platform_pools_searches_and_sales(worth):
    """Searches count like the sales of as many mean shops as would sell all that is sought."""
    model, _ = searched()
    settings = {"pool_smoothing": WEIGHT, "search_worth": worth, "grain": GRAIN}
    with_rules(model, "forecasting", posting_delay=0, **settings)
    with_rules(model, "online.searches", a_unit=A_UNIT, order_table=TABLE)
    pool, luck = model.state.pool, np.random.default_rng(9)
    pool.seen[:] = pool.weight[:] = 0
    pool.seen_smooth[:] = luck.uniform(1, 9, pool.seen_smooth.shape)
    pool.weight_smooth[:] = luck.uniform(0.5, 2.0, pool.weight_smooth.shape)
    pool.seen_smooth[0, 5:8] = pool.weight_smooth[0, 5:8] = 0.0
    pool.sought_smooth[:] = luck.uniform(0.1, 3.0, pool.sought_smooth.shape)
    pool.sought_smooth[1] = 0.0
    pool.estimate[:] = 7.0
    smooth = np.array(pool.sought_smooth)
    run(model, forecasting, DAY)
    if worth == 0.0:
        assert (np.asarray(pool.posted) == 7.0).all()
        assert np.array_equal(pool.sought_smooth, smooth)
        return
    sought = 0.8 * smooth + 0.2 * GRAIN * np.asarray(pool.sought)
    assert np.asarray(pool.sought)[0].any()
    assert pool.sought_smooth == pytest.approx(sought)
    seen, weight = np.asarray(pool.seen_smooth)[0], np.asarray(pool.weight_smooth)[0]
    sold = weight > 0.0
    looked = sought[0, sold].sum() / (seen[sold] / weight[sold]).sum()
    counted = min(looked, worth)
    assert (counted < looked) == (worth == WORTH)
    expected = (seen + counted * sought[0] / looked) / (weight + counted)
    assert pool.estimate[0] == pytest.approx(expected, rel=1e-5)
    assert pool.posted[0] == pytest.approx(expected, rel=1e-5)
    assert (np.asarray(pool.estimate)[1] == 7.0).all()  # there nobody looks


def test_where_nothing_is_sold_searches_tell_nothing():
    model, _ = searched()
    with_rules(model, "forecasting", pool_smoothing=WEIGHT, search_worth=WORTH, posting_delay=0)
    pool = model.state.pool
    pool.seen[:] = pool.weight[:] = 0
    pool.seen_smooth[:], pool.weight_smooth[:], pool.estimate[:] = 0.0, 1.0, 7.0
    pool.sought_smooth[:] = 2.0
    run(model, forecasting, DAY)
    assert (np.asarray(pool.estimate) == 7.0).all()


def test_a_scenario_says_how_often_people_look():
    scenario = read_scenario("base", sets=["new_retail.searches=0.7"])
    assert settings_of(scenario, TABLE) == (0.7, TABLE)
