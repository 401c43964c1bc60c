"""What makers' owners bring and leave in the firm as lines grow and shrink, by hand."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from sim.model.calendar import today_of
from sim.phases.supply import capacity
from sim.phases.supply.capital import fund_lines
from tests.phases.alone import country, rows_of, with_rules

A_MONTH = 30  # days' sales


def month(lines, working, cash, spare=0.25, review=2, there=1):
    """A maker whose lines make so much of each of its goods in a round of two days."""
    model = country()
    with_rules(model, "adoption", spare_capacity=spare, maker_cash_days=float(A_MONTH))
    state = model.state
    maker = int(state.levels.first_keeper[state.n_levels - 1])
    rows = rows_of(model, maker)
    state.keepers.open[maker] = there
    state.shelves.capacity[np.asarray(state.terms.supplier[rows])] = lines
    state.terms.review[rows] = review
    price = np.asarray(state.products.maker_price)[np.asarray(state.shelves.product[rows])]
    state.accounts.working_cash[maker], state.accounts.cash[maker] = working, cash
    fund_lines(
        state, model.rules.adoption, today_of(model.asked, model.run_seed, 10), maker, maker + 1
    )
    brought = int(state.ledger.money[Flow.OWNERS_CAPITAL, Sector.LABOUR, Sector.MANUFACTURERS])
    assert state.accounts.cash[maker] == cash + brought
    assert state.accounts.drawings[maker] == -brought
    assert state.ledger.outside[Sector.LABOUR] == -brought
    # Of 100 in two days, lines for a quarter more than 40 a day.
    return (
        brought,
        int(state.accounts.working_cash[maker]),
        A_MONTH * lines / 2 / 1.25 * price.sum(),
    )


def test_whoever_had_nothing_can_make_what_is_asked():
    brought, working, needed = month(lines=100, working=0, cash=0)
    assert working == pytest.approx(needed, abs=1)
    assert brought == working


def test_owners_bring_no_more_than_is_lacking():
    _, needed, _ = month(lines=100, working=0, cash=0)
    assert month(100, needed // 2, needed // 2)[0] == needed - needed // 2
    assert month(100, needed // 2, needed - 7)[0] == 7
    assert month(100, needed // 2, 2 * needed)[0] == 0


def test_who_has_lost_what_there_was_gets_no_more_for_the_same_lines():
    _, needed, _ = month(lines=100, working=0, cash=0)
    assert month(100, needed, -5)[:2] == (0, needed)


def test_fewer_lines_set_free_what_they_tied_up():
    _, needed, _ = month(lines=100, working=0, cash=0)
    brought, working, _ = month(lines=50, working=needed, cash=needed)
    assert brought == 0
    assert working == pytest.approx(needed / 2, abs=1)


def test_where_there_is_no_maker_nothing_changes():
    assert month(100, 12, 34, there=0)[:2] == (0, 12)


def test_owners_do_it_after_lines_are_fitted(monkeypatch):
    done = []
    for name in ("reset_lines", "fund_lines"):
        monkeypatch.setattr(capacity, name, lambda *asked, name=name: done.append(name))
    model = country()
    capacity.LINES.do(model.state, model.rules, today_of(model.asked, 1, 31))
    assert done == ["reset_lines", "fund_lines"]
