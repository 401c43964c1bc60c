"""Who pays what for a shipment, line by line: on credit, in cash, directly, from outside."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from tests.phases.trade import CREDIT, EVENING, Trade


@pytest.mark.parametrize(("counting", "days"), [(0, CREDIT), (1, CREDIT), (1, 1)])
def test_a_wholesaler_gives_credit_and_the_carrier_wants_cash(counting, days):
    trade = Trade()
    trade.state.levels.credit_days[0] = days
    shop = 0
    wholesaler = int(trade.keepers.upstream[shop])
    shelf, supplier = trade.shelf_with(shop), trade.shelf_with(wholesaler)
    trade.terms.freight[shelf] = 0.5
    trade.order(shelf, supplier, 10, price=7.25, cost=5.0)
    trade.run(counting)
    accounts, ledger = trade.accounts, trade.ledger
    assert (trade.gain(shop), trade.gain(wholesaler)) == (-5, 0)
    due = np.zeros_like(accounts.credit_due)
    due[(EVENING + days) % len(due), shop] = 73  # 72.5, halves up
    assert np.array_equal(accounts.credit_due, due)
    assert accounts.payable[shop] == accounts.receivable[wholesaler] == 73
    buyer, seller = Sector.SHOPS, trade.keepers.sector[wholesaler]
    assert ledger.money[Flow.GOODS_BETWEEN_FIRMS, buyer, seller] == 73
    assert ledger.credit[buyer, seller] == 73
    assert ledger.money[Flow.FREIGHT, buyer, Sector.CARRIERS] == trade.got(Sector.CARRIERS) == 5
    assert trade.shelves.unit_cost[shelf] == pytest.approx(7.8)
    assert accounts.revenue[wholesaler] == 73
    assert trade.totals(shop) == [0, 78 * counting, 0, 0]
    assert trade.totals(wholesaler) == [73 * counting, 0, 50 * counting, 0]
    product = trade.shelves.product[shelf]
    kept = ledger.chain[[seller, Sector.CARRIERS, Sector.PLATFORM], product]
    assert kept.tolist() == [23 * counting, 5 * counting, 0]


def test_what_arrives_bears_the_cost_of_what_is_lost_on_the_way():
    """Ten for 73 and 5 for the carrier, of which eight arrive."""
    trade = Trade()
    shelf, supplier = trade.shelf_with(0), trade.shelf_with(int(trade.keepers.upstream[0]))
    trade.terms.freight[shelf], trade.terms.transit_loss[shelf] = 0.5, 0.2
    trade.order(shelf, supplier, 10, price=7.25, cost=5.0)
    trade.run()
    assert trade.shelves.unit_cost[shelf] == pytest.approx(78 / 8)
    assert trade.accounts.purchases[0] == 78


@pytest.mark.parametrize(
    ("limit", "owed", "arrears", "lent"),
    [(73, 0, 0, 73), (40, 10, 0, 30), (0, 0, 0, 0), (99, 9, 1, 0)],
)
def test_what_goods_cost_above_the_credit_that_is_left_is_paid_at_once(limit, owed, arrears, lent):
    """Ten at 7.25, rounded to 73, and 5 for the carrier."""
    trade = Trade()
    shop = 0
    wholesaler = int(trade.keepers.upstream[shop])
    shelf, supplier = trade.shelf_with(shop), trade.shelf_with(wholesaler)
    accounts, ledger, sector = trade.accounts, trade.ledger, trade.keepers.sector
    accounts.credit_limit[shop], accounts.payable[shop] = limit, owed
    accounts.arrears[shop] = arrears
    trade.terms.freight[shelf] = 0.5
    trade.order(shelf, supplier, 10, price=7.25, cost=5.0)
    trade.run()
    assert (trade.gain(shop), trade.gain(wholesaler)) == (lent - 78, 73 - lent)
    assert (accounts.payable[shop], accounts.receivable[wholesaler]) == (owed + lent, lent)
    assert ledger.credit[sector[shop], sector[wholesaler]] == accounts.credit_due.sum() == lent
    assert ledger.money[Flow.GOODS_BETWEEN_FIRMS, sector[shop], sector[wholesaler]] == 73
    assert accounts.purchases[shop] == 78 and accounts.revenue[wholesaler] == 73


def test_the_lines_of_a_buyer_share_its_credit():
    """Two shelves of two bills, 30 each: a limit of 40 lends 30 and 10."""
    trade = Trade()
    shop = 0
    wholesaler = int(trade.keepers.upstream[shop])
    shelf, supplier = trade.shelf_with(shop), trade.shelf_with(wholesaler)
    trade.accounts.credit_limit[shop] = 40
    trade.order(shelf, supplier, 10, price=3.0, cost=2.0, ago=1)
    trade.order(trade.shelf_with(1), supplier, 1, price=3.0, cost=2.0)
    trade.order(shelf, supplier, 10, price=3.0, cost=2.0)
    trade.run()
    assert trade.accounts.payable[shop] == 40 and trade.gain(shop) == -20


@pytest.mark.parametrize("counting", [0, 1])
def test_a_maker_s_price_is_paid_at_once_with_the_platform_s_fee(counting):
    trade = Trade()
    shop, maker = 0, int(trade.state.levels.first_keeper[trade.state.n_levels - 1])
    shelf, supplier = trade.shelf_with(shop), trade.shelf_with(maker)
    trade.terms.direct[shelf] = 1
    trade.order(shelf, supplier, 20, price=3.0, cost=2.0)
    trade.run(counting)
    assert (trade.gain(shop), trade.gain(maker)) == (-63, 60)
    ledger = trade.ledger
    assert ledger.money[Flow.PLATFORM_FEE, Sector.SHOPS, Sector.PLATFORM] == 3
    assert trade.got(Sector.PLATFORM) == 3
    flow = ledger.money[Flow.GOODS_BETWEEN_FIRMS, Sector.SHOPS, Sector.MANUFACTURERS]
    assert flow == 60
    assert not trade.accounts.payable.any() and not ledger.credit.any()
    assert trade.totals(shop) == [0, 63 * counting, 0, 63 * counting]
    assert trade.totals(maker) == [60 * counting, 0, 40 * counting, 0]
    product = trade.shelves.product[shelf]
    kept = ledger.chain[[Sector.MANUFACTURERS, Sector.CARRIERS, Sector.PLATFORM], product]
    assert kept.tolist() == [60 * counting, 0, 3 * counting]


def test_of_a_broker_s_price_what_he_paid_is_the_farmers():
    trade = Trade()
    broker = int(trade.state.levels.first_keeper[trade.state.n_levels])
    wholesaler = int(trade.keepers.upstream[0])
    shelf, supplier = trade.shelf_with(wholesaler), trade.shelf_with(broker)
    trade.order(shelf, supplier, 8, price=5.0, cost=3.0)
    trade.run()
    product = trade.shelves.product[supplier]
    kept = trade.ledger.chain[[Sector.FARMERS, Sector.BROKERS], product].tolist()
    assert kept == [24, 16]
    assert trade.gain(wholesaler) == -40  # he is not the supplier who gives him credit
    assert trade.gain(broker) == 40


def test_materials_and_labour_come_from_outside():
    trade = Trade()
    maker = int(trade.state.levels.first_keeper[trade.state.n_levels - 1])
    shelf = trade.shelf_with(maker)
    source = int(trade.terms.supplier[shelf])
    trade.shelves.capacity[source] = 100
    trade.order(shelf, source, 9, price=2.0, cost=0.0)
    trade.run()
    assert trade.gain(maker) == -18
    assert (trade.got(Sector.MATERIALS), trade.got(Sector.LABOUR)) == (11, 7)  # of 10.8
    money = trade.ledger.money
    assert money[Flow.MATERIALS, Sector.MANUFACTURERS, Sector.MATERIALS] == 11
    assert money[Flow.WAGES, Sector.MANUFACTURERS, Sector.LABOUR] == 7
    assert not trade.ledger.chain.any()


@pytest.mark.parametrize(
    ("wanted", "money", "sent"), [(40, 100, 26), (27, 95, 25), (27, 98, 26), (27, 99, 27)]
)
@pytest.mark.parametrize("ago", [0, 2])
def test_nothing_leaves_that_its_buyer_cannot_pay(ago, wanted, money, sent):
    """A price of 3, with 5 % and 0.5 on top: 27 cost 81 + 4 + 14; of less, 2 are set aside."""
    trade = Trade()
    shop, maker = 0, int(trade.state.levels.first_keeper[trade.state.n_levels - 1])
    shelf, supplier = trade.shelf_with(shop), trade.shelf_with(maker)
    trade.terms.direct[shelf], trade.terms.freight[shelf] = 1, 0.5
    trade.order(shelf, supplier, wanted, price=3.0, cost=2.0, ago=ago)
    trade.accounts.cash[shop], trade.accounts.overdraft[shop] = money - 40, 40
    trade.cash = trade.accounts.cash.copy()
    trade.run()
    assert trade.shelves.stock[supplier] == wanted - sent
    assert trade.gain(shop) == -(sent * 3 + int(0.15 * sent + 0.5) + int(0.5 * sent + 0.5))
    assert trade.shelves.sold[supplier] == sent
    owes = ago > 0 or trade.state.levels.unfilled[trade.keepers.level[maker]] == 1
    assert trade.state.book.lines[0] == (owes and sent < wanted)
    assert trade.shelves.backlog[supplier] == owes * (wanted - sent)


@pytest.mark.parametrize(("limit", "cash", "sent"), [(0, 32, 10), (60, 32, 30), (500, 32, 40)])
def test_nothing_leaves_that_neither_credit_nor_cash_covers(limit, cash, sent):
    """At 3; two grains of money are set aside for what is rounded up."""
    trade = Trade()
    shop = 0
    shelf, supplier = trade.shelf_with(shop), trade.shelf_with(int(trade.keepers.upstream[shop]))
    trade.order(shelf, supplier, 40, price=3.0, cost=2.0)
    trade.accounts.cash[shop], trade.accounts.credit_limit[shop] = cash, limit
    trade.cash = trade.accounts.cash.copy()
    trade.run()
    assert trade.shelves.sold[supplier] == sent
    assert trade.accounts.payable[shop] == min(3 * sent, limit)
    assert trade.gain(shop) == -max(3 * sent - limit, 0)
