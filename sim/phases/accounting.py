"""Evening: credit falls due, wages and fixed costs are paid, books close."""

from typing import Annotated, Any, NamedTuple

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, Phase, act, part
from sim.engine.schedule import Today
from sim.engine.settings import From, filled
from sim.engine.tables.ledger import Flow, Sector, pay
from sim.engine.tables.state import State
from sim.phases.online.books import MERCHANTS_CLOSE
from sim.phases.online.income import purses
from sim.phases.shops.households import consumers_month, farmers_month
from sim.rules.credit import days_in_arrears, drawings, payment
from sim.rules.forecasts import smooth
from sim.scenario import Scenario
from sim.scenario.groups.roles import Roles
from sim.scenario.groups.stock_choices import Unfilled


class Settings(NamedTuple):
    """What owners take home, and how volumes are smoothed."""

    roles: Roles  # who stands on which level
    shops_owe: int  # 1 where shops keep a backlog
    # a day, of the cash above working cash
    drawings_share: Annotated[float, From("cost.drawings_share")]
    volume_smoothing: Annotated[float, From("price.markup_smoothing")]  # of a firm's sales, a day
    # of the sales that it is used to, a day
    reference_smoothing: Annotated[float, From("price.reference_smoothing")]


@compiled_part
def pay_debts_and_costs(keepers, accounts, ledger, settings, today, lo, hi):
    """What is due or overdue is paid, then rent, wages and power, as far as money goes.

    What the keepers lo..hi-1 pay their suppliers is handed over by `collect`.
    """
    slot = today.day % len(accounts.credit_due)
    for keeper in range(lo, hi):
        due = accounts.credit_due[slot, keeper] + accounts.arrears[keeper]
        unpaid = 0
        if due > 0:
            accounts.credit_due[slot, keeper] = 0
            paid = payment(due, accounts.cash[keeper], accounts.overdraft[keeper])
            accounts.cash[keeper] -= paid
            accounts.payable[keeper] -= paid
            accounts.repaid[keeper] = paid
            accounts.arrears[keeper] = due - paid
            unpaid = due - paid
        at_work = keepers.open[keeper] * 1
        if keepers.level[keeper] == settings.roles.brokers and accounts.revenue[keeper] == 0:
            at_work = 0  # a broker is only in his season
        accounts.worked[keeper] += at_work
        cost = accounts.fixed_cost[keeper] * at_work
        if cost > 0:
            paid = payment(cost, accounts.cash[keeper], accounts.overdraft[keeper])
            accounts.cash[keeper] -= paid
            pay(ledger, Flow.RENT_AND_OPERATION, keepers.sector[keeper], Sector.PREMISES, paid)
            accounts.expenses[keeper] += today.counting * paid
            unpaid += cost - paid
        accounts.arrears_days[keeper] = days_in_arrears(accounts.arrears_days[keeper], unpaid)


@compiled_part
def collect(keepers, accounts, ledger, lo, hi):
    """Suppliers receive what the keepers lo..hi-1 have paid them tonight."""
    for keeper in range(lo, hi):
        paid = accounts.repaid[keeper]
        if paid == 0:
            continue
        accounts.repaid[keeper] = 0
        creditor = keepers.upstream[keeper]
        accounts.cash[creditor] += paid
        accounts.receivable[creditor] -= paid
        ledger.repaid[keepers.sector[keeper], keepers.sector[creditor]] += paid


@compiled_part
def draw_income(keepers, accounts, ledger, settings, today, lo, hi):
    """Owners of the firms lo..hi-1 take home part of the cash that the firm does not need."""
    for keeper in range(lo, hi):
        if accounts.working_cash[keeper] == 0 or keepers.open[keeper] == 0:
            continue
        taken = drawings(
            accounts.cash[keeper], accounts.working_cash[keeper], settings.drawings_share
        )
        accounts.cash[keeper] -= taken
        pay(ledger, Flow.DRAWINGS, keepers.sector[keeper], Sector.LABOUR, taken)
        accounts.drawings[keeper] += today.counting * taken


@compiled_part
def close_books(keepers, accounts, settings, lo, hi):
    """Smooth the sales of the firms lo..hi-1 into their volume, and start the next day at zero."""
    for keeper in range(lo, hi):
        revenue = accounts.revenue[keeper]
        keepers.volume[keeper] = smooth(keepers.volume[keeper], revenue, settings.volume_smoothing)
        keepers.reference[keeper] = smooth(
            keepers.reference[keeper], revenue, settings.reference_smoothing
        )
        accounts.revenue[keeper] = 0


