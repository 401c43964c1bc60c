"""Today's plots, province by province: they are reaped, and each lot is sold. A part of harvest.

Lots for shops come first, then those for brokers, then those for the market, where whatever found
no other buyer goes.
"""

import numpy as np

from sim.engine.compiling import compiled_part
from sim.phases.reaping import reap, room_for
from sim.phases.selling import (
    sell_at_market,
    sell_to_brokers,
    sell_to_shops,
    settle_with_farmers,
)
from sim.rules.seasons import in_season
from sim.rules.stock_by_age import place_of


@compiled_part
def gather(
    plots,
    farmers,
    markets,
    crops,
    lots,
    stock,
    keeper_of,
    batch,
    unit_cost,
    open_of,
    accounts_cash,
    purchases,
    left,
    ledger,
    settings,
    today,
    first_plot,
):
    """Harvest the plots whose day it is, and sell what the households can spare.

    stock .. unit_cost        columns of the shelves; open_of: of the keepers
    accounts_cash, purchases  of the accounts; left: int32 (rows, ring), stock by last day of sale
    first_plot                int64 (provinces + 1,): today's plots by province
    """
    ripe, place = np.zeros(len(crops.life), np.int64), np.zeros(len(crops.life), np.int64)
    for product in range(len(ripe)):
        ripe[product] = in_season(
            today.day_of_year, crops.season_first[product], crops.season_days[product]
        )
        last_day = today.day + crops.life[product] - 1
        place[product] = place_of(last_day, today.day, left.shape[1])
    most = 0
    for province in range(len(first_plot) - 1):
        most = max(most, first_plot[province + 1] - first_plot[province])
    gathered = room_for(most)
    for province in range(len(first_plot) - 1):
        n, shops, brokers, sellers = reap(
            plots, markets, crops, ledger, settings, today, ripe, gathered, province,
            first_plot[province], first_plot[province + 1],
        )  # fmt: skip
        sellers = sell_to_shops(
            plots, markets, lots, stock, today.day, gathered, province, shops, sellers
        )
        sellers = sell_to_brokers(
            plots, farmers.brokered, markets, stock, keeper_of, batch, unit_cost, open_of,
            accounts_cash, purchases, left, ledger, today.counting, place, gathered, province,
            brokers, sellers,
        )  # fmt: skip
        sell_at_market(plots, markets, ledger, settings, gathered, province, sellers)
        settle_with_farmers(plots.farmer, farmers, gathered, today.counting, n)
