"""One shop, one supplier: an owner buys on credit, and pays at once what it does not cover."""

import numpy as np
import pytest

from sim.model import TradeModel
from sim.scenario import read_scenario

WANTED, PRICE = 30, 110  # units; grains of money: a cost of 1 and a tenth
WORLD = (
    "population={shops: 1, levels: 2}",
    f"stock.order_up_to=[{WANTED}, 100]",
    "stock.initial=[0, 100]",
    "credit.days=20",
    "calendar.warmup_days=0",
    "calendar.end=2000-02-15",
)


def shop_with(lent, cash):
    """The world before its first day; a shop that has credit and cash for so many units."""
    sets = [*WORLD, f"credit.opening_cash={cash * PRICE / 100}"]
    model = TradeModel(read_scenario("textbook/plain", sets))
    accounts = model.state.accounts
    assert model.state.shelves.price[1] == pytest.approx(PRICE)
    assert accounts.cash[0] == cash * PRICE
    accounts.credit_limit[0], accounts.overdraft[0] = lent * PRICE, 0
    return model


@pytest.mark.parametrize(
    ("lent", "cash", "bought"),
    [(0, 10, 10), (5, 10, 15), (20, 20, 30), (30, 0, 30), (90, 90, 30), (7, 0, 7), (0, 0, 0)],
)
def test_what_credit_and_cash_for_so_many_units_buy(lent, cash, bought):
    model = shop_with(lent, cash)
    model.step()
    accounts, on_credit = model.state.accounts, min(bought, lent)
    assert model.state.shelves.on_order[0] == bought
    assert accounts.payable[0] == accounts.receivable[1] == on_credit * PRICE
    assert accounts.cash[0] == (cash - bought + on_credit) * PRICE


def test_an_owner_without_credit_sells_no_less_for_it():
    """He starts with the cash for one order; sales pay for the next."""
    sold = []
    for lent in (0, 10**6):
        model = shop_with(lent, WANTED)
        model.play(model.days_total)
        sold.append(int(np.asarray(model.state.totals.sold)[0]))
    assert sold[0] == sold[1] > 0
