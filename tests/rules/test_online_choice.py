"""Logit choice against sums of exponentials written out, and independence of what is irrelevant."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.engine.tables.columns import allocate, as_this_process_runs
from sim.engine.tables.online import FOOD, SERVICES, Buyers, Offers, Parcels, Trade
from sim.rules.online_choice import (
    Choosing,
    access_at,
    choose,
    choosing_of,
    joined_value,
    odds_online,
    shares_online,
    utility,
    value_of,
)
from sim.scenario import read_scenario

WEIGHTS = (4.0, 0.1, 0.5)
offers = st.tuples(
    st.floats(1.0, 1e5), st.floats(0.0, 9.0), st.integers(1, 10**6), st.floats(-3.0, 3.0)
)


def chances(options):
    utilities = np.array([utility(*option, 0.0, *WEIGHTS) for option in options])
    return np.exp(utilities - value_of(utilities))


@given(st.lists(offers, min_size=2, max_size=6))
def test_shares_are_those_of_a_logit(options):
    price, days, listings, appeal = np.array(options).T
    weight = price**-4.0 * np.exp(-0.1 * days + appeal) * np.sqrt(listings)
    np.testing.assert_allclose(chances(options), weight / weight.sum(), rtol=1e-9)


@given(st.lists(offers, min_size=2, max_size=6), offers, st.floats(0.01, 100.0))
def test_two_options_stand_to_each_other_whatever_else_is_offered(options, third, dearer):
    alone = chances(options)
    price, *rest = third
    for more in (third, (price * dearer, *rest)):
        beside = chances([*options, more])
        np.testing.assert_allclose(beside[0] * alone[1], beside[1] * alone[0], rtol=1e-9)


def test_dearer_slower_and_fewer_draw_less_and_promotion_draws_more():
    base = utility(100.0, 3.0, 200, 0.0, 0.0, *WEIGHTS)
    assert utility(101.0, 3.0, 200, 0.0, 0.0, *WEIGHTS) < base
    assert utility(100.0, 4.0, 200, 0.0, 0.0, *WEIGHTS) == pytest.approx(base - 0.1)
    assert utility(100.0, 3.0, 400, 0.0, 0.0, *WEIGHTS) == pytest.approx(base + 0.5 * np.log(2.0))
    assert utility(100.0, 3.0, 200, 0.0, 0.3, *WEIGHTS) == pytest.approx(base + 0.3)


def test_utilities_and_odds_may_be_of_any_size():
    assert value_of(np.array([3.0])) == 3.0
    assert value_of(np.array([-1000.0, 1000.0])) == 1000.0
    assert shares_online(np.array([0.0, 1000.0])).tolist() == [0.0, 1.0]


@given(st.lists(st.floats(-30.0, 30.0), min_size=1, max_size=5))
def test_what_is_not_spent_online_is_spent_elsewhere(log_odds):
    shares = shares_online(np.array(log_odds))
    weight = np.exp(log_odds)
    np.testing.assert_allclose(shares, weight / (1.0 + weight.sum()), rtol=1e-9)


def test_taste_and_better_offers_draw_spending_online():
    assert odds_online(-2.0, 0.3, 0.0, 0.5, 7.0, 7.0) == -2.0
    assert odds_online(-2.0, 0.3, 2.0, 0.5, 8.0, 7.0) == pytest.approx(-2.0 + 0.6 + 0.5)


@given(st.floats(0.1, 0.6), st.floats(0.0, 0.3), st.floats(0.5, 1.0))
def test_access_is_the_published_one_at_the_end_of_each_year(of_2015, more, gap):
    of_2016 = of_2015 + more
    assert access_at(-1.0, of_2015, of_2016, gap) == of_2015
    assert access_at(0.0, of_2015, of_2016, gap) == of_2015
    assert access_at(0.5, of_2015, of_2016, gap) == pytest.approx((of_2015 + of_2016) / 2)
    assert access_at(1.0, of_2015, of_2016, gap) == pytest.approx(of_2016)
    assert 1.0 - access_at(1.5, of_2015, of_2016, gap) == pytest.approx((1.0 - of_2016) * gap**0.5)
    assert 1.0 - access_at(2.0, of_2015, of_2016, gap) == pytest.approx((1.0 - of_2016) * gap)


def test_a_scenario_says_how_buyers_choose():
    scenario = read_scenario("base", sets=["online.access_2016=0.5", "online.access_2017=0.6"])
    choosing = choosing_of(scenario.online, scenario.demand)
    assert choosing.gap_2017 == pytest.approx(0.8)
    assert choosing.promotion == 0.0
    assert np.exp(choosing.log_income_growth) == pytest.approx(1 + scenario.demand.income_growth)


def random_market(luck):
    """Three provinces, each with two cells of people, and firms; one cell has nothing to spend."""
    places, categories = 3, 4
    count = 3 * places

    def drawn(table, **shapes):
        columns = allocate(table, 1, **shapes)
        for name, shape in shapes.items():
            column = getattr(columns, name)
            small = column.dtype.kind == "f"
            column[:] = luck.uniform(0.1, 1.0, shape) if small else luck.integers(2, 90, shape)
        return columns

    square, by_buyer = (places, places), (categories, count)
    offers = drawn(
        Offers, **dict.fromkeys(("open", "listings", "listed", "price", "appeal"), (categories, 3))
    )
    offers.open[0, 0] = offers.listings[0, 0] = 1
    parcels = drawn(Parcels, days=square, price=square, closed=square, wait=(places,))
    parcels.closed[:] = np.array([[0, 1, 0], [0, 0, 0], [0, 1, 0]])
    of_buyer = (
        "people",
        "access",
        "budget",
        "purse",
        "access_2015",
        "access_2016",
        "stalls",
        "food",
    )
    shapes = dict.fromkeys(of_buyer, (count,)) | {"province": (count,), "drift": (categories, 2)}
    names = ("odds", "value", "share", "shops", "at_shops")
    buyers = drawn(Buyers, **shapes, **dict.fromkeys(names, by_buyer))
    buyers.shops[:] = 0.0
    buyers.province[:] = np.repeat(np.arange(places), 3)
    buyers.people[2::3] = 0.0
    buyers.stalls[:] = 0.0
    buyers.budget[1] = 0.0
    trade = drawn(Trade, log_mean=(categories, places, count))
    return offers, buyers, parcels, trade


def test_two_sets_of_options_are_worth_what_their_exponentials_sum_to():
    assert joined_value(1.0, 3.0) == pytest.approx(np.log(np.exp(1.0) + np.exp(3.0)))
    assert joined_value(3.0, -1.0) == pytest.approx(np.log(np.exp(3.0) + np.exp(-1.0)))
    assert joined_value(-2000.0, 5.0) == 5.0


@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize("years", [0.0, 0.5, 1.7])
def test_orders_of_a_month_are_what_is_spent_on_the_chosen_over_its_price(years, beside):
    """Merchants alone, or beside farmers' stalls and shops, which are told against the opening."""
    luck = np.random.default_rng(3)
    offers, buyers, parcels, trade = random_market(luck)
    if beside:
        people = buyers.people > 0.0
        buyers.stalls[people] = luck.uniform(0.0, 2.0, people.sum())
        buyers.shops[:, people] = luck.uniform(0.0, 2.0, (4, people.sum()))
        buyers.stalls[0] = buyers.shops[FOOD, 3] = 0.0
        buyers.value[:] = luck.uniform(-12.0, -9.0, buyers.value.shape)
    choosing = Choosing(4.0, 0.1, 0.5, 0.7, 0.3, 0.8, 0.07)
    tables = (as_this_process_runs(table) for table in (offers, buyers, parcels, trade))
    values = choose(*tables, choosing, years)

    delivered = offers.price[:, :, None] + np.zeros(len(buyers.people))
    delivered[:SERVICES] += parcels.price[:, buyers.province]
    days = np.zeros(delivered.shape)
    days[:SERVICES] = (parcels.days + parcels.wait[:, None])[:, buyers.province]
    weight = np.sqrt(offers.open * offers.listings * offers.listed)[:, :, None] * delivered**-4.0
    weight *= np.exp(offers.appeal[:, :, None] - 0.1 * days)
    weight[FOOD] *= np.exp(0.3)
    weight[:SERVICES] *= parcels.closed[:, buyers.province] == 0
    others = np.exp(buyers.value) * buyers.shops
    others[FOOD] += np.exp(buyers.value[FOOD]) * buyers.stalls
    in_all = weight.sum(axis=1) + others
    assert (others > 0.0).any() == beside
    np.testing.assert_allclose(values, np.log(in_all), rtol=1e-12)

    access = [
        access_at(years, then, later, 0.8)
        for then, later in zip(buyers.access_2015, buyers.access_2016, strict=True)
    ]
    np.testing.assert_allclose(buyers.access, access)
    odds = np.exp(buyers.odds + buyers.drift[:, :1] * years + 0.7 * (values - buyers.value))
    budget = buyers.budget * access * buyers.purse * np.exp(0.07 * (years - 0.5))
    spent = budget * odds / (1.0 + odds.sum(axis=0))
    of_firms = buyers.budget * np.exp(buyers.odds + buyers.drift[:, 1:] * years)
    share = np.array(access) * odds / (1.0 + odds.sum(axis=0))
    np.testing.assert_allclose(buyers.share, share, rtol=1e-9)
    spent = np.where(buyers.people > 0.0, spent, of_firms)
    at_par = np.exp(buyers.value) / in_all  # chance of an option of attraction 1
    np.testing.assert_allclose(buyers.food, spent[FOOD] * at_par[FOOD], rtol=1e-9, atol=1e-300)
    at_shops = spent * buyers.shops * at_par
    np.testing.assert_allclose(buyers.at_shops, at_shops, rtol=1e-9, atol=1e-300)
    expected = spent[:, None] * weight / in_all[:, None] / delivered
    np.testing.assert_allclose(np.exp(trade.log_mean), expected, rtol=1e-9)
