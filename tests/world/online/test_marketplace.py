"""The base year of the marketplace is the published one, and the miniature adds up to it."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from sim.engine.tables.online import BUYERS_A_PROVINCE, FOOD, SERVICES
from sim.rules.online_choice import choosing_of
from sim.scenario import read_scenario
from sim.world.country.csv_tables import numbers, read_columns
from sim.world.country.provinces import read_country
from sim.world.online.merchants import open_marketplace, whole_merchants, years_at_start
from sim.world.online.nation import money_sold, nation_online
from sim.world.online.published import access_by_cell, sales_by_category

MONEY = 100


@pytest.fixture(scope="module")
def market(base):
    return nation_online(base.online, base.demand, base.freight, base.farm.primary_growth, MONEY)


@pytest.fixture(scope="module")
def choosing(base):
    return choosing_of(base.online, base.demand)


@pytest.fixture(scope="module")
def then(market, choosing):
    """What would be sold in 2016 and 2017 if delivery and variety stayed."""
    return {years: money_sold(market, choosing, years) for years in (0.5, 1.5)}


def test_sellers_of_goods_sell_as_the_province_sends_parcels_and_services_as_it_produces(then):
    sent = numbers(read_columns("connection.csv")["express_parcels_2016"])
    output = read_country().gdp_2016
    shares = then[0.5].sum(axis=2) / then[0.5].sum(axis=(1, 2))[:, None]
    for k in range(SERVICES):
        np.testing.assert_allclose(shares[k], sent / sent.sum(), rtol=1e-6)
    np.testing.assert_allclose(shares[SERVICES], output / output.sum(), rtol=1e-6)


def test_the_nation_buys_what_is_published(then, base):
    online = base.online
    index = np.array(online.month_index)
    sold = then[0.5].sum(axis=(1, 2)) / MONEY
    assert sold.sum() * index[:11].sum() / index.sum() == pytest.approx(online.sales, rel=1e-6)
    goods = sold[:SERVICES].sum()
    assert goods / online.retail_sales == pytest.approx(0.126, rel=1e-6)


def test_firms_and_government_buy_their_share(then, market, base):
    firms = np.asarray(market.buyers.people) == 0.0
    assert firms.sum() == 31
    part = then[0.5][:, :, firms].sum(axis=(1, 2)) / then[0.5].sum(axis=(1, 2))
    np.testing.assert_allclose(part, base.online.outside_share, rtol=1e-6)


def test_parcels_are_those_of_2016_and_cost_what_is_published(then, market, base):
    price = np.asarray(market.parcels.price)[:, np.asarray(market.buyers.province)]
    value = np.asarray(market.offers.price)[:SERVICES, :, None] + price
    parcels = (then[0.5][:SERVICES] / value).sum(axis=0)
    assert parcels.sum() == pytest.approx(base.online.parcels, rel=1e-3)
    paid = (parcels * price).sum() / parcels.sum() / MONEY
    assert paid == pytest.approx(base.online.parcel_price, rel=1e-3)


def parcels_sent(market, choosing, years=0.5):
    """[from, to] a year."""
    market.choose(choosing, years)
    a_day = np.exp(np.asarray(market.trade.log_mean))[:SERVICES].sum(axis=0)
    return 365 * a_day.reshape(31, 31, BUYERS_A_PROVINCE).sum(axis=2)


def test_an_end_with_four_times_the_parcels_has_half_the_headway(market, choosing):
    sent = parcels_sent(market, choosing)
    through = sent.sum(axis=0) + sent.sum(axis=1)
    headway = np.asarray(market.parcels.headway)
    np.testing.assert_allclose(headway / headway[0], (through / through[0]) ** -0.5, rtol=1e-3)
    ends = 0.5 * (headway[:, None] + headway)
    assert (sent * ends).sum() / sent.sum() == pytest.approx(1.0, rel=1e-4)
    assert (np.asarray(market.parcels.volume) == 1.0).all()


def test_the_nation_s_days_and_price_do_not_hang_on_the_law(market, choosing, base):
    online = base.online._replace(consolidation=0.0)
    even = nation_online(online, base.demand, base.freight, base.farm.primary_growth, MONEY)
    for name in ("days", "price"):
        means = []
        for each in (market, even):
            sent = parcels_sent(each, choosing)
            means.append((sent * np.asarray(getattr(each.parcels, name))).sum() / sent.sum())
        assert means[0] == pytest.approx(means[1], rel=5e-3)
    longest = [np.asarray(each.parcels.days).max() for each in (market, even)]
    assert longest[0] > longest[1] + 1.0


def test_taste_moves_all_categories_and_provinces_alike(market, choosing, base):
    """What parts provinces later is their access, lanes and sellers, and no mix of categories."""
    sold = [money_sold(market, choosing, years).sum(axis=2) for years in (0.5, 1.5)]
    of_category = sold[1].sum(axis=1) / sold[0].sum(axis=1) - 1.0
    assert np.ptp(of_category) < 0.01
    assert np.ptp(sold[1].sum(axis=0) / sold[0].sum(axis=0) - 1.0) < 0.02
    still = base.online._replace(taste_growth=0.0)
    even = nation_online(still, base.demand, base.freight, base.farm.primary_growth, MONEY)
    before, after = (money_sold(even, choosing, years).sum() for years in (0.5, 1.5))
    taste = np.log(sold[1].sum() / sold[0].sum()) - np.log(after / before)
    # What is spent online is taken from elsewhere, so that odds rise by more than sales.
    assert 0.5 * base.online.taste_growth < taste < base.online.taste_growth


def test_access_of_the_cells_makes_up_that_of_the_province(base, nation):
    cells = access_by_cell(base.online, nation, nation.internet)
    urban = nation.urban_share
    np.testing.assert_allclose(cells[:, 0] * urban + cells[:, 1] * (1 - urban), nation.internet)
    rural = (cells * nation.persons)[:, 1].sum() / nation.persons[:, 1].sum()
    assert rural == pytest.approx(base.online.access_rural, abs=0.03)


def test_merchants_earn_at_the_opening_what_keeps_them(base, nation):
    online = open_marketplace(base, nation)
    offers, places = online.offers, len(nation)
    by_buyer = np.exp(np.asarray(online.trade.log_mean)) * 365 / 12
    orders, home = by_buyer.sum(axis=2), np.asarray(online.buyers.province)
    fee = base.online.take_rate * offers.price
    gross = orders * (offers.price - fee - offers.goods_cost - offers.wage)
    # The price of what is lost on the way, all but services, is paid back.
    loss = np.asarray(online.parcels.loss)[[1, 0, 0]][:, :, home]
    gross[:3] -= (by_buyer[:3] * loss).sum(axis=2) * offers.price[:3]
    earned = gross / offers.open - offers.overhead
    np.testing.assert_allclose(earned, offers.keeps, rtol=2e-3)
    assert (offers.open.sum(axis=0) >= base.online.minimum_merchants).all()
    assert (offers.open >= 1).all()
    assert len(online.buyers.people) == BUYERS_A_PROVINCE * places
    # Where no floor binds, a merchant lists what merchants list, and earns an urban income.
    guangdong = nation.names.index("Guangdong")
    assert (np.abs(offers.listings[:, guangdong] - base.online.listings) <= 1).all()
    income = nation.income[guangdong, 0] * 1.073**-0.5 * MONEY / 12
    assert offers.keeps[2, guangdong] == pytest.approx(income, rel=0.01)


def test_where_losses_take_all_that_is_earned_merchants_are_small(base, nation):
    dear = replace(base, online=base.online._replace(food_loss=0.2))
    offers = open_marketplace(dear, nation).offers
    assert 0.0 < offers.keeps[0].min() < 1.0 and (offers.open >= 1).all()


def test_a_floor_makes_merchants_smaller_and_not_more_sales():
    counts = whole_merchants(np.array([[0.1, 40.2], [0.0, 3.7], [5.3, 0.2]]), 30)
    assert counts.sum(axis=0).tolist() == [30, 45]
    assert counts.min() == 1


def test_some_provinces_spend_what_they_spend_in_the_whole_country(base, nation):
    alone = open_marketplace(base, nation.choose(["Gansu", "Zhejiang"]))
    everywhere = open_marketplace(base, nation)
    rows = sorted(nation.names.index(name) for name in ("Gansu", "Zhejiang"))

    def spent(online):
        price = np.asarray(online.parcels.price)[:, np.asarray(online.buyers.province)]
        value = np.asarray(online.offers.price)[:, :, None] + price
        value[SERVICES] -= price
        by_buyer = (np.exp(np.asarray(online.trade.log_mean)) * value).sum(axis=(0, 1))
        return by_buyer.reshape(-1, BUYERS_A_PROVINCE)

    np.testing.assert_allclose(spent(alone), spent(everywhere)[rows], rtol=1e-9)


def test_years_at_the_start():
    assert years_at_start(read_scenario("base")) == 0.0
    later = read_scenario("base").with_values({"calendar.start": date(2017, 1, 1)})
    assert years_at_start(later) == pytest.approx(1.0)


def test_sales_of_the_categories(base):
    sales, online = sales_by_category(base.online), base.online
    assert sales.min() > 0.0
    assert sales[:SERVICES].sum() == pytest.approx(online.goods_share * online.retail_sales)
    assert sales[FOOD] == pytest.approx(online.food_share * sales[:SERVICES].sum())
