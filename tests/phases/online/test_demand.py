"""Orders of a day: as many as buyers place on the mean, each handed to one merchant."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from sim.engine.tables.columns import as_this_process_runs
from sim.phases.online.demand import CHOOSE_ANEW, settings_of, table_of_orders
from sim.rules.online_choice import choose, choosing_of
from sim.scenario import read_scenario
from tests.phases.acts import perform
from tests.phases.compiled import order_of_offers
from tests.phases.marketplace import (
    DAY,
    copied,
    each_offer,
    online_rules,
    open_marketplace,
    waiting,
)

SCENARIO = read_scenario("base", sets=["online.promotion=0.4"])
SEASON = np.array([1.0, 1.0, 1.0, 1.0, 0.5, 2.0])
START = 0.25  # years from the end of 2015 to the first counted day
SETTINGS = settings_of(SCENARIO, table_of_orders(), START, SEASON)
RULES = online_rules(demand=SETTINGS)


def ordered(mean=40.0, pull=0.0, **changes):
    """A marketplace after a day's orders, of which each buyer places `mean` with each offer.

    pull  log of what a shock makes of the orders of the last buyer
    """
    state = open_marketplace()
    state.online.buyers.pull[-1] = pull
    state.online.trade.log_mean[:] = math.log(mean)
    order_of_offers(state.online.tables, SETTINGS, DAY._replace(**changes))
    return state.online


@pytest.mark.parametrize(("day", "season"), [(3, 1.0), (4, 0.5), (5, 2.0)])
def test_orders_have_the_mean_and_variance_of_poisson(day, season):
    orders = np.array([ordered(day=day, seed=seed).trade.orders for seed in range(20)], float)
    mean = 40.0 * season
    assert orders.mean() == pytest.approx(mean, abs=5 * math.sqrt(mean / orders.size))
    assert orders.var() == pytest.approx(mean, rel=5 * math.sqrt(2 / orders.size))
    lanes = orders.reshape(20, -1)
    apart = np.corrcoef(lanes, rowvar=False)[np.triu_indices(lanes.shape[1], 1)]
    assert np.abs(apart).max() < 0.9  # no two buyers share their luck


def test_a_shock_draws_orders_of_its_buyers_alone():
    usual = np.array([ordered(seed=seed).trade.orders for seed in range(9)])
    shocked = np.array([ordered(seed=seed, pull=math.log(3.0)).trade.orders for seed in range(9)])
    assert np.array_equal(usual[..., :-1], shocked[..., :-1])
    assert shocked[..., -1].sum() / usual[..., -1].sum() == pytest.approx(3.0, rel=0.2)


def test_every_order_goes_to_one_merchant_and_all_expect_the_same():
    of_first, of_last = 0, 0
    before = open_marketplace().online.merchants.orders
    for seed in range(60):
        online = ordered(mean=0.4, seed=seed)
        handed, trade = np.asarray(online.merchants.orders), online.trade
        for k, s, rows in each_offer():
            part = handed[rows.start : rows.stop]
            assert part.sum() == np.asarray(trade.orders[k, s]).sum() == online.offers.asked[k, s]
            assert part.max() - part.min() <= 1
        assert np.array_equal(handed[waiting()], before[waiting()])
        five = next(rows for k, s, rows in each_offer() if len(rows) == 5)
        of_first, of_last = of_first + handed[five.start], of_last + handed[five.stop - 1]
    expected = 60 * 6 * 0.4 * 0.5 / 5
    assert of_first == pytest.approx(expected, abs=5 * math.sqrt(expected))
    assert of_last == pytest.approx(expected, abs=5 * math.sqrt(expected))


@pytest.mark.parametrize("shock", [None, "fuel_price", "lane_closure"])
@pytest.mark.parametrize(
    ("counting", "day", "years", "promotion"), [(1, 200, START + 200 / 365, 0.4), (0, -9, START, 0)]
)
def test_on_the_first_of_a_month_and_at_a_shock_buyers_choose_anew(
    counting, day, years, promotion, shock
):
    state = open_marketplace()
    state.shocks.changes = lambda names, number: shock in names and number == DAY.day
    online, other = state.online, open_marketplace().online
    first = int(shock is None)
    today = DAY._replace(counting=counting, counting_day=day, first_of_month=first)
    perform(CHOOSE_ANEW, state, RULES, today)
    choosing = choosing_of(SCENARIO.online, SCENARIO.demand)._replace(promotion=float(promotion))
    tables = map(as_this_process_runs, (other.offers, other.buyers, other.parcels, other.trade))
    choose(*tables, choosing, years)
    np.testing.assert_allclose(online.trade.log_mean, other.trade.log_mean, rtol=1e-12)
    np.testing.assert_allclose(online.buyers.access, other.buyers.access, rtol=1e-12)


@pytest.mark.parametrize(("first", "counting", "noted"), [(1, 1, 1), (0, 1, 0), (1, 0, 0)])
def test_farm_income_is_noted_on_the_first_of_months_that_count(first, counting, noted):
    state = open_marketplace()
    money = dict.fromkeys(("sales", "other", "costs"), np.zeros(2, np.int64))
    state.farm = SimpleNamespace(
        farmers=SimpleNamespace(province=np.array([0, 1]), **money),
        sellers=SimpleNamespace(farmer=[]),
    )
    (before,) = copied(state.online.buyers)
    perform(CHOOSE_ANEW, state, RULES, DAY._replace(first_of_month=first, counting=counting))
    assert state.online.buyers.months[0] == before.months[0] + noted


def test_where_nobody_sells_online_nobody_chooses():
    state = SimpleNamespace(online=None, shocks=SimpleNamespace(changes=lambda *asked: True))
    assert not CHOOSE_ANEW.when(state, None, DAY)
