"""The day: its phases in order, and the driver that runs them.

Adjacent phases that work shop by shop are run together, a chunk of neighbouring shops at a time, so
that their shelves stay in the processor's cache. Any cut into chunks gives the same bits.
"""

from sim.engine.compiling import compiled
from sim.engine.phase import Phase
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.model.rules import Rules
from sim.phases import (
    accounting,
    adoption,
    arrivals,
    demand,
    forecasting,
    harvest,
    market,
    ordering,
    sales,
    shipping,
    spoilage,
)

DAY: tuple[Phase, ...] = (
    arrivals.PHASE,  # what arrives is on the shelf
    demand.PHASE,  # every shelf knows who asks
    sales.PHASE,  # customers have bought, gone on, or will be back
    spoilage.PHASE,  # nothing on the shelf is too old
    forecasting.PHASE,  # every keeper knows what it expects
    ordering.PHASE,  # every order is written, and on its way or due
    shipping.PHASE,  # what could leave has left, and is paid or owed
    harvest.PHASE,  # what was cut today is sold, stored or on offer
    market.PHASE,  # tomorrow's prices stand
    accounting.PHASE,  # debts and costs are paid, books are closed
    adoption.PHASE,  # shops know what they will carry, and from whom they order it
)
# Phases that work shop by shop, and so run together: all up to the first that does not.
TOGETHER = ("arrivals", "demand", "sales", "spoilage", "forecasting", "ordering")


@compiled
def shops_of_a_day(
    shelves,
    terms,
    totals,
    keepers,
    accounts,
    levels,
    batches,
    pool,
    products,
    ledger,
    rules,
    today,
    chunks,
):
    """The phases of TOGETHER, for one chunk of shops after another."""
    for part in range(len(chunks)):
        lo, hi, lo_shop, hi_shop, lo_row, hi_row = chunks[part]
        arrivals.chunk(shelves, terms, totals, batches, ledger, today, lo, hi)
        demand.chunk(shelves, rules.demand, today, lo, hi)
        sales.chunk(
            shelves,
            totals,
            keepers,
            accounts,
            products,
            ledger,
            rules.sales,
            today,
            lo,
            hi,
            lo_shop,
            hi_shop,
        )
        spoilage.chunk(
            shelves,
            totals,
            keepers,
            accounts,
            batches,
            ledger,
            rules.salvage,
            today,
            lo_row,
            hi_row,
        )
        forecasting.chunk(shelves, keepers, pool, rules.forecasting, lo_shop, hi_shop)
        ordering.chunk(
            shelves,
            terms,
            keepers,
            accounts,
            levels,
            batches,
            rules.ordering,
            today,
            lo_shop,
            hi_shop,
        )


def run_day(state: State, rules: Rules, today: Today) -> None:
    """One day, shop phases together."""
    shops_of_a_day(
        state.shelves,
        state.terms,
        state.totals,
        state.keepers,
        state.accounts,
        state.levels,
        state.batches,
        state.pool,
        state.products,
        state.ledger,
        rules,
        today,
        state.chunks,
    )
    for phase in DAY:
        if phase.others:
            phase.others(state, rules, today)


def run_phase(phase: Phase, state: State, rules: Rules, today: Today) -> None:
    """One phase alone: its shops chunk by chunk, then the rest."""
    if phase.shops:
        for part in state.chunks:
            phase.shops(state, rules, today, part)
    if phase.others:
        phase.others(state, rules, today)
