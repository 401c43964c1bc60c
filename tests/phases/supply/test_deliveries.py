"""The charge of a delivery: one for all that travels together, in the cost of what it brings."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from tests.phases.alone import with_rules
from tests.phases.trade import Trade

SHOP, DROP = 0, 12


class Delivery:
    """Two direct orders of a shop, of two makers or of one, at a price of 3 and a fee of 5 %."""

    def __init__(self, warehouse, makers=2):
        self.trade = trade = Trade()
        with_rules(trade.model, "shipping", warehouse=warehouse)
        first = int(trade.state.levels.first_keeper[trade.state.n_levels - 1])
        self.shelves = [trade.shelf_with(SHOP), trade.shelf_with(SHOP) + 1]
        self.makers = [first, first + makers - 1]
        self.suppliers = [trade.shelf_with(first), trade.shelf_with(self.makers[1])]
        self.suppliers[1] += makers == 1
        trade.terms.direct[self.shelves] = 1
        trade.terms.drop[self.shelves] = DROP
        trade.terms.drop_share[self.shelves] = 0.9  # what was expected is not what is paid

    def order(self, *quantities, ago=0):
        for shelf, supplier, quantity in zip(self.shelves, self.suppliers, quantities, strict=True):
            if quantity:
                self.trade.order(shelf, supplier, quantity, price=3.0, cost=2.0, ago=ago)

    def paid(self):
        return -self.trade.gain(SHOP)


@pytest.mark.parametrize(("warehouse", "makers", "drops"), [(1, 2, 1), (0, 2, 2), (0, 1, 1)])
def test_one_charge_for_all_that_travels_together(warehouse, makers, drops):
    delivery = Delivery(warehouse, makers)
    delivery.order(20, 40)
    delivery.trade.run()
    assert delivery.paid() == 60 + 3 + 120 + 6 + drops * DROP
    trade, ledger = delivery.trade, delivery.trade.ledger
    assert trade.got(Sector.CARRIERS) == drops * DROP
    assert ledger.money[Flow.FREIGHT, Sector.SHOPS, Sector.CARRIERS] == drops * DROP
    assert trade.totals(SHOP)[1] == trade.totals(SHOP)[3] == delivery.paid()
    parts = [DROP / 3, 2 * DROP / 3] if drops == 1 else [DROP, DROP]
    costs = [(63 + parts[0]) / 20, (126 + parts[1]) / 40]
    assert np.asarray(trade.shelves.unit_cost[delivery.shelves]) == pytest.approx(costs)
    kept = ledger.chain[Sector.CARRIERS, trade.shelves.product[delivery.shelves]]
    assert kept.tolist() == pytest.approx(parts)


def test_its_part_of_the_charge_is_borne_by_what_arrives():
    """20 for 63 and a third of the charge, of which 15 arrive; of the others all do."""
    delivery = Delivery(1)
    delivery.trade.terms.transit_loss[delivery.shelves] = 0.25, 0.0
    delivery.order(20, 40)
    delivery.trade.run()
    costs = [(63 + DROP / 3) / 15, (126 + 2 * DROP / 3) / 40]
    found = np.asarray(delivery.trade.shelves.unit_cost[delivery.shelves])
    assert found == pytest.approx(costs)


@pytest.mark.parametrize("warehouse", [0, 1])
def test_what_does_not_leave_pays_nothing(warehouse):
    delivery = Delivery(warehouse)
    delivery.order(20, 40)
    delivery.trade.shelves.stock[delivery.suppliers] = 0
    delivery.trade.run()
    assert delivery.paid() == 0
    delivery = Delivery(warehouse)
    delivery.order(20, 40)
    delivery.trade.shelves.stock[delivery.suppliers[0]] = 0
    delivery.trade.run()
    assert delivery.paid() == 126 + DROP


def test_the_wholesaler_s_goods_pay_for_no_delivery():
    delivery = Delivery(1)
    delivery.trade.terms.direct[delivery.shelves] = 0
    delivery.order(20, 40)
    delivery.trade.run()
    assert delivery.paid() == 180


@pytest.mark.parametrize(
    ("money", "sent"),
    [
        (DROP + 2, (0, 0)),  # two are set aside
        (DROP + 5, (0, 0)),
        (DROP + 6, (1, 0)),
        (63 + DROP, (20, 0)),
        (63 + DROP + 6, (20, 1)),
        (63 + DROP + 126, (20, 40)),
    ],
)
def test_nothing_leaves_whose_delivery_its_buyer_cannot_pay(money, sent):
    delivery = Delivery(1)
    delivery.order(20, 40)
    trade = delivery.trade
    trade.accounts.cash[SHOP] = money
    trade.cash = trade.accounts.cash.copy()
    trade.run()
    shipped = np.asarray(trade.shelves.sold[delivery.suppliers])
    assert shipped.tolist() == list(sent)
    assert delivery.paid() <= money
    assert trade.got(Sector.CARRIERS) == (DROP if any(sent) else 0)


def test_each_shop_pays_for_a_delivery_of_its_own():
    delivery = Delivery(1)
    trade = delivery.trade
    delivery.order(20, 40)
    other = trade.shelf_with(SHOP + 1)
    trade.terms.direct[other], trade.terms.drop[other] = 1, DROP
    trade.order(other, delivery.suppliers[0], 10, price=3.0, cost=2.0)
    trade.run()
    assert (delivery.paid(), -trade.gain(SHOP + 1)) == (189 + DROP, 30 + 2 + DROP)
