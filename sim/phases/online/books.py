"""First of the month, online: merchants pay overheads, and owners take home what is earned.

A part of accounting.
"""

from typing import Any

from sim.engine.machine.compiling import compiled
from sim.engine.machine.dispatch import dispatched
from sim.engine.phase import act
from sim.engine.schedule import Today
from sim.engine.tables.ledger import Flow, Sector, pay, whole
from sim.engine.tables.state import State
from sim.rules.credit import payment


@dispatched
@compiled
def close_month(merchants, offers, ledger, cash_days):
    """Overheads as far as the money goes; cash beyond some days of sales goes to the owners."""
    overheads, drawn = 0, 0
    categories, sellers = offers.open.shape
    for k in range(categories):
        for s in range(sellers):
            lo = offers.first[k * sellers + s]
            overhead = whole(offers.overhead[k, s] * offers.listed[k, s])
            for row in range(lo, lo + offers.open[k, s]):
                paid = payment(overhead, merchants.cash[row], 0)
                kept = whole(cash_days * merchants.forecast[row] * offers.price[k, s])
                taken = max(merchants.cash[row] - paid - kept, 0)
                merchants.cash[row] -= paid + taken
                overheads += paid
                drawn += taken
    pay(ledger, Flow.RENT_AND_OPERATION, Sector.MERCHANTS, Sector.PREMISES, overheads)
    pay(ledger, Flow.DRAWINGS, Sector.MERCHANTS, Sector.LABOUR, drawn)


def merchants_close(state: State, rules: Any, today: Today) -> bool:
    """On the first of a month, where there are merchants."""
    return bool(today.first_of_month) and state.online is not None


def close_online_books(state: State, rules: Any, today: Today) -> None:
    """Merchants close their month."""
    online = state.online
    assert online is not None
    close_month(online.merchants, online.offers, state.ledger, rules.online.entry.cash_days)


MERCHANTS_CLOSE = act(
    close_online_books,
    merchants_close,
    reads="merchants: forecast; offers: first open price overhead listed",
    writes="ledger: money outside; merchants: cash",
)
