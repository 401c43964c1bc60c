"""Produce at the opening: what is taken where, at what prices, and how large its brokers are."""

import math

import numpy as np
import pytest

from sim.engine.year import DAYS_A_YEAR
from sim.scenario import read_scenario
from sim.world.farms.stores import marketed
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


def sent_on(plan, product, quantity):
    """Grains that arrive of what brokers send to wet markets, by place, and what they sent.

    quantity  grains that they have in each place
    """
    markets, routes = plan.farm.markets, plan.routes
    price = float(markets.base_price[0, product])
    daily, weight = float(plan.farm.crops.transit_loss[product]), plan.products.weight[product]
    arrived = 0.0
    for origin, sent in enumerate(quantity):
        nets, pull = [], []
        for there in range(len(quantity)):
            survives = (1 - daily) ** int(routes.days[origin, there])
            nets.append(price * survives - float(routes.cost[origin, there]) * float(weight))
        for there, net in enumerate(nets):
            pull.append(float(markets.usual[there, product]) * math.exp(net / (0.06 * price)))
        for there, part in enumerate(pull):
            survives = (1 - daily) ** int(routes.days[origin, there])
            arrived += sent * part / sum(pull) * survives
    return arrived


def test_wet_markets_are_used_to_what_shops_and_the_way_leave(scenario, plan):
    """Farmers' own part loses nothing; brokers' and wholesalers' loses something every day."""
    nation = lay_blocks(scenario, 1, draw_miniature(scenario, 1))
    crops, markets, terms = plan.farm.crops, plan.farm.markets, plan.terms
    sold = marketed(scenario, nation, crops) / 365
    assert scenario.market.destination_scale == 0.06
    checked, lost = 0, 0.0
    for product in np.flatnonzero(plan.products.produce & (crops.on_sale >= DAYS_A_YEAR)).tolist():
        fetched = 0.0
        for i in range(int(nation.first_shelf[1])):
            if plan.shelves.product[i] == product:
                sells = math.exp(plan.shelves.log_mean[i]) * scenario.grain.goods
                handed_on = sells / (1 - terms.transit_loss[i])
                fetched += handed_on / (1 - terms.transit_loss[terms.supplier[i]])
        to_brokers = sold[:, product] * markets.to_broker[:, product]
        left = to_brokers * max(1 - fetched / max(to_brokers.sum(), 1e-9), 0)
        arrived = sent_on(plan, product, left.tolist())
        used_to = sold[:, product].sum() - fetched - left.sum() + arrived
        if used_to > 0:
            assert markets.usual[:, product].sum() == pytest.approx(used_to, rel=1e-4)
            checked, lost = checked + 1, max(lost, 1 - used_to / (used_to + left.sum() - arrived))
    assert checked > 10 and lost > 0.02


def test_brokers_open_with_what_is_left_of_the_last_harvest(scenario, plan):
    """On 1 January, a third of a year of evenings after three in ten were of harvest, say."""
    nation = lay_blocks(scenario, 1, draw_miniature(scenario, 1))
    mini, crops = nation.miniature, plan.farm.crops
    brokers, rows = mini.brokers, nation.shelves(scenario.roles.brokers)
    stock = plan.shelves.stock[rows]
    kilos = np.bincount(brokers.of_plot, mini.plots.kg_per_year, len(brokers))
    kilos *= (1 - scenario.farm.own_use_share) * (1 - crops.loss[brokers.product])
    kilos *= plan.farm.markets.to_broker[brokers.province, brokers.product]
    names = np.array(mini.catalogue.names)[brokers.product]
    first, days, on_sale = (
        np.asarray(column)[brokers.product]
        for column in (crops.season_first, crops.season_days, crops.on_sale)
    )
    rice, eggs, melon = (names == name for name in ("rice", "eggs", "watermelon"))
    since = 365 - first[rice]  # evenings since the first of the harvest
    assert (days[rice] < since).all()
    left = kilos[rice] * (on_sale[rice] - since + 1) / on_sale[rice]
    assert stock[rice] == pytest.approx(left, abs=1)
    assert stock[eggs] == pytest.approx(kilos[eggs] / 365, abs=1)  # cut last night
    assert (stock[melon] == 0).all() and melon.any()


def test_half_of_what_farmers_sell_goes_to_brokers_at_opening_prices(scenario, plan):
    """A logit of what a farmer nets: the gate price, or the market's less fee, risk and haulage."""
    farm, crops, markets = scenario.farm, plan.farm.crops, plan.farm.markets
    fresh = np.flatnonzero(plan.products.produce)
    gate = np.where(crops.life[fresh] > 2, crops.gate_price[fresh], 0.0)
    price = np.asarray(markets.base_price[0, fresh], float)
    nets = price * (1 - farm.market_fee - farm.price_risk)
    nets -= farm.haul_per_kg * scenario.grain.money / scenario.grain.goods
    keeps = crops.life[fresh] > 2  # until a broker's next evening
    share = 1 / (1 + np.exp((np.maximum(nets, 0) - gate) / (farm.choice_scale * price)))
    assert markets.to_broker[0, fresh] == pytest.approx(share, rel=1e-4)
    assert 0.3 < share[keeps].min() < share.max() < 0.7 and share[~keeps].max() < 1e-4


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
