"""Produce at the opening: what is taken where, at what prices, and how large its brokers are."""

import numpy as np
import pytest

from sim.scenario import read_scenario
from sim.world.farming import fill_crops, marketed
from sim.world.miniature import draw_miniature
from sim.world.nation import lay_blocks
from sim.world.opening import draw_nation

SETS = ("scale=50000", "population.provinces=[Hebei, Hubei, Yunnan]")


@pytest.fixture(scope="module")
def scenario():
    return read_scenario("base", SETS)


@pytest.fixture(scope="module")
def plan(scenario):
    return draw_nation(scenario, 1)


def test_what_people_buy_in_shops_is_not_asked_for_on_wet_markets_again(scenario, plan):
    nation = lay_blocks(scenario, 1, draw_miniature(scenario, 1))
    crops = fill_crops(scenario, nation, plan.products)
    shops = slice(*nation.first_shelf[:2].tolist())
    mean = np.exp(plan.shelves.log_mean[shops]) * scenario.grain.goods
    in_shops = np.bincount(plan.shelves.product[shops], mean, len(crops.life))
    carried = (plan.products.produce == 1) & (in_shops > 0.0)
    all_year = np.flatnonzero(carried & crops.all_year)
    assert len(all_year) > 3
    in_all = plan.farm.markets.usual.sum(axis=0) + in_shops
    grown = marketed(scenario, nation, crops) / 365
    assert in_all[all_year] == pytest.approx(grown[all_year], rel=1e-4)


def test_shops_take_the_catalogue_s_price_for_produce_but_for_its_freight(scenario, plan):
    """Farm gate, broker, one wholesaler with the markup of produce, shop."""
    products, price, market = plan.products, scenario.price, scenario.market
    fresh = np.flatnonzero(products.produce == 1)
    bought = products.maker_price * (1.0 + market.over_farm_gate) * (1.0 + price.produce_markup)
    asked = (bought * (1.0 + products.shop_markup))[fresh]
    assert asked == pytest.approx(products.retail_price[fresh], rel=1e-5)
    wholesale = (plan.keepers.level == 1)[plan.shelves.keeper]
    rows = np.flatnonzero(wholesale & (products.produce[plan.shelves.product] == 1))
    assert plan.shelves.markup[rows] == pytest.approx(price.produce_markup)


def test_a_broker_buys_from_as_many_real_growers_where_a_floor_makes_them_small():
    for scale in (20000, 4000):
        world = read_scenario("base", (f"scale={scale}", *SETS[1:]))
        mini = draw_miniature(world, 1)
        brokers, farmers = mini.brokers, mini.farmers
        fruit = np.array(mini.catalogue.categories)[mini.catalogue.category] == "fruit"
        there = ~brokers.vacant & ~fruit[brokers.product]
        real = brokers.growers * farmers.size[brokers.province]
        market = brokers.province * len(mini.catalogue) + brokers.product
        several = np.bincount(market, there)[market] >= 2
        assert real[there & several] == pytest.approx(150, rel=0.35)
