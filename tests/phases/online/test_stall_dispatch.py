"""An evening of stalls by hand: what is packed and cancelled, who pays whom, and who buys."""

import numpy as np
import pytest

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.tables.ledger import Flow, GoodsFlow, Sector
from sim.engine.tables.online import FOOD
from sim.phases.online.stall_dispatch import send_parcels
from tests.phases.bazaar import FARMER, ORDER, PRODUCT, PROVINCE, SELLER, open_bazaar
from tests.phases.compiled import some
from tests.phases.marketplace import BUYERS, DAY, PLACES, copied, flows, whole

TAKE = np.array([0.03, 0.08])
# Of each stall: orders, and grains. Some have enough, some too little, some none or no orders.
ORDERS = np.array([4, 3, 6, 5, 0, 7, 1, 3])
STOCK = np.array([40, 9, 7, 4, 30, 36, 3, 50])
# The one buyer of each province's product; 2 and 5 are firms.
BUYER = np.array([[0, 4, 2], [3, 1, 5]])


@dispatched
@compiled
def sending(tables, ledger, handed_over, today):
    """`send_parcels`, called from Python."""
    send_parcels(tables, ledger, handed_over, today)


def send(bazaar, day=DAY):
    """Parcels for the carriers of each province."""
    handed_over = np.zeros(PLACES, np.int64)
    farm = some(
        sellers=bazaar.sellers, stalls=bazaar.stalls, bazaar=bazaar.bazaar, farmers=bazaar.farmers
    )
    offers = some(take_rate=np.full((FOOD + 1, PLACES), TAKE))
    online = some(buyers=bazaar.buyers, parcels=bazaar.parcels, offers=offers)
    tables = some(farm=farm, online=online, cells=bazaar.cells)
    sending(tables, bazaar.ledger, handed_over, day)
    return handed_over


def with_one_buyer_each():
    bazaar = open_bazaar()
    bazaar.stalls.orders[:], bazaar.stalls.stock[:] = ORDERS, STOCK
    bazaar.bazaar.to_buyer[:] = np.arange(BUYERS) >= BUYER[:, :, None]
    return bazaar


