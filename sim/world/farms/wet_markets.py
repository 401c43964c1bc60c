"""The markets for produce at the opening: their prices, and what they are used to."""

import numpy as np

from sim.engine.tables.columns import allocate
from sim.engine.tables.farm import Crops, Markets
from sim.engine.tables.goods import Products
from sim.rules.channels import net_at_market
from sim.rules.seasons import LAST_DAYS
from sim.scenario import Scenario
from sim.world.arrays import Floats
from sim.world.farms.stores import left_of_harvest, marketed, to_brokers
from sim.world.opening.nation import Nation


def lost_on_lanes(
    scenario: Scenario,
    nation: Nation,
    crops: Crops,
    products: Products,
    price: list[float],
    takes: Floats,
) -> Floats:
    """[province, product] share lost of what its brokers send to markets at opening prices.

    They send it where it nets most, as `choose_markets` says.
    price  money a grain, of each product at every market; takes: [province] part of what all take
    """
    lanes, scale = nation.miniature.lanes, scenario.market.destination_scale
    lost = np.zeros((len(takes), len(price)))
    for product in np.flatnonzero(products.produce).tolist():
        arrives = crops.arrives[product][lanes.days]
        freight = lanes.cost_per_kg * scenario.grain.money * products.weight[product]
        nets = net_at_market(price[product], arrives, freight)
        best = nets.max(axis=1, keepdims=True)
        pull = takes * np.exp((nets - best) / (scale * price[product]))
        lost[:, product] = 1.0 - (pull * arrives).sum(axis=1) / pull.sum(axis=1)
    return lost


def lost_by_brokers(share: Floats, gathered: Floats, fetched: Floats) -> Floats:
    """[product] grains a day lost on the way from brokers to wet markets.

    share     [province, product] of what is sent there
    gathered  [province, product] grains a day that brokers have; wholesalers fetch an even part
    fetched   [product] grains a day that these do
    """
    there = gathered.sum(axis=0)
    sent = np.maximum(1.0 - fetched / np.where(there > 0.0, there, np.inf), 0.0)
    lost: Floats = (share * gathered).sum(axis=0) * sent
    return lost


def fill_markets(
    scenario: Scenario, nation: Nation, crops: Crops, products: Products, fetched: Floats
) -> Markets:
    """Opening prices, and what each province's wet markets usually take.

    That is its part of national consumption, less what people buy in shops and what is lost on the
    way: else those would be missing on the markets for ever, and prices could never be as at the
    opening.

    fetched  grains a day of each product that wholesalers fetch for shops
    """
    mini = nation.miniature
    provinces, rows = len(mini.country), len(crops.life)
    shape = (provinces, rows)
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(Markets._fields, shape)
    shapes |= {"destination": (*shape, provinces)}
    shapes |= dict.fromkeys(("has_direct", "spared"), (provinces,))
    markets = allocate(Markets, 1, **shapes)
    markets.grown[mini.plots.province, mini.plots.product] = 1
    produce = np.flatnonzero(products.produce)
    price = crops.gate_price * (1.0 + scenario.market.over_farm_gate)
    markets.base_price[:, produce] = price[produce]
    markets.price[:] = markets.base_price
    waits = crops.life > LAST_DAYS  # until a broker's next evening
    markets.offer[:, produce] = (crops.gate_price * waits)[produce]
    markets.resale[:, produce] = (price * waits)[produce]
    markets.to_broker[:, produce] = to_brokers(
        scenario, markets.offer[0, produce].tolist(), price[produce].tolist()
    )
    markets.to_market[:] = 1.0
    spent = (mini.consumers.consumption * mini.consumers.persons).sum(axis=1)
    takes = spent / spent.sum()
    sold = marketed(scenario, nation, crops)
    lost = lost_by_brokers(
        lost_on_lanes(scenario, nation, crops, products, markets.base_price[0].tolist(), takes),
        sold * markets.to_broker / crops.on_sale,
        fetched,
    )
    at_markets = np.maximum(sold.sum(axis=0) / crops.on_sale - fetched - lost, 0.0)
    markets.usual[:] = np.outer(takes, at_markets)
    markets.taken_smooth[:] = markets.usual
    # Markets put aside what they sell on the first day.
    left = np.maximum(left_of_harvest(scenario, crops) - 1.0 / crops.on_sale, 0.0)
    markets.in_store[:] = sold * (1.0 - markets.to_broker) * left
    markets.yields[:] = 1.0
    markets.planted[:] = 1.0
    markets.spared[:] = 1.0
    markets.platform_shelf[:] = -1
    for place, product in enumerate(nation.shop_produce.tolist()):
        grown = mini.catalogue.grown_share[mini.country.rows, product] > 0.0
        first = nation.first_shelf[scenario.roles.platform] + place
        shelf = first + len(nation.shop_produce) * np.arange(provinces)
        markets.platform_shelf[grown, product] = shelf[grown]
    return markets
