"""A firm that closes: who gets its goods, its customers, its claims and its debts, by hand."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, GoodsFlow, Sector
from sim.phases import accounting, adoption, arrivals
from tests.phases.alone import country, ring_of, rows_of, run, with_rules

LIMIT, SHARE = 90, 0.5


class Evening:
    """A country without stocks, debts, costs and orders, in which nobody is late."""

    def __init__(self, *sets):
        self.model = country(*sets)
        with_rules(self.model, "adoption", arrears_days=LIMIT, liquidation_share=SHARE)
        self.state = self.model.state
        self.shelves, self.keepers, self.accounts = (
            self.state.shelves,
            self.state.keepers,
            self.state.accounts,
        )
        for column in self.accounts:
            column[...] = 0
        for column in (self.shelves.stock, self.shelves.on_order, self.shelves.backlog):
            column[:] = 0
        self.state.batches.left[:] = 0
        self.state.book.lines[0] = 0

    def late(self, keeper, days=LIMIT):
        """After tonight it will have been in arrears a day longer: it cannot pay its rent."""
        self.accounts.arrears_days[keeper] = days
        self.accounts.fixed_cost[keeper] = 1

    def enter(self, *orders):
        """Write orders into the book: shelf, supplier, due day, grains."""
        book = self.state.book
        for line, (shelf, supplier, due, quantity) in enumerate(orders):
            book.shelf[line], book.supplier[line] = shelf, supplier
            book.due_day[line], book.open[line] = due, quantity
            self.shelves.on_order[shelf] += quantity
            if due <= 10:
                self.shelves.backlog[supplier] += quantity
        book.lines[0] = len(orders)

    def lines(self):
        book, count = self.state.book, int(self.state.book.lines[0])
        columns = (book.shelf, book.supplier, book.due_day, book.open)
        return [tuple(int(column[line]) for column in columns) for line in range(count)]

    def middlemen(self):
        """A middleman of the first tier with customers, and the only other one, of elsewhere."""
        first, end = (int(k) for k in self.state.levels.first_keeper[1:3])
        closing = int(self.keepers.upstream[0])
        province = self.keepers.province
        successor = next(k for k in range(first, end) if province[k] != province[closing])
        for keeper in range(first, end):
            self.keepers.open[keeper] = keeper in (closing, successor)
        return closing, successor

    def run(self):
        run(self.model, accounting, 10)
        run(self.model, adoption, 10)

    def is_open(self, keeper):
        return bool(self.keepers.open[keeper])


def test_a_firm_holds_out_for_so_many_days():
    evening = Evening()
    evening.late(0, LIMIT)
    evening.late(1, LIMIT - 1)
    evening.run()
    assert not evening.is_open(0)
    assert evening.is_open(1)


def test_makers_and_the_world_outside_do_not_close():
    evening = Evening()
    levels, brokers = evening.state.levels.first_keeper, evening.state.n_levels
    for keeper in range(int(np.asarray(levels)[-1])):
        evening.late(keeper)
    evening.accounts.revenue[:] = 1  # brokers have costs in their season
    evening.run()
    closed = np.flatnonzero(np.asarray(evening.keepers.open[: evening.state.firms]) == 0)
    level = np.asarray(evening.keepers.level)[closed]
    assert not (level == brokers - 1).any() and not (level > brokers).any()
    assert (np.asarray(evening.keepers.open[levels[0] : levels[1]]) == 0).all()
    assert (np.asarray(evening.keepers.open[levels[brokers] : levels[brokers + 1]]) == 0).all()
    for tier in range(1, brokers - 1):  # the last of each tier stays
        assert np.sum(evening.keepers.open[levels[tier] : levels[tier + 1]]) == 1


def test_goods_fetch_a_share_of_what_they_cost():
    evening = Evening()
    shelves, state = evening.shelves, evening.state
    rows, small = rows_of(evening.model, 1), rows_of(evening.model, 3).start
    ageing = next(i for i in range(rows.start, rows.stop) if shelves.batch[i] >= 0)
    keeping = next(i for i in range(rows.start, rows.stop) if shelves.batch[i] < 0)
    shelves.stock[[keeping, ageing, rows.stop, small]] = 7, 5, 9, 1  # the third is a neighbour's
    shelves.unit_cost[[keeping, ageing, small]] = 3.0, 5.0, 2.0
    ring_of(evening.model, shelves.batch[ageing])[1] = 5
    goods = state.ledger.goods[GoodsFlow.LIQUIDATED].copy()
    evening.late(1)
    evening.late(3)
    evening.run()
    assert shelves.stock[[keeping, ageing, rows.stop, small]].tolist() == [0, 0, 9, 0]
    assert not state.batches.left.any()
    assert evening.accounts.cash[[1, 3]].tolist() == [10 + 12, 1]  # of 21, 25 and 2 a half
    assert state.ledger.outside[Sector.OTHER_SELLERS] == -23
    assert state.ledger.money[Flow.SALVAGE, Sector.OTHER_SELLERS, Sector.SHOPS] == 23
    sold = state.ledger.goods[GoodsFlow.LIQUIDATED] - goods
    product = np.asarray(shelves.product[[keeping, ageing, small]])
    assert np.array_equal(sold, np.bincount(product, [7, 5, 1], len(sold)))


@pytest.mark.parametrize("overdraft", [0, 40])
def test_a_shop_without_cash_leaves_its_supplier_with_nothing(overdraft):
    evening = Evening()
    accounts, ledger = evening.accounts, evening.state.ledger
    creditor = int(evening.keepers.upstream[0])
    accounts.cash[0], accounts.overdraft[0] = -overdraft, overdraft
    accounts.payable[0], accounts.receivable[creditor] = 120, 150
    accounts.credit_due[3, 0], accounts.arrears[0] = 100, 20
    evening.late(0)
    evening.run()
    assert accounts.cash[[0, creditor]].tolist() == [-overdraft, 0]
    assert accounts.payable[0] == 0 and accounts.receivable[creditor] == 30
    assert not accounts.credit_due.any() and accounts.arrears[0] == 0
    sector = evening.keepers.sector[creditor]
    assert ledger.repaid[Sector.SHOPS, sector] == 120
    assert ledger.money[Flow.BAD_DEBT, sector, Sector.SHOPS] == 120


def test_what_its_goods_fetch_goes_to_who_lent_to_it():
    """Ten for 3 each fetch 15 of the 120 that it owes."""
    evening = Evening()
    accounts, ledger, row = evening.accounts, evening.state.ledger, rows_of(evening.model, 0).start
    creditor = int(evening.keepers.upstream[0])
    evening.shelves.stock[row], evening.shelves.unit_cost[row] = 10, 3.0
    accounts.payable[0], accounts.receivable[creditor] = 120, 120
    evening.late(0)
    evening.run()
    assert evening.shelves.stock[row] == 0
    assert accounts.cash[[0, creditor]].tolist() == [0, 15]
    assert accounts.payable[0] == accounts.receivable[creditor] == 0
    sector = evening.keepers.sector[creditor]
    assert ledger.repaid[Sector.SHOPS, sector] == 120
    assert ledger.money[Flow.BAD_DEBT, sector, Sector.SHOPS] == 105


@pytest.mark.parametrize("money", [0, 30, 500])
def test_claims_go_to_who_takes_over_and_pay_the_debts(money):
    """Claims of 101 fetch 50, or what the successor has; the supplier gets that of his 120."""
    evening = Evening()
    accounts, keepers, ledger = evening.accounts, evening.keepers, evening.state.ledger
    closing, successor = evening.middlemen()
    creditor = int(keepers.upstream[closing])
    customer = next(k for k in range(evening.state.shops) if keepers.upstream[k] == closing)
    accounts.payable[customer], accounts.receivable[closing] = 101, 101
    accounts.credit_due[3, customer] = 101
    accounts.payable[closing], accounts.receivable[creditor] = 120, 120
    accounts.credit_due[3, closing] = 120
    accounts.receivable[successor] = 7
    accounts.cash[successor], accounts.overdraft[successor] = money - 20, 20
    evening.late(closing)
    evening.run()
    price = min(50, money)
    assert accounts.receivable[[closing, successor, creditor]].tolist() == [0, 108, 0]
    assert accounts.payable[[customer, closing]].tolist() == [101, 0]
    assert accounts.credit_due[3, [customer, closing]].tolist() == [101, 0]
    assert accounts.cash[[closing, successor, creditor]].tolist() == [0, money - 20 - price, price]
    debtor, lender = keepers.sector[closing], keepers.sector[creditor]
    assert ledger.repaid[debtor, lender] == 120
    assert ledger.money[Flow.BAD_DEBT, lender, debtor] == 120 - price


def test_claims_on_a_closed_middleman_stay_small_change():
    """With more claims than debts, what is left stays with the firm."""
    evening = Evening()
    closing, successor = evening.middlemen()
    accounts, keepers = evening.accounts, evening.keepers
    creditor = int(keepers.upstream[closing])
    customer = next(k for k in range(evening.state.shops) if keepers.upstream[k] == closing)
    accounts.payable[customer], accounts.receivable[closing] = 100, 100
    accounts.payable[closing], accounts.receivable[creditor] = 20, 20
    accounts.cash[successor] = 1000
    evening.late(closing)
    evening.run()
    assert accounts.cash[[closing, successor, creditor]].tolist() == [30, 950, 20]


def test_customers_go_on_with_the_nearest_middleman_of_the_tier():
    evening = Evening()
    shelves, keepers, terms = evening.shelves, evening.keepers, evening.state.terms
    closing, successor = evening.middlemen()
    routes = evening.state.routes
    here, there = int(keepers.province[successor]), int(keepers.province[closing])
    assert here != there
    routes.days[here, there] = routes.days.max()
    days = int(routes.days[here, there])
    old, new = rows_of(evening.model, closing), rows_of(evening.model, successor)
    supplier, lead = terms.supplier.copy(), terms.lead.copy()
    upstream = keepers.upstream.copy()
    evening.late(closing)
    evening.run()
    served = (supplier >= old.start) & (supplier < old.stop)
    assert served.any()
    moved = np.where(served, supplier - old.start + new.start, supplier)
    assert np.array_equal(terms.supplier, moved)
    assert np.array_equal(terms.lead, np.where(served, lead + days, lead))
    away = served & (keepers.province[shelves.keeper] == there)
    weight = evening.state.products.weight[shelves.product]
    assert terms.freight[away] == pytest.approx(routes.cost[here, there] * weight[away])
    assert np.array_equal(keepers.upstream, np.where(upstream == closing, successor, upstream))


def test_one_of_the_same_province_comes_first_and_then_the_cheapest_lane():
    evening = Evening("population.provinces=[Gansu, Ningxia, Zhejiang]")
    keepers, cost = evening.keepers, evening.state.routes.cost
    closing, *others = range(*evening.state.levels.first_keeper[1:3].tolist())
    assert len(others) == 2
    there = int(keepers.province[closing])
    for dear, cheap in (others, others[::-1]):
        keepers.open[closing] = 1
        keepers.upstream[0] = closing
        cost[keepers.province[dear], there], cost[keepers.province[cheap], there] = 0.9, 0.4
        evening.late(closing)
        evening.run()
        assert keepers.upstream[0] == cheap
    keepers.province[others[1]], keepers.open[closing], keepers.upstream[0] = there, 1, closing
    cost[:] = 0.0
    cost[there, there] = 9.0
    evening.late(closing)
    evening.run()
    assert keepers.upstream[0] == others[1]


def test_orders_of_and_to_a_closed_firm_are_cancelled():
    evening = Evening()
    shelves = evening.shelves
    rows = rows_of(evening.model, 0)
    neighbour = rows.stop
    wholesaler = rows_of(evening.model, int(evening.keepers.upstream[0])).start
    orders = [
        (rows.start, wholesaler, 9, 4),  # owed to it
        (neighbour, wholesaler, 10, 3),
        (rows.stop - 1, wholesaler + 1, 11, 5),  # in the mail
        (neighbour + 1, rows.start, 10, 2),  # owed by it
        (neighbour + 2, wholesaler + 2, 12, 6),
    ]
    evening.enter(*orders)
    shelves.on_order[rows.start] += 8  # on the road
    evening.late(0)
    evening.run()
    assert evening.lines() == [orders[1], orders[4]]
    assert shelves.on_order[[rows.start, rows.stop - 1, neighbour + 1]].tolist() == [8, 0, 0]
    assert shelves.on_order[[neighbour, neighbour + 2]].tolist() == [3, 6]
    assert shelves.backlog[[wholesaler, wholesaler + 1, rows.start]].tolist() == [3, 0, 0]


def test_customers_go_to_open_neighbours_in_proportion_to_their_size():
    """All in all they stay as many, and neighbours grow alike."""
    evening = Evening()
    keepers, shelves = evening.keepers, evening.shelves
    keepers.first_neighbour[:5], keepers.end_neighbour[:5] = 1, 5
    keepers.traffic[:6] = [0.1, 0.2, 0.3, -0.4, 0.5, 0.6]
    before = np.exp(np.array(keepers.traffic[:6], float))
    keepers.open[4] = 0
    rows = rows_of(evening.model, 2)
    shelves.waiting[rows] = 1
    evening.late(2)
    evening.run()
    after = np.exp(np.array(keepers.traffic[:6], float))
    assert after[[1, 3]].sum() == pytest.approx(before[[1, 2, 3]].sum(), rel=1e-6)
    assert after[1] / after[3] == pytest.approx(before[1] / before[3], rel=1e-6)
    assert after[[0, 4, 5]] == pytest.approx(before[[0, 4, 5]], rel=1e-6)
    assert not shelves.listed[rows].any() and not shelves.waiting[rows].any()
    assert shelves.listed[rows.stop]


def test_what_was_on_the_way_to_a_closed_shop_is_sold_off_and_draws_no_customers():
    evening = Evening()
    row = rows_of(evening.model, 0).start
    evening.late(0)
    evening.run()
    assert not evening.is_open(0)
    shelves = evening.shelves
    shelves.arriving[11 % len(shelves.arriving), row] = shelves.on_order[row] = 5
    evening.state.batches.arriving_last_day[:] = 20
    evening.state.terms.transit_loss[row] = 0.0
    run(evening.model, arrivals, 11)
    assert shelves.stock[row] == 5 and shelves.listed[row] == 0
    evening.run()
    assert shelves.stock[row] == 0 and shelves.listed[row] == 0
