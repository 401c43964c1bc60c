"""Morning: goods whose lead time is over are on the shelf, less what spoiled on the way."""

import numpy as np

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, Phase, part
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.tables.ledger import GoodsFlow, whole_by_chance
from sim.phases.online.counters import COUNT_SHELVES
from sim.phases.spoilage import write_off
from sim.rules.stock_by_age import add, by_age

STREAM = int(Stream.TRANSIT_LOSS)


@compiled_part
def unpack(tables, ledger, spoilage, today, lo, hi):
    """Put on the shelves lo..hi-1 what arrives this morning.

    spoilage  its Settings
    """
    shelves, terms, totals, batches = tables.shelves, tables.terms, tables.totals, tables.batches
    slot = today.day % len(shelves.arriving)
    arriving, product_of = shelves.arriving[slot, lo:hi], shelves.product[lo:hi]
    on_order, stock, listed = shelves.on_order[lo:hi], shelves.stock[lo:hi], shelves.listed[lo:hi]
    batch, transit_loss = shelves.batch[lo:hi], terms.transit_loss[lo:hi]
    keeper_of, open_of = shelves.keeper[lo:hi], tables.keepers.open
    received, on_the_way = totals.received[lo:hi], ledger.on_the_way
    lost_of = ledger.goods[GoodsFlow.LOST_IN_TRANSIT]
    last_days, fresh_days = batches.arriving_last_day[slot], batches.fresh_days
    day, counting = today.day, today.counting
    first, second = day_key(today.seed, STREAM, day)
    # Where something arrives, and of that, what ages: lists, so that no branch is hard to foresee.
    here, ageing = np.empty(hi - lo, np.int64), np.empty(hi - lo, np.int64)
    parcels, aged = 0, 0
    for i in range(hi - lo):
        here[parcels] = i
        parcels += arriving[i] != 0
    for parcel in range(parcels):
        i = here[parcel]
        sent, product = arriving[i], product_of[i]
        lost = whole_by_chance(sent * transit_loss[i], fraction(bits(first, second, lo + i)))
        arriving[i] = sent - lost
        on_order[i] -= sent
        stock[i] += sent - lost
        listed[i] |= open_of[keeper_of[i]]  # nobody is to look for what reaches a closed firm
        received[i] += counting * (sent - lost)
        on_the_way[product] -= sent
        lost_of[product] += lost
        ageing[aged] = i
        aged += batch[i] >= 0
    for parcel in range(aged):
        i = ageing[parcel]
        row = batch[i]
        fresh_days[row] = max(last_days[row] - day + 1, 1)
        too_old = add(by_age(batches, row), day, last_days[row], arriving[i])
        if too_old > 0:
            write_off(tables, ledger, spoilage, today, lo + i, too_old)
    for parcel in range(parcels):
        arriving[here[parcel]] = 0


@part(
    Over.SHOPS,
    reads="shelves: keeper product batch unit_cost; terms: transit_loss; batches: first"
    " arriving_last_day; keepers: sector open",
    writes="shelves: listed stock on_order arriving; totals: received spoiled; batches: fresh_days"
    " left; accounts: cash sales written_off kept; ledger: money goods outside on_the_way",
)
def arrive(tables, own, rules, today, piece):
    """Goods reach shops."""
    unpack(tables, own.ledger, rules.spoilage, today, piece.lo, piece.hi)


@part(
    Over.FIRMS,
    reads="shelves: keeper product batch unit_cost; terms: transit_loss; batches: first"
    " arriving_last_day; keepers: sector open",
    writes="shelves: listed stock on_order arriving moving; totals: received spoiled; batches:"
    " fresh_days left; accounts: cash sales written_off kept; ledger: money goods outside"
    " on_the_way",
)
def arrive_at_firms(tables, own, rules, today, piece):
    """They reach middlemen and makers; then nothing is on the way for today."""
    shelves = tables.shelves
    shelves.moving[today.day % len(shelves.moving)] = 0
    unpack(tables, own.ledger, rules.spoilage, today, piece.lo, piece.hi)


PHASE = Phase(
    "arrivals",
    __doc__ or "",
    steps=(COUNT_SHELVES, arrive, arrive_at_firms),
)
