"""First of the month: books are closed, and in each trade firms leave and others come.

A part of adoption: wholesalers tier by tier, then makers, brokers and shops.
"""

from typing import Any

from sim.engine.phase import act
from sim.engine.schedule import Today
from sim.engine.tables.state import State
from sim.engine.year import DAYS_A_YEAR
from sim.phases.entry import brokers, makers, shops, wholesalers
from sim.phases.entry.review import Market, note_usual_pay, review
from sim.phases.entry.trade import forget_unsettled, note_month


def firms_come_and_go(state: State, rules: Any, today: Today) -> bool:
    """On the first of a month, where they do at all."""
    return bool(rules.entry.firms_move and today.first_of_month)


def let_firms_come_and_go(state: State, rules: Any, today: Today) -> None:
    """Close the month's books, and review each trade once there are enough."""
    settings = rules.entry
    note_month(state)
    if today.month < settings.settled_months:
        return
    roles = state.roles
    trades = [wholesalers.market_of(tier) for tier in range(1, roles.makers)]
    if not state.explicit:
        trades.append(makers.market_of(roles.makers))
    if today.counting_day <= 0:
        forget_unsettled(state, settings.settled_months)
        for trade in trades:
            note_usual_pay(state, settings, trade)
        if not state.explicit:
            shops.note_usual_pay(state, settings)
    if not today.counting:
        return
    for trade in trades:
        review(state, rules, today, trade)
    if not state.explicit:
        review_season(state, rules, today, brokers.market_of(roles.brokers))
        brokers.deal_growers(state)
        shops.let_shops_come_and_go(state, rules, today)


def review_season(state: State, rules: Any, today: Today, trade: Market) -> None:
    """A seasonal trade is reviewed from when a whole year has counted."""
    if today.counting_day < DAYS_A_YEAR:
        return
    if not state.accounts.owners_pay[state.keepers_at(trade.level)].any():
        note_usual_pay(state, rules.entry, trade)
    review(state, rules, today, trade)


TRADES = act(
    let_firms_come_and_go,
    firms_come_and_go,
    reads="shelves: keeper product batch price unit_cost; batches: first; keepers:"
    " level sector province cell first_shelf first_neighbour end_neighbour; accounts: usual_cost"
    " elsewhere; levels: first_keeper; products: category weight appeal maker_price daily_loss;"
    " routes: days cost",
    writes="shelves: listed stock on_order backlog capacity waiting forecast own_estimate"
    " variance; terms: supplier origin lead freight transit_loss; batches: left; book: lines shelf"
    " supplier due_day open; keepers: upstream open reviews rethinks room room_price traffic size"
    " seen expected markup_factor volume reference; accounts: cash payable receivable arrears"
    " arrears_days credit_limit overdraft fixed_cost owners_pay working_cash kept worked margins"
    " days_worked drawings credit_due; routes: maker usual memory; ledger: money repaid goods"
    " outside; plots: broker",
)
