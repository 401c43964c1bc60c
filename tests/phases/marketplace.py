"""A marketplace of two provinces by hand: numbers at random, books that are empty."""

from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import numpy as np

from sim.engine.schedule import Today
from sim.engine.tables.columns import allocate
from sim.engine.tables.goods import Cells
from sim.engine.tables.ledger import open_ledger
from sim.engine.tables.online import Buyers, Merchants, Offers, Parcels, Trade
from sim.engine.tables.state import OnlineState, State
from sim.model import TradeModel
from sim.phases.online.dispatch import close_evening, evening_of, send_out
from tests.phases.compiled import PIECE, run_part, some

PLACES, CATEGORIES, BUYERS, RING = 2, 4, 6, 3
OPEN = np.array([[2, 1], [5, 2], [1, 4], [3, 2]])
ROOM = 2 * OPEN
FIRST = np.concatenate([[0], ROOM.cumsum()])
OF_PROVINCE = (
    "slowness", "through", "capacity", "waiting", "collected", "late", "nights", "road_days",
    "month_sent", "saved", "month_nights", "wait", "headway", "volume",
)  # fmt: skip
DAY = Today(seed=7, day=4, counting_day=200, day_of_year=20, month=3, first_of_month=1, counting=1)


def filled(table, luck, /, **shapes):
    """A table of numbers at random: whole ones from 1 to 30, others from 0.1 to 1."""
    columns = allocate(table, 1, **shapes)
    for column in columns:
        if column.dtype.kind == "f":
            column[...] = luck.uniform(0.1, 1, column.shape)
        else:
            column[...] = luck.integers(1, 31, column.shape)
    return columns


def open_marketplace(seed: int = 1) -> State:
    """A state with nothing but a marketplace, whose money and orders are not yet in any book."""
    luck = np.random.default_rng(seed)
    offer, of_buyer, square = (CATEGORIES, PLACES), (CATEGORIES, BUYERS), (PLACES, PLACES)
    lanes, rows = (*offer, BUYERS), int(FIRST[-1])
    merchants = filled(
        Merchants, luck, **dict.fromkeys(Merchants._fields, (rows,)) | {"arriving": (RING, rows)}
    )
    merchants.cash[:] = luck.integers(30_000, 90_000, rows)
    merchants.forecast[:] = luck.uniform(1, 20, rows)
    offers = filled(Offers, luck, **dict.fromkeys(Offers._fields, offer) | {"first": (len(FIRST),)})
    offers.first[:], offers.open[:] = FIRST, OPEN
    offers.price[:] = luck.integers(100, 200, offer)
    offers.take_rate[:] = luck.uniform(0.02, 0.06, offer)
    shapes = dict.fromkeys(Buyers._fields, (BUYERS,))
    shapes |= dict.fromkeys(
        ("odds", "value", "share", "shops", "at_shops", "paid", "postage", "spent"), of_buyer
    )
    shapes |= {"drift": (CATEGORIES, 2), "earned": (13, PLACES), "first_year": (PLACES,)}
    buyers = filled(Buyers, luck, **shapes | {"months": (1,)})
    buyers.province[:] = np.arange(BUYERS) // 3
    buyers.people[2::3] = buyers.pull[:] = buyers.stalls[:] = buyers.shops[:] = 0.0
    shapes = dict.fromkeys(Parcels._fields, square)
    shapes |= dict.fromkeys(OF_PROVINCE, (PLACES,)) | {"loss": (2, *square), "mean": (2,)}
    parcels = filled(Parcels, luck, **shapes)
    parcels.closed[:] = 0
    parcels.saved[:] = 0.0
    parcels.loss[:] = 0.0
    shapes = dict.fromkeys(("log_mean", "orders", "cancelled", "lost"), lanes)
    trade = filled(Trade, luck, **shapes, goods=(4, CATEGORIES), season=(1,))
    trade.lost[:] = 0
    online = OnlineState(merchants, offers, buyers, parcels, trade)
    return replace(
        _chain(),
        online=online,
        cells=allocate(
            Cells,
            2 * PLACES,
            **dict.fromkeys(("in_shops", "bought_online", "kept"), (CATEGORIES, 2 * PLACES)),
        ),
        ledger=open_ledger(1),
        shocks=SimpleNamespace(changes=lambda names, day: False),
    )


@cache
def _chain() -> State:
    """A state in which nothing of a country is."""
    return TradeModel("textbook/serial_chain").state


def copied(*tables):
    """The columns of tables as they are now, by name."""
    return [
        SimpleNamespace(**{name: np.array(getattr(table, name)) for name in table._fields})
        for table in tables
    ]


def each_offer():
    """Category, seller's province, and the rows of its merchants who trade."""
    for k, s in np.ndindex(CATEGORIES, PLACES):
        lo = int(FIRST[PLACES * k + s])
        yield k, s, range(lo, lo + int(OPEN[k, s]))


def waiting():
    """Rows in which nobody trades."""
    trading = {row for _, _, rows in each_offer() for row in rows}
    return [row for row in range(int(FIRST[-1])) if row not in trading]


def whole(value):
    """Rounded, halves up."""
    return int(np.floor(value + 0.5))


def flows(state):
    """What the ledger says: (flow, payer, payee) and money, of all that is not zero."""
    money = np.asarray(state.ledger.money)
    return {tuple(map(int, at)): int(money[tuple(at)]) for at in np.argwhere(money)}


def online_rules(**of_parts):
    """Settings of some parts of the marketplace."""
    return some(online=some(**of_parts))


def parcels_leave(state, plan, today):
    """An evening of merchants, carriers and buyers: what the shipping phase does with parcels."""
    evening, rules = evening_of(state, 1), online_rules(dispatch=plan)
    tables = some(online=state.online.tables, cells=state.cells)
    first = type(evening.each)(*(column[0] for column in evening.each))
    own = some(ledger=state.ledger, parcels=first, room=some(parcels=evening))
    for home in range(PLACES):
        piece = PIECE._replace(number=home)
        run_part(send_out, today, piece, tables=tables, own=own, rules=rules)
    run_part(close_evening, today, tables=tables, own=own, rules=rules)
