"""The engine where demand remembers: Chen et al. 2000, Lee et al. 1997, Lee, So and Tang 2000."""

import numpy as np
import pytest

from sim.evidence.answers import autoregression, bullwhip
from sim.evidence.theories import THEORIES
from sim.model import TradeModel
from tests.textbook.playing import assert_agrees, scenario_with


@pytest.mark.parametrize("name", ["bullwhip_ar1", "ar1_stock", "ar1_own", "ar1_shared"])
def test_the_cases_as_shipped(name):
    assert_agrees(name)


@pytest.mark.parametrize("rho", [0.8, -0.5])
def test_demand_has_the_mean_the_variance_and_the_memory(rho):
    """By shop: means of AR(1) over n days vary with sd^2 (1 + rho) / (1 - rho) / n."""
    shops, days = 1000, []
    model = TradeModel(scenario_with("ar1_stock", demand__autocorrelation=rho))
    for _ in range(80):
        model.step()
        days.append(np.array(model.state.shelves.demanded[:shops]) / 1000)
    luck = (np.array(days) - 50) / 8
    assert abs(luck[0].std() - 1) < 5 / np.sqrt(2 * shops)  # from the first day on
    error = np.sqrt((1 + rho**2) / (1 - rho**2) / luck.size)
    assert abs(luck.mean()) < 5 * np.sqrt((1 + rho) / (1 - rho) / luck.size)
    assert abs((luck**2).mean() - 1) < 5 * np.sqrt(2) * error
    for lag in (1, 2, 3):
        kept = (luck[lag:] * luck[:-lag]).mean(axis=0)
        assert abs(kept.mean() - rho**lag) < 5 * kept.std(ddof=1) / np.sqrt(shops)


@pytest.mark.parametrize(
    ("rho", "window", "leads", "delays", "signal"),
    [
        (-0.6, [4], [2], [0], "demand"),
        (0.9, [5], [3], [1], "demand"),
        (0.4, [6, 3], [1, 2], [1, 0], "[demand, consumer_demand]"),
    ],
)
def test_moving_averages_of_such_demand(rho, window, leads, delays, signal):
    assert_agrees(
        "bullwhip_ar1",
        demand__autocorrelation=rho,
        population__levels=len(window),
        stock__window_days=window,
        stock__lead_time_days=leads,
        stock__order_delay_days=delays,
        stock__demand_signal=signal,
        sharp=0.05,
    )


@pytest.mark.parametrize(("rho", "window", "lead"), [(0.7, 5, 2), (-0.3, 8, 4), (0.95, 3, 1)])
def test_the_bound_of_chen_holds_with_equality_for_a_shop(rho, window, lead):
    (ratio,) = bullwhip.linear([bullwhip.Tier(lead, 0, window, None, True)], rho)
    bound = 1 + (2 * lead / window + 2 * (lead / window) ** 2) * (1 - rho**window)
    assert ratio == pytest.approx(bound)


def test_safety_stock_and_memory():
    assert_agrees("bullwhip_ar1", stock__safety_factor=1.5, sharp=0.05)


def test_exponential_smoothing_and_memory():
    assert_agrees(
        "bullwhip_ar1",
        stock__forecast="exponential_smoothing",
        stock__smoothing=0.3,
        demand__autocorrelation=-0.4,
        sharp=0.05,
    )


@pytest.mark.parametrize(("rho", "level", "lead", "delay"), [(-0.7, 130, 1, 1), (0.9, 260, 4, 0)])
def test_stock_under_a_level(rho, level, lead, delay):
    assert_agrees(
        "ar1_stock",
        demand__autocorrelation=rho,
        stock__order_up_to=level,
        stock__lead_time_days=lead,
        stock__order_delay_days=delay,
    )


@pytest.mark.parametrize(
    ("rho", "leads", "signals", "served", "safety"),
    [
        (0.7, [3], "[demand]", 1, 1.0),
        (-0.5, [2, 2], "[demand, demand]", 1, 1.0),
        (-0.5, [2, 2], "[demand, consumer_demand]", 1, 2.0),
        (0.3, [1, 2], "[demand, consumer_demand]", 20, 0.5),
        (0.4, [1, 1, 3], "[demand, consumer_demand, consumer_demand]", 1, 1.5),
        (0.3, [1, 1, 2], "[demand, consumer_demand, demand]", 10, 1.5),
    ],
)
def test_tiers_that_know_how_demand_remembers(rho, leads, signals, served, safety):
    assert_agrees(
        "ar1_own",
        demand__autocorrelation=rho,
        demand__sd=2,
        population__levels=len(leads),
        population__shops_per_supplier=served,
        stock__lead_time_days=leads,
        stock__demand_signal=signals,
        stock__safety_factor=safety,
        sharp=0.1,
    )


@pytest.mark.parametrize(("rho", "cover"), [(0.6, 2), (-0.4, 3), (0.9, 6)])
def test_the_variance_of_a_shop_is_that_of_lee_padmanabhan_and_whang(rho, cover):
    (shop,) = autoregression.chain(rho, [cover], [False])
    known = 1 + 2 * rho * (1 - rho**cover) * (1 - rho ** (cover + 1)) / (1 - rho)
    assert shop.order_variance_ratio == pytest.approx(known)
    missed = sum(((1 - rho**ahead) / (1 - rho)) ** 2 for ahead in range(1, cover + 1))
    assert shop.error_sd == pytest.approx(np.sqrt((1 - rho**2) * missed))


def test_to_hear_of_demand_is_worth_stock_and_the_more_the_more_it_remembers():
    def kept(name, rho):
        scenario = scenario_with(name, demand__autocorrelation=rho, demand__sd=2)
        return THEORIES[name].expected(scenario)["end_stock.tier1"]

    saved = [1 - kept("ar1_shared", rho) / kept("ar1_own", rho) for rho in (0.0, 0.3, 0.6)]
    assert saved[0] == pytest.approx(0.0, abs=1e-9)
    assert saved[0] < saved[1] < saved[2]


def test_the_answers_against_a_play_of_their_own():
    """Two tiers in continuous amounts, with nothing but arrays."""
    rho, covers, days = 0.6, (2, 3), 400_000
    luck = np.random.default_rng(8).normal(0.0, np.sqrt(1 - rho**2), days)
    demand = np.zeros(days)
    for day in range(1, days):
        demand[day] = rho * demand[day - 1] + luck[day]
    for shared in (False, True):
        own = sum(rho**ahead for ahead in range(1, covers[0] + 1))
        above = sum(rho**ahead for ahead in range(1, covers[1] + 1))
        orders = demand + own * np.diff(demand, prepend=0.0)
        signal, ahead = orders, above
        if shared:
            signal, ahead = demand, above + own * (rho ** covers[1] - 1)
        next_days = sum(orders[day : days - covers[1] + day] for day in range(1, covers[1] + 1))
        missed = next_days - ahead * signal[: days - covers[1]]
        passed_on = orders + ahead * np.diff(signal, prepend=0.0)
        shop, firm = autoregression.chain(rho, covers, [False, shared])
        assert orders.var() == pytest.approx(shop.order_variance_ratio, rel=0.02)
        assert passed_on.var() == pytest.approx(firm.order_variance_ratio, rel=0.02)
        assert missed.std() == pytest.approx(firm.error_sd, rel=0.01)
