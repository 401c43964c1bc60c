"""The online counters of shops at the opening: what an order is, and what merchants offered."""

import numpy as np

from sim.engine.tables.columns import allocate
from sim.engine.tables.counters import Counters
from sim.engine.tables.firms import Keepers
from sim.engine.tables.goods import Products
from sim.engine.tables.online import CELLS_A_PROVINCE, ONLINE_CATEGORIES, SERVICES
from sim.engine.tables.state import OnlineState
from sim.rules.online_choice import NOTHING
from sim.scenario import Scenario

BY_PROVINCE = ("sold", "carried", "handled", "short", "noted", "collected")


def no_counters(provinces: int) -> Counters:
    """Nobody may take orders."""
    shapes = dict.fromkeys(BY_PROVINCE, (provinces,))
    flat = dict.fromkeys(("days", "delivered", "offered", "rate", "paid", "back", "brought"))
    return allocate(Counters, 0, **dict.fromkeys(flat, (0, 0)), **shapes)


def open_counters(
    scenario: Scenario,
    keepers: Keepers,
    products: Products,
    online: OnlineState | None,
    provinces: int,
) -> Counters:
    """The counters of a scenario."""
    shops = int(np.sum(np.asarray(keepers.level) == 0))
    if online is None or scenario.levers.new_retail.level == 0.0:
        return no_counters(provinces)
    kinds, buyers = len(ONLINE_CATEGORIES), len(online.buyers.people)
    cells, rows = CELLS_A_PROVINCE * provinces, int(keepers.first_shelf[shops])
    shapes: dict[str, tuple[int, ...]] = {
        "open": (shops,), "missed": (shops,), "orders": (rows,), "sent": (rows,),
        "customers": (cells,), "near": (cells,),
        "offered": (kinds, cells), "rate": (cells, len(products.category)),
    }  # fmt: skip
    shapes |= dict.fromkeys(("days", "delivered"), (kinds, buyers))
    shapes |= dict.fromkeys(("paid", "back", "brought"), (kinds, shops))
    shapes |= dict.fromkeys(BY_PROVINCE, (provinces,))
    counters = allocate(Counters, len(products.category), **shapes)
    value = scenario.new_retail.order_value * scenario.grain.money
    grain = scenario.grain.goods
    units = np.round(value / (products.retail_price * grain))
    counters.size[:] = np.maximum(units, 1) * grain
    counters.rate[:] = NOTHING
    note_merchants(counters, online)
    return counters


def note_merchants(counters: Counters, online: OnlineState) -> None:
    """What a mean order of goods took and cost on its way to each buyer at the opening."""
    parcels, home = online.parcels, np.asarray(online.buyers.province)
    days, postage = (np.asarray(column)[:, home] for column in (parcels.days, parcels.price))
    orders = np.exp(np.asarray(online.trade.log_mean))
    for k in range(SERVICES):
        goods = (orders[k] * np.asarray(online.offers.price)[k][:, np.newaxis]).sum(axis=0)
        in_all = orders[k].sum(axis=0)
        there = in_all > 0.0  # who orders nothing waits for nothing
        np.divide((orders[k] * days).sum(axis=0), in_all, counters.days[k], where=there)
        carried = np.zeros(len(home))
        np.divide((orders[k] * postage).sum(axis=0), goods, carried, where=there)
        counters.delivered[k] = 1.0 + carried
