"""Produce at the opening: what is taken where, at what prices, and how large its brokers are."""

import numpy as np
import pytest

from sim.scenario import read_scenario
from sim.world.farms.farming import fill_crops, marketed
from sim.world.opening.country import draw_nation
from sim.world.opening.miniature import draw_miniature
from sim.world.opening.nation import lay_blocks

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


def test_shops_ask_the_catalogue_s_price_for_produce_on_average(scenario, plan):
    products, shelves = plan.products, plan.shelves
    level = plan.keepers.level[shelves.keeper]
    fresh = np.unique(shelves.product[(level == 0) & (products.produce[shelves.product] == 1)])
    for kind in fresh.tolist():
        rows = np.flatnonzero((level == 0) & (shelves.product == kind))
        asked = shelves.price[rows].mean(dtype=float)
        assert asked == pytest.approx(float(products.retail_price[kind]), rel=1e-4)
        costs = shelves.unit_cost[rows].mean(dtype=float)
        assert 0.5 * asked < costs < asked


def test_a_wholesaler_of_produce_counts_what_the_way_costs_and_takes(scenario, plan):
    """The broker's price and the freight, over what arrives, and his markup."""
    shelves, terms, products = plan.shelves, plan.terms, plan.products
    level = plan.keepers.level[shelves.keeper]
    rows = np.flatnonzero(
        (level == 1) & (products.produce[shelves.product] == 1) & (terms.supplier >= 0)
    )
    paid = products.maker_price[shelves.product[rows]] * (1.0 + scenario.market.over_farm_gate)
    landed = (paid + terms.freight[rows]) / (1.0 - terms.transit_loss[rows])
    expected = landed * (1.0 + scenario.price.produce_markup)
    assert shelves.price[rows] == pytest.approx(expected, rel=1e-5)


def test_a_broker_buys_from_as_many_real_growers_where_a_floor_makes_them_small():
    for scale in (20000, 4000):
        world = read_scenario("base", (f"scale={scale}", *SETS[1:]))
        mini = draw_miniature(world, 1)
        brokers, farmers = mini.brokers, mini.farmers
        fruit = np.array(mini.catalogue.categories)[mini.catalogue.category] == "fruit"
        there = ~brokers.vacant & ~fruit[brokers.product]
        real = np.bincount(
            brokers.of_plot, farmers.real[mini.plots.farmer], len(brokers)
        )  # of usual size
        market = brokers.province * len(mini.catalogue) + brokers.product
        several = np.bincount(market, there)[market] >= 2
        assert real[there & several] == pytest.approx(150, rel=0.35)
