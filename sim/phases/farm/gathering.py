"""Today's plots, province by province: they are reaped, and each lot is sold. A part of harvest.

Lots for shops come first, then those for brokers, then those for the market, where whatever found
no other buyer goes.
"""

import numpy as np

from sim.engine.machine.barrier import barrier
from sim.engine.machine.compiling import compiled_part
from sim.phases.farm.reaping import (
    FOR_BROKERS,
    FOR_MARKET,
    FOR_SHOPS,
    LOTS,
    lots_of,
    reap,
)
from sim.phases.farm.selling import (
    sell_at_market,
    sell_to_brokers,
    sell_to_shops,
    settle_with_farmers,
)
from sim.phases.farm.stall_harvest import set_aside
from sim.rules.seasons import in_season


@compiled_part
def gather(team, tables, farm, ledger, settings, today, first_plot, tonight):
    """Harvest the plots whose day it is, and sell what the households can spare.

    first_plot  int64 (provinces + 1,): today's plots by province
    tonight     room for all of today's lots

    Threads take turns with the provinces; lots for shops stand in one list, province by province.
    """
    plots, farmers, markets, crops = farm.plots, farm.farmers, farm.markets, farm.crops
    shelves, keepers, accounts = tables.shelves, tables.keepers, tables.accounts
    batches = tables.batches
    ripe = np.zeros(len(crops.life), np.int64)
    for product in range(len(ripe)):
        ripe[product] = in_season(
            today.day_of_year, crops.season_first[product], crops.season_days[product]
        )
    provinces, counts = len(first_plot) - 1, tonight.counts
    for province in range(team.rank, provinces, team.size):
        lo, hi = first_plot[province], first_plot[province + 1]
        gathered = lots_of(tonight, lo - first_plot[0], hi - first_plot[0])
        lots, shops, brokers, sellers = reap(
            plots, markets, crops, ledger, settings, today, ripe, gathered, province, lo, hi
        )
        counts[province, LOTS], counts[province, FOR_SHOPS] = lots, shops
        counts[province, FOR_BROKERS], counts[province, FOR_MARKET] = brokers, sellers
    barrier(team)
    if farm.stalls.lines[0] > 0:
        for province in range(team.rank, provinces, team.size):
            lo, hi = first_plot[province], first_plot[province + 1]
            gathered = lots_of(tonight, lo - first_plot[0], hi - first_plot[0])
            set_aside(farm, settings, today, gathered, counts[province, LOTS])
        barrier(team)
    if team.rank == 0:
        for province in range(provinces):
            lo, hi = first_plot[province], first_plot[province + 1]
            gathered = lots_of(tonight, lo - first_plot[0], hi - first_plot[0])
            counts[province, FOR_MARKET] = sell_to_shops(
                plots, markets, farm.lots, shelves.stock, today, gathered, province,
                counts[province, FOR_SHOPS], counts[province, FOR_MARKET],
            )  # fmt: skip
    barrier(team)
    for province in range(team.rank, provinces, team.size):
        lo, hi = first_plot[province], first_plot[province + 1]
        gathered = lots_of(tonight, lo - first_plot[0], hi - first_plot[0])
        sellers = sell_to_brokers(
            plots, farmers.brokered, markets, shelves, keepers.open, accounts, batches, ledger,
            crops.life, today, gathered, province, counts[province, FOR_BROKERS],
            counts[province, FOR_MARKET],
        )  # fmt: skip
        sell_at_market(
            plots, markets, farm.registry.hauled, ledger, settings, gathered, province, sellers
        )
        settle_with_farmers(plots.farmer, farmers, gathered, today.counting, counts[province, LOTS])
