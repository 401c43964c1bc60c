"""Orders that a test writes by hand, and what the evening's shipping makes of them."""

from sim.phases import shipping
from tests.phases.alone import country, rows_of, run, with_rules

EVENING, FEE, MATERIALS, CREDIT = 10, 0.05, 0.6, 30


class Trade:
    """A country in which everybody has money, nobody orders but by hand, and shops get credit."""

    def __init__(self):
        self.model = country(f"credit.days={CREDIT}")
        with_rules(self.model, "shipping", platform_fee=FEE, materials_share=MATERIALS)
        self.state = self.model.state
        self.shelves, self.terms = self.state.shelves, self.state.terms
        self.keepers, self.accounts = self.state.keepers, self.state.accounts
        self.ledger, book = self.state.ledger, self.state.book
        book.lines[0] = 0
        for column in (*self.accounts, self.shelves.due, self.shelves.backlog):
            column[...] = 0
        self.shelves.stock[:] = 0
        self.accounts.cash[:] = 10**6
        self.accounts.credit_limit[:] = 10**6
        self.terms.freight[:], self.terms.transit_loss[:] = 0.0, 0.0
        self.cash, self.outside = self.accounts.cash.copy(), self.ledger.outside.copy()

    def shelf_with(self, keeper):
        """The first shelf of a keeper."""
        return rows_of(self.model, keeper).start

    def order(self, shelf, supplier, quantity, price, cost, ago=0):
        """An order due tonight or some evenings ago; the supplier has what it takes."""
        book, line = self.state.book, int(self.state.book.lines[0])
        book.shelf[line], book.supplier[line] = shelf, supplier
        book.due_day[line], book.open[line] = EVENING - ago, quantity
        book.lines[0] = line + 1
        self.shelves.on_order[shelf] += quantity
        (self.shelves.backlog if ago else self.shelves.due)[supplier] += quantity
        self.shelves.stock[supplier] += quantity
        self.shelves.price[supplier], self.shelves.unit_cost[supplier] = price, cost

    def run(self, counting=1):
        run(self.model, shipping, EVENING, counting=counting)

    def gain(self, keeper):
        return int(self.accounts.cash[keeper] - self.cash[keeper])

    def got(self, sector):
        return int(self.ledger.outside[sector] - self.outside[sector])

    def totals(self, keeper):
        names = ("sales", "purchases", "goods_sold", "direct")
        return [int(getattr(self.accounts, name)[keeper]) for name in names]
