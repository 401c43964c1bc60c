"""First of the month: books are closed, and in each trade firms leave and others come.

A part of adoption: wholesalers tier by tier, then makers, brokers and shops.
"""

from typing import Any

from sim.engine.schedule import Today
from sim.engine.state import State
from sim.phases import broker_entry, maker_entry, shop_entry, wholesaler_entry
from sim.phases.entry import note_usual_pay, review
from sim.phases.trade import note_month, remembers


def let_firms_come_and_go(state: State, rules: Any, today: Today) -> None:
    """Close the month's books, and review each trade once they go far enough back."""
    if not (rules.entry.happens and today.first_of_month):
        return
    note_month(state, today)
    if not remembers(state, today):
        return
    n = state.n_levels
    trades = tuple(wholesaler_entry.market_of(tier) for tier in range(1, n - 1))
    if not state.explicit:
        trades += (maker_entry.market_of(n - 1), broker_entry.market_of(n))
    if today.counting_day <= 0:
        note_usual_pay(state, rules.entry, trades)
        if not state.explicit:
            shop_entry.note_usual_pay(state, rules.entry)
    if not today.counting:
        return
    for trade in trades:
        review(state, rules, today, trade)
    if not state.explicit:
        broker_entry.deal_growers(state)
        shop_entry.let_shops_come_and_go(state, rules, today)
