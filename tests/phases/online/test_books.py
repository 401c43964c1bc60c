"""Merchants close their month by hand: overheads first, then what owners take home."""

from types import SimpleNamespace

import numpy as np

from sim.engine.tables.ledger import Flow, Sector
from sim.phases import accounting
from sim.phases.online.books import close_online_books, merchants_close
from tests.phases.marketplace import (
    DAY,
    each_offer,
    flows,
    online_rules,
    open_marketplace,
    waiting,
    whole,
)

CASH_DAYS = 2.0


def month_to_close():
    """A marketplace in which some merchants are rich and some can't pay their overheads."""
    state = open_marketplace()
    luck, cash = np.random.default_rng(5), state.online.merchants.cash
    cash[:] = luck.choice([3, 800, 9000], len(cash))
    state.online.offers.overhead[:] *= 20
    return state


def test_overheads_are_paid_first_and_what_is_not_needed_goes_home():
    state = month_to_close()
    merchants, offers = state.online.merchants, state.online.offers
    before = np.array(merchants.cash)
    close_online_books(state, online_rules(entry=SimpleNamespace(cash_days=CASH_DAYS)), DAY)
    overheads, home, poor = 0, 0, 0
    for k, s, rows in each_offer():
        for row in rows:
            overhead = whole(offers.overhead[k, s] * offers.listed[k, s])
            paid = int(min(overhead, before[row]))
            needed = whole(CASH_DAYS * merchants.forecast[row] * offers.price[k, s])
            taken = max(int(before[row]) - paid - needed, 0)
            assert merchants.cash[row] == before[row] - paid - taken
            overheads, home, poor = overheads + paid, home + taken, poor + (paid == before[row])
    assert home > 0 < poor
    assert np.array_equal(np.asarray(merchants.cash)[waiting()], before[waiting()])
    assert state.ledger.outside[Sector.PREMISES] == overheads
    assert state.ledger.outside[Sector.LABOUR] == home
    assert flows(state) == {
        (Flow.RENT_AND_OPERATION, Sector.MERCHANTS, Sector.PREMISES): overheads,
        (Flow.DRAWINGS, Sector.MERCHANTS, Sector.LABOUR): home,
    }


def test_without_a_marketplace_no_books_are_closed():
    assert not merchants_close(SimpleNamespace(online=None), None, DAY)


def test_books_close_on_the_first_of_a_month():
    state = SimpleNamespace(online=1, farm=1)
    for closes in (merchants_close, accounting.households_close):
        days = [DAY._replace(first_of_month=first) for first in (0, 1)]
        assert [closes(state, None, day) for day in days] == [False, True]