@compiled_part
def close_shelves(shelves, totals, lo, hi):
    """Count closing stock and empty shelves of the rows lo..hi-1."""
    stock, listed = shelves.stock[lo:hi], shelves.listed[lo:hi]
    stock_days, empty = totals.stock_days[lo:hi], totals.empty[lo:hi]
    cut, let_down = shelves.let_down[lo:hi], totals.let_down[lo:hi]
    for i in range(hi - lo):
        stock_days[i] += stock[i]
        gone = (stock[i] == 0) & (listed[i] == 1)
        empty[i] += gone
        let_down[i] += gone & cut[i]


@compiled_part
def close_backlogs(shelves, totals, lo, hi):
    """Count what the rows lo..hi-1 owe at closing."""
    backlog, backlog_days = shelves.backlog[lo:hi], totals.backlog_days[lo:hi]
    owing = totals.owing[lo:hi]
    for i in range(hi - lo):
        backlog_days[i] += backlog[i]
        owing[i] += backlog[i] > 0


@part(
    Over.SHOPS,
    reads="shelves: listed stock backlog let_down; keepers: level sector open; accounts: overdraft"
    " fixed_cost working_cash",
    writes="totals: empty let_down owing stock_days backlog_days; keepers: volume reference;"
    " accounts: cash payable repaid arrears arrears_days revenue expenses worked drawings"
    " credit_due; ledger: money outside",
    adds=("books",),
)
def close_shops(tables, own, rules, today, piece):
    """Close the day of shops."""
    shelves, totals, lo, hi = tables.shelves, tables.totals, piece.lo, piece.hi
    keepers, accounts, ledger = tables.keepers, tables.accounts, own.ledger
    lo_shop, hi_shop, settings = piece.lo_keeper, piece.hi_keeper, rules.accounting
    pay_debts_and_costs(keepers, accounts, ledger, settings, today, lo_shop, hi_shop)
    draw_income(keepers, accounts, ledger, settings, today, lo_shop, hi_shop)
    close_books(keepers, accounts, settings, lo_shop, hi_shop)
    if today.counting:
        close_shelves(shelves, totals, lo, hi)
        if settings.shops_owe:
            close_backlogs(shelves, totals, lo, hi)


@part(
    Over.WHOLE,
    reads="keepers: level sector upstream open; accounts: overdraft fixed_cost working_cash;"
    " levels: first_keeper",
    writes="keepers: volume reference; accounts: cash payable receivable repaid arrears"
    " arrears_days revenue expenses worked drawings credit_due; ledger: money repaid outside",
)
def close_firms(tables, own, rules, today, piece):
    """Shops' payments arrive; then the day of all others is closed, level by level upwards."""
    keepers, accounts, ledger = tables.keepers, tables.accounts, tables.ledger
    first_keeper, settings = tables.levels.first_keeper, rules.accounting
    source_level = settings.roles.sources
    collect(keepers, accounts, ledger, 0, first_keeper[1])
    for level in range(1, source_level):
        lo, hi = first_keeper[level], first_keeper[level + 1]
        pay_debts_and_costs(keepers, accounts, ledger, settings, today, lo, hi)
        collect(keepers, accounts, ledger, lo, hi)
    lo, hi = first_keeper[1], first_keeper[source_level]
    draw_income(keepers, accounts, ledger, settings, today, lo, hi)
    close_books(keepers, accounts, settings, lo, hi)


@part(
    Over.FIRMS,
    reads="shelves: listed stock backlog let_down; keepers: first_shelf open",
    writes="totals: empty let_down owing stock_days backlog_days",
)
def count_at_firms(tables, own, rules, today, piece):
    """What all others that trade hold and owe at closing."""
    if today.counting:
        first_shelf = tables.keepers.first_shelf
        for keeper in range(piece.lo_keeper, piece.hi_keeper):
            if tables.keepers.open[keeper]:
                lo, hi = first_shelf[keeper], first_shelf[keeper + 1]
                close_shelves(tables.shelves, tables.totals, lo, hi)
                close_backlogs(tables.shelves, tables.totals, lo, hi)


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    owes = scenario.stock.unfilled[0] == Unfilled.BACKORDER
    return filled(Settings, scenario, roles=scenario.roles, shops_owe=int(owes))


def households_close(state: State, rules: Any, today: Today) -> bool:
    """On the first of a month, where there are households."""
    return bool(today.first_of_month) and state.farm is not None


def close_households(state: State, rules: Any, today: Today) -> None:
    """Close the month of farmers and consumers."""
    assert state.farm is not None
    purse = purses(state)
    farmers_month(state.tables, state.farm.tables, purse, today)
    consumers_month(state.tables, purse)


HOUSEHOLDS = act(
    close_households,
    households_close,
    reads="cells: income elsewhere in_shops kept purse; farmers: province monthly; households:"
    " wages transfers property spending; buyers: purse",
    writes="cells: cash online moved; ledger: money outside; farmers: cash other",
)


PHASE = Phase(
    "accounting",
    __doc__ or "",
    steps=(close_shops, count_at_firms, close_firms, HOUSEHOLDS, MERCHANTS_CLOSE),
)
