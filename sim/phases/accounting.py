"""Evening: credit falls due, wages and fixed costs are paid, who cannot pay leaves, books close."""

from typing import Any, NamedTuple

from sim.engine.compiling import compiled, compiled_part
from sim.engine.ledger import Flow, Sector
from sim.engine.phase import Locality, Phase, columns
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.phases.exits import close_the_insolvent
from sim.phases.households import consumers_month, farmers_month
from sim.rules.credit import days_in_arrears, drawings, payment
from sim.rules.forecasts import smooth
from sim.scenario import Scenario

OPERATION = int(Flow.RENT_AND_OPERATION)
DRAWINGS = int(Flow.DRAWINGS)
PREMISES = int(Sector.PREMISES)
LABOUR = int(Sector.LABOUR)


class Settings(NamedTuple):
    """How long firms hold out, and what owners take home."""

    arrears_days: int  # days in arrears before a firm gives up
    brokers: int  # level of the brokers
    liquidation_share: float  # what a closed firm's goods and claims fetch against their cost
    drawings_share: float  # a day, of the cash above working cash
    volume_smoothing: float  # of a firm's sales, a day
    reference_smoothing: float  # of the sales that it is used to, a day


@compiled_part
def repay(keepers, accounts, ledger, keeper, amount):
    """A firm pays its supplier an amount that it owes."""
    creditor = keepers.upstream[keeper]
    accounts.cash[keeper] -= amount
    accounts.cash[creditor] += amount
    accounts.payable[keeper] -= amount
    accounts.receivable[creditor] -= amount
    ledger.repaid[keepers.sector[keeper], keepers.sector[creditor]] += amount


@compiled_part
def pay_debts_and_costs(keepers, accounts, ledger, settings, today, keepers_in_all):
    """What is due or overdue is paid, then rent, wages and power, as far as money goes."""
    slot = today.day % len(accounts.credit_due)
    for keeper in range(keepers_in_all):
        due = accounts.credit_due[slot, keeper] + accounts.arrears[keeper]
        unpaid = 0
        if due > 0:
            accounts.credit_due[slot, keeper] = 0
            paid = payment(due, accounts.cash[keeper], accounts.overdraft[keeper])
            repay(keepers, accounts, ledger, keeper, paid)
            accounts.arrears[keeper] = due - paid
            unpaid = due - paid
        cost = accounts.fixed_cost[keeper] * keepers.open[keeper]
        if keepers.level[keeper] == settings.brokers and accounts.revenue[keeper] == 0:
            cost = 0  # a broker is at work only in his season
        if cost > 0:
            paid = payment(cost, accounts.cash[keeper], accounts.overdraft[keeper])
            accounts.cash[keeper] -= paid
            ledger.outside[PREMISES] += paid
            ledger.money[OPERATION, keepers.sector[keeper], PREMISES] += paid
            accounts.expenses[keeper] += today.counting * paid
            unpaid += cost - paid
        accounts.arrears_days[keeper] = days_in_arrears(accounts.arrears_days[keeper], unpaid)


@compiled_part
def draw_income(keepers, accounts, ledger, settings, today, keepers_in_all):
    """Owners take home part of the cash that the firm does not need."""
    for keeper in range(keepers_in_all):
        if accounts.working_cash[keeper] == 0 or keepers.open[keeper] == 0:
            continue
        taken = drawings(
            accounts.cash[keeper], accounts.working_cash[keeper], settings.drawings_share
        )
        accounts.cash[keeper] -= taken
        ledger.outside[LABOUR] += taken
        ledger.money[DRAWINGS, keepers.sector[keeper], LABOUR] += taken
        accounts.drawings[keeper] += today.counting * taken


@compiled_part
def close_books(keepers, accounts, settings, keepers_in_all):
    """Smooth each firm's sales into its volume, and start the next day at zero."""
    for keeper in range(keepers_in_all):
        revenue = accounts.revenue[keeper]
        keepers.volume[keeper] = smooth(keepers.volume[keeper], revenue, settings.volume_smoothing)
        keepers.reference[keeper] = smooth(
            keepers.reference[keeper], revenue, settings.reference_smoothing
        )
        accounts.revenue[keeper] = 0


@compiled
def close_shelves(stock, backlog, listed, stock_days, backlog_days, owing, empty, shelves):
    """Count closing stock, backlog and empty shelves of the first `shelves` rows."""
    for i in range(shelves):
        stock_days[i] += stock[i]
    for i in range(shelves):
        if backlog[i] > 0:
            backlog_days[i] += backlog[i]
            owing[i] += 1
        if stock[i] == 0 and listed[i] == 1:
            empty[i] += 1


@compiled
def run(keepers, accounts, ledger, settings, today, keepers_in_all):
    """Money of the evening, for the keepers 0..keepers_in_all-1 (sources outside left out)."""
    pay_debts_and_costs(keepers, accounts, ledger, settings, today, keepers_in_all)
    draw_income(keepers, accounts, ledger, settings, today, keepers_in_all)
    close_books(keepers, accounts, settings, keepers_in_all)


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    return Settings(
        scenario.credit.arrears_days,
        scenario.n_levels,
        scenario.cost.liquidation_share,
        scenario.cost.drawings_share,
        scenario.price.markup_smoothing,
        scenario.price.reference_smoothing,
    )


def others(state: State, rules: Any, today: Today) -> None:
    """Close the day's books, and on the first of the month those of the households."""
    run(state.keepers, state.accounts, state.ledger, rules.accounting, today, state.firms)
    close_the_insolvent(state, rules, today)
    if state.farm is not None and today.first_of_month:
        farm = state.farm
        farmers_month(farm.farmers, farm.households, state.cells, state.ledger, today)
        consumers_month(state.cells, state.ledger)
    if today.counting:
        shelves, totals = state.shelves, state.totals
        close_shelves(
            shelves.stock, shelves.backlog, shelves.listed, totals.stock_days, totals.backlog_days,
            totals.owing, totals.empty, state.firm_shelves,
        )  # fmt: skip


PHASE = Phase(
    "accounting",
    __doc__ or "",
    Locality.GLOBAL,
    reads=columns(
        "keepers: level sector first_shelf province first_neighbour end_neighbour;"
        "shelves: product unit_cost listed batch; routes: cost; products: weight;"
        "accounts: fixed_cost working_cash overdraft;"
        "households: wages transfers property spending;"
        "cells: income elsewhere; farmers: province"
    ),
    writes=columns(
        "accounts: cash payable receivable arrears arrears_days credit_due expenses drawings"
        " revenue; keepers: open upstream volume reference traffic;"
        "shelves: stock on_order waiting listed backlog; batches: left;"
        "totals: empty owing stock_days backlog_days; cells: cash; farmers: cash other;"
        "ledger: money repaid goods outside; book: lines shelf supplier due_day open;"
        "terms: supplier freight"
    ),
    chunk=None,
    others=others,
)
