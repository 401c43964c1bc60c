"""Two provinces by hand: in one, people have newly come online, and some of them begin to sell."""

import math

import numpy as np
import pytest

from sim.engine.tables.online import BUYERS_A_PROVINCE, SERVICES
from sim.phases.online.entry import merchants_next_month
from sim.phases.online.entry import settings_of as entry_settings_of
from sim.phases.online.newcomers import Settings, settings_of
from sim.scenario import read_scenario
from tests.phases.marketplace import open_marketplace

NEWCOMERS = Settings(
    might_sell=0.05,
    seller_innovation=0.02,
    seller_imitation=0.03,
    learning=600.0,
    first_listings=0.25,
    experience=0.1,
    days_weight=0.1,
    gap_2017=0.9,
)
STAY = entry_settings_of(read_scenario("base", sets=["online.entry_speed=0"]))._replace(
    log_income_growth=0.0
)
KEEPS = 2000.0  # money a month in town; rural people earn a quarter of it
RURAL = 0.25
NEW, OLD = 0, 1  # provinces
MERCHANTS, EARNED = 40.0, 3000.0


def two_provinces(online_2016=0.5, days=(4.0, 4.0), waiting=0.0):
    """Provinces alike but for people who come online in one, all of them rural.

    days  of delivery from each; waiting: who might sell there, at the beginning
    """
    online = open_marketplace().online
    offers, buyers, parcels = online.offers, online.buyers, online.parcels
    offers.keeps[:] = offers.income[:] = KEEPS
    offers.asks[:] = offers.listed[:] = 1.0
    buyers.would_sell[:] = 0.0
    buyers.would_sell[BUYERS_A_PROVINCE * NEW + 1] = waiting
    buyers.people[:] = 0.0
    buyers.people[1::BUYERS_A_PROVINCE] = 12_000.0
    buyers.elsewhere[:] = 1.0
    buyers.elsewhere[1::BUYERS_A_PROVINCE] = RURAL
    buyers.access_2015[:] = buyers.access_2016[:] = 0.3
    buyers.access_2016[BUYERS_A_PROVINCE * NEW + 1] = online_2016
    parcels.days[:] = np.array(days)[:, None]
    return online


def a_month(online, years, newcomers=NEWCOMERS, earned=EARNED):
    """Merchants a month on; nobody comes or goes but newcomers."""
    now = np.full(online.offers.open.shape, MERCHANTS)
    earns = np.full(now.shape, earned)
    merchants_next_month(
        online.offers, online.buyers, online.parcels, now, earns, STAY, newcomers, years, years
    )
    return now


def test_a_share_of_who_came_online_begins_and_the_rest_waits():
    online = two_provinces()
    now = a_month(online, years=0.5)
    might = 0.05 * 12_000 * 0.2 / 12  # of those who came online in a month
    there = SERVICES * MERCHANTS
    sell = there / (there + might)
    worth = (EARNED - 600 * (1 - sell)) / (RURAL * KEEPS)
    begin = might * (0.02 + 0.03 * sell) * worth
    assert begin > 1.0
    assert (now - MERCHANTS)[:SERVICES, NEW].sum() == pytest.approx(begin)
    np.testing.assert_allclose(now[:SERVICES, NEW], MERCHANTS * (1 + begin / there))
    assert online.buyers.would_sell[1] == pytest.approx(might - begin)
    share = begin / there
    offers = online.offers
    np.testing.assert_allclose(offers.asks[:SERVICES, NEW], (1 + share * RURAL) / (1 + share))
    young = (1 + share * 0.25) / (1 + share)
    np.testing.assert_allclose(offers.listed[:SERVICES, NEW], young + 0.1 * (1 - young))


def test_services_and_a_province_where_nobody_comes_online_stay_as_they_are():
    online = two_provinces()
    now = a_month(online, years=0.5)
    assert (now[SERVICES] == MERCHANTS).all()
    assert (now[:, OLD] == MERCHANTS).all()
    for column in (online.offers.asks, online.offers.listed):
        assert (np.asarray(column)[:, OLD] == 1.0).all()
        assert (np.asarray(column)[SERVICES] == 1.0).all()


def test_nobody_comes_online_before_the_first_year_begins():
    online = two_provinces()
    assert (a_month(online, years=0.0) == MERCHANTS).all()


def test_in_the_second_year_people_come_online_as_in_the_nation():
    online = two_provinces(online_2016=0.3)
    nobody = NEWCOMERS._replace(seller_innovation=0.0, seller_imitation=0.0)
    a_month(online, years=1.5, newcomers=nobody)
    came = 0.7 * (0.9 ** (0.5 - 1 / 12) - 0.9**0.5)
    expected = np.array([0.0, 0.05 * 12_000 * came, 0.0] * 2)
    np.testing.assert_allclose(online.buyers.would_sell, expected)


def test_far_from_parcels_fewer_begin():
    near = a_month(two_provinces(waiting=80.0), years=0.5)
    far = a_month(two_provinces(days=(7.0, 4.0), waiting=80.0), years=0.5)
    ratio = (far - MERCHANTS)[0, NEW] / (near - MERCHANTS)[0, NEW]
    assert ratio == pytest.approx(math.exp(-0.1 * 3.0))


def test_nobody_begins_where_it_does_not_pay():
    online = two_provinces(waiting=80.0)
    assert (a_month(online, years=0.5, earned=-1.0) == MERCHANTS).all()


def test_who_earns_less_elsewhere_stays_where_a_merchant_from_town_would_leave():
    """All earn half of what keeps townspeople; where half are from the country, fewer leave."""
    speed = STAY._replace(entry_speed=0.2)
    online = two_provinces(online_2016=0.3)
    online.offers.asks[:SERVICES, NEW] = (1 + RURAL) / 2
    now = np.full(online.offers.open.shape, MERCHANTS)
    earned = np.full(now.shape, KEEPS / 2)
    tables = online.offers, online.buyers, online.parcels
    merchants_next_month(*tables, now, earned, speed, NEWCOMERS, 0.5, 0.0)
    np.testing.assert_allclose(now[:SERVICES, OLD], MERCHANTS * (1 - 0.2 * 0.5))
    np.testing.assert_allclose(now[:SERVICES, NEW], MERCHANTS * (1 - 0.2 * 0.2))


def test_a_scenario_says_who_might_sell():
    scenario = read_scenario("base", sets=["online.access_2016=0.5", "online.access_2017=0.6"])
    settings, online = settings_of(scenario), scenario.online
    assert settings.gap_2017 == pytest.approx(0.8)
    assert settings.learning == pytest.approx(online.learning_cost * scenario.grain.money / 12)
    assert settings.might_sell == online.might_sell
    assert settings.seller_innovation == online.innovation
    assert settings.seller_imitation == online.imitation
    assert settings.first_listings == online.first_listings
    assert settings.experience == online.experience
    assert settings.days_weight == online.days_weight
