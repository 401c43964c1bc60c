"""Today's plots, province by province: they are reaped, and each lot is sold. A part of harvest.

Lots for shops come first, then those for brokers, then those for the market, where whatever found
no other buyer goes.
"""

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, farming, part
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


@compiled_part
def lots_here(room, settings, today, province):
    """Room for tonight's lots of a province, and its first and last plot of today."""
    first_plot = room.first_plot[today.day % settings.interval]
    lo, hi = first_plot[province], first_plot[province + 1]
    return lots_of(room.tonight, lo - first_plot[0], hi - first_plot[0]), lo, hi


@part(Over.PROVINCES, needed=farming)
def reap_plots(tables, own, rules, today, piece):
    """Harvest the plots whose day it is, and say whom each lot is for."""
    farm, room, province = tables.farm, own.room.lots, piece.number
    gathered, lo, hi = lots_here(own.room.lots, rules.harvest, today, province)
    lots, shops, brokers, sellers = reap(
        farm.plots, farm.markets, farm.crops, own.ledger, rules.harvest, today, room.ripe, gathered,
        province, lo, hi,
    )  # fmt: skip
    counts = room.tonight.counts
    counts[province, LOTS], counts[province, FOR_SHOPS] = lots, shops
    counts[province, FOR_BROKERS], counts[province, FOR_MARKET] = brokers, sellers


@part(Over.PROVINCES, needed=farming)
def fill_stalls(tables, own, rules, today, piece):
    """Online households keep part of a lot."""
    if tables.farm.stalls.lines[0] > 0:
        gathered, _, _ = lots_here(own.room.lots, rules.harvest, today, piece.number)
        lots = own.room.lots.tonight.counts[piece.number, LOTS]
        set_aside(tables.farm, rules.harvest, today, gathered, lots)


@part(Over.WHOLE, needed=farming)
def hand_to_shops(tables, own, rules, today, piece):
    """Lots for shops stand in one list, province by province."""
    farm, counts = tables.farm, own.room.lots.tonight.counts
    for province in range(len(counts)):
        gathered, _, _ = lots_here(own.room.lots, rules.harvest, today, province)
        counts[province, FOR_MARKET] = sell_to_shops(
            farm.plots, farm.markets, farm.lots, tables.shelves.stock, today, gathered, province,
            counts[province, FOR_SHOPS], counts[province, FOR_MARKET],
        )  # fmt: skip


@part(Over.PROVINCES, needed=farming)
def sell_the_rest(tables, own, rules, today, piece):
    """Brokers buy, and the market takes what is left."""
    farm, settings, province = tables.farm, rules.harvest, piece.number
    plots, farmers, markets = farm.plots, farm.farmers, farm.markets
    counts = own.room.lots.tonight.counts
    gathered, _, _ = lots_here(own.room.lots, settings, today, province)
    sellers = sell_to_brokers(
        plots, farmers.brokered, markets, tables.shelves, tables.keepers.open, tables.accounts,
        tables.batches, own.ledger, farm.crops.life, today, gathered, province,
        counts[province, FOR_BROKERS], counts[province, FOR_MARKET],
    )  # fmt: skip
    sell_at_market(
        plots, markets, farm.registry.hauled, own.ledger, settings, gathered, province, sellers
    )
    settle_with_farmers(plots.farmer, farmers, gathered, today.counting, counts[province, LOTS])