@pytest.mark.parametrize("counting", [0, 1])
def test_an_evening(counting):
    bazaar = with_one_buyer_each()
    sellers, farmers, table, buyers, parcels = copied(
        bazaar.sellers, bazaar.farmers, bazaar.bazaar, bazaar.buyers, bazaar.parcels
    )
    handed_over = send(bazaar, DAY._replace(counting=counting))
    sent = np.minimum(ORDERS, STOCK // ORDER[PRODUCT])
    assert (sent < ORDERS).any() and (sent == ORDERS).any()
    place, at = (PROVINCE, PRODUCT), BUYER[PROVINCE, PRODUCT]
    price, home = table.price[place], buyers.province[at]
    value = sent * price
    fee = np.array([whole(each) for each in value * TAKE[PROVINCE]])
    packing = sent * table.packing[PROVINCE]
    postage = sent * parcels.price[PROVINCE, home]
    other = np.array([whole(each) for each in sent * table.other[place]])
    assert (other > 0).any()

    def by(rows, values, count):
        return np.bincount(rows, values, count).astype(np.int64)

    now = bazaar.stalls
    assert np.array_equal(now.stock, STOCK - sent * ORDER[PRODUCT])
    assert not now.orders.any()
    gained = value - fee - packing
    assert np.array_equal(bazaar.farmers.cash - farmers.cash, by(FARMER[SELLER], gained, 7))
    for name, values in (("sales", value), ("costs", fee + packing)):
        change = getattr(bazaar.farmers, name) - getattr(farmers, name)
        assert np.array_equal(change, counting * by(FARMER[SELLER], values, 7)), name
    assert np.array_equal(bazaar.sellers.online - sellers.online, counting * by(SELLER, value, 5))
    assert np.array_equal(bazaar.sellers.earned - sellers.earned, by(SELLER, gained - other, 5))
    for name, values in (
        ("sold", value), ("postage", postage), ("handled", sent), ("short", ORDERS - sent),
        ("kept", counting * gained), ("forgone", counting * other),
    ):  # fmt: skip
        expected = getattr(table, name).copy()
        np.add.at(expected, place, values)
        assert np.array_equal(getattr(bazaar.bazaar, name), expected), name
    assert bazaar.bazaar.net[0] == value.sum()
    goods = bazaar.ledger.goods[GoodsFlow.SOLD_TO_CONSUMERS]
    assert np.array_equal(goods, by(PRODUCT, sent * ORDER[PRODUCT], 3))
    assert bazaar.ledger.goods.sum() == goods.sum()

    expected = parcels.sent.copy()
    np.add.at(expected, (PROVINCE, home), sent)
    assert np.array_equal(bazaar.parcels.sent, expected)
    on_the_road = np.zeros(PLACES)
    np.add.at(on_the_road, PROVINCE, sent * np.asarray(parcels.days)[PROVINCE, home])
    assert bazaar.parcels.road_days - parcels.road_days == pytest.approx(on_the_road)
    through = by(PROVINCE, sent, 2) + by(home, sent, 2)
    assert np.array_equal(bazaar.parcels.through - parcels.through, through)
    assert np.array_equal(handed_over, by(PROVINCE, sent, 2))

    paid, kept, carried = (by(at, each, 6) for each in (ORDERS * price, value, postage))
    assert np.array_equal(bazaar.buyers.of_stalls, kept)
    spent = bazaar.buyers.spent - buyers.spent
    assert np.array_equal(spent[FOOD], kept + carried)
    assert not np.delete(spent, FOOD, axis=0).any()
    people, firms = [0, 1, 3, 4], [2, 5]
    cells = bazaar.cells
    assert np.array_equal(cells.online, (kept + carried)[people])
    assert np.array_equal(cells.cash, -cells.online)
    outside = {
        Sector.CARRIERS: carried.sum(), Sector.PLATFORM: fee.sum(), Sector.LABOUR: packing.sum(),
        Sector.OTHER_BUYERS: -(kept + carried)[firms].sum(),
    }  # fmt: skip
    left = np.array(bazaar.ledger.outside)
    for sector, money in outside.items():
        assert left[sector] == money, sector
        left[sector] = 0
    assert not left.any()
    us, them = Sector.FARMERS, (Sector.CONSUMERS, Sector.OTHER_BUYERS)
    expected = {
        (Flow.TAKE_RATE, us, Sector.PLATFORM): fee.sum(),
        (Flow.WAGES, us, Sector.LABOUR): packing.sum(),
    }
    for payer, who in zip(them, (people, firms), strict=True):
        expected[Flow.ONLINE_SALES, payer, us] = paid[who].sum()
        expected[Flow.ONLINE_REFUNDS, us, payer] = (paid - kept)[who].sum()
        expected[Flow.PARCEL_FREIGHT, payer, Sector.CARRIERS] = carried[who].sum()
    assert flows(bazaar) == {at: money for at, money in expected.items() if money}


def test_only_stalls_in_the_list_send():
    bazaar = with_one_buyer_each()
    bazaar.stalls.open[:2], bazaar.stalls.lines[0] = (3, 6), 2
    send(bazaar)
    touched = np.asarray(bazaar.stalls.orders) != ORDERS
    assert np.flatnonzero(touched).tolist() == [3, 6]


def bought(stall, orders, day=4, seed=7):
    """Parcels of one stall by buyer's province and buyer: what each has spent on goods."""
    bazaar = open_bazaar()
    bazaar.stalls.orders[:] = 0
    bazaar.stalls.orders[stall], bazaar.stalls.stock[:] = orders, 10**6
    bazaar.bazaar.price[:] = 1
    bazaar.bazaar.to_buyer[:] = [0.1, 0.3, 0.3, 0.65, 1.0, 1.0]
    send(bazaar, DAY._replace(day=day, seed=seed))
    return np.array(bazaar.buyers.of_stalls)


def test_each_order_is_of_a_buyer_drawn_by_what_buyers_choose():
    chance, orders = np.array([0.1, 0.2, 0.0, 0.35, 0.35, 0.0]), 4000
    found = bought(0, orders)
    error = np.sqrt(orders * chance * (1.0 - chance))
    assert (np.abs(found - orders * chance) <= 5 * error).all()


def test_stalls_days_and_runs_draw_other_buyers():
    cases = [(0, 4, 7), (1, 4, 7), (7, 4, 7), (0, 5, 7), (0, 4, 8)]
    found = [tuple(bought(stall, 300, day, seed)) for stall, day, seed in cases]
    assert len(set(found)) == len(cases)
    of_one = [tuple(bought(0, count)) for count in (300, 301)]
    assert np.abs(np.subtract(*of_one)).sum() == 1  # one more order leaves the others as they are
