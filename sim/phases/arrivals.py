"""Morning: goods whose lead time is over are on the shelf, less what spoiled on the way."""

from typing import Any

from sim.engine.compiling import compiled
from sim.engine.ledger import GoodsFlow
from sim.engine.phase import Locality, Phase, columns
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.rules.stock_by_age import add

STREAM = int(Stream.TRANSIT_LOSS)
LOST_IN_TRANSIT = int(GoodsFlow.LOST_IN_TRANSIT)
SPOILED = int(GoodsFlow.SPOILED)


@compiled
def chunk(shelves, terms, totals, batches, ledger, today, lo, hi):
    """Put on the shelves lo..hi-1 what arrives this morning."""
    slot = today.day % len(shelves.arriving)
    arriving = shelves.arriving[slot]
    product_of, on_order, stock = shelves.product, shelves.on_order, shelves.stock
    listed, batch, transit_loss = shelves.listed, shelves.batch, terms.transit_loss
    on_the_way, goods = ledger.on_the_way, ledger.goods
    left, last_days = batches.left, batches.arriving_last_day
    fresh_days = batches.fresh_days
    received, spoiled = totals.received, totals.spoiled
    first, second = day_key(today.seed, STREAM, today.day)
    for i in range(lo, hi):
        arrived = arriving[i]
        if arrived == 0:
            continue
        arriving[i] = 0
        on_order[i] -= arrived
        product = product_of[i]
        on_the_way[product] -= arrived
        loss = transit_loss[i]
        if loss > 0.0:
            # Rounded up or down by chance, so that small parcels lose the right share on average.
            lost = int(arrived * loss + fraction(bits(first, second, i)))
            goods[LOST_IN_TRANSIT, product] += lost
            arrived -= lost
        stock[i] += arrived
        listed[i] = 1
        row = batch[i]
        if row >= 0:
            fresh_days[row] = max(last_days[slot, row] - today.day + 1, 1)
            too_old = add(left[row], today.day, last_days[slot, row], arrived)
            stock[i] -= too_old
            goods[SPOILED, product] += too_old
            spoiled[i] += today.counting * too_old
        received[i] += today.counting * arrived


def others(state: State, rules: Any, today: Today) -> None:
    """Arrivals at middlemen and makers."""
    lo, hi = state.shop_shelves, state.firm_shelves
    chunk(state.shelves, state.terms, state.totals, state.batches, state.ledger, today, lo, hi)


PHASE = Phase(
    "arrivals",
    __doc__ or "",
    Locality.SHELF,
    reads=columns("shelves: product batch; terms: transit_loss; batches: arriving_last_day"),
    writes=columns(
        "shelves: stock on_order listed arriving; batches: left fresh_days;"
        "totals: received spoiled;"
        "ledger: goods on_the_way"
    ),
    chunk=chunk,
    others=others,
)
