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
    first_plot = room.first_plot[settings.turn[today.day]]
    lo, hi = first_plot[province], first_plot[province + 1]
    return lots_of(room.tonight, lo - first_plot[0], hi - first_plot[0]), lo, hi


@part(
    Over.PROVINCES,
    reads="plots: product lot; markets: to_broker to_market yields spared planted; crops: loss"
    " gate_price",
    writes="ledger: money goods outside",
    needed=farming,
)
def reap_plots(tables, own, rules, today, piece):
    """Harvest the plots whose day it is, and say whom each lot is for."""
    farm, room, province = tables.farm, own.room.lots, piece.number
    gathered, lo, hi = lots_here(own.room.lots, rules.harvest, today, province)
    lots, shops, brokers, sellers = reap(
        farm, own, rules.harvest, today, gathered, province, (lo, hi)
    )
    counts = room.tonight.counts
    counts[province, LOTS], counts[province, FOR_SHOPS] = lots, shops
    counts[province, FOR_BROKERS], counts[province, FOR_MARKET] = brokers, sellers


@part(
    Over.PROVINCES,
    reads="crops: season_first season_days life; sellers: skill member; stalls: seller province"
    " product listed lines of_plot; bazaar: order hoped",
    writes="stalls: stock day last last_day; bazaar: brought wanted",
    needed=farming,
)
def fill_stalls(tables, own, rules, today, piece):
    """Online households keep part of a lot."""
    if tables.farm.stalls.lines[0] > 0:
        gathered, _, _ = lots_here(own.room.lots, rules.harvest, today, piece.number)
        lots = own.room.lots.tonight.counts[piece.number, LOTS]
        set_aside(tables.farm, rules.harvest, today, gathered, lots)


@part(
    Over.WHOLE,
    reads="shelves: batch; batches: first; plots: farmer product; markets: platform_shelf; crops:"
    " life",
    writes="shelves: stock; batches: left; lots: lines farmer shelf left day; markets: put",
    needed=farming,
)
def hand_to_shops(tables, own, rules, today, piece):
    """Lots for shops stand in one list, province by province."""
    counts = own.room.lots.tonight.counts
    for province in range(len(counts)):
        gathered, _, _ = lots_here(own.room.lots, rules.harvest, today, province)
        counts[province, FOR_MARKET] = sell_to_shops(
            tables,
            today,
            gathered,
            province,
            counts[province, FOR_SHOPS],
            counts[province, FOR_MARKET],
        )


@part(
    Over.PROVINCES,
    reads="shelves: keeper batch; batches: first; keepers: open; plots: farmer product broker;"
    " markets: price processed offer; crops: life",
    writes="shelves: stock unit_cost; batches: left; accounts: cash purchases; ledger: money goods"
    " outside; farmers: cash sales costs brokered; markets: taken brought bought; registry: hauled",
    needed=farming,
)
def sell_the_rest(tables, own, rules, today, piece):
    """Brokers buy, and the market takes what is left."""
    farm, settings, province = tables.farm, rules.harvest, piece.number
    plots, farmers = farm.plots, farm.farmers
    counts = own.room.lots.tonight.counts
    gathered, _, _ = lots_here(own.room.lots, settings, today, province)
    sellers = sell_to_brokers(
        tables,
        own.ledger,
        today,
        gathered,
        province,
        counts[province, FOR_BROKERS],
        counts[province, FOR_MARKET],
    )
    sell_at_market(farm, own.ledger, settings, gathered, province, sellers)
    settle_with_farmers(plots.farmer, farmers, gathered, today.counting, counts[province, LOTS])
