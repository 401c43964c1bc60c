"""A carrier with a few vans against Erlang's loss formula, and against the chain by days."""

import pytest

from sim.evidence.answers.erlang import by_days, turned_away
from sim.evidence.answers.lost_sales import base_stock
from tests.textbook.playing import assert_agrees


def test_erlangs_formula_by_its_definition():
    assert turned_away(2.5, 0) == 1.0
    assert turned_away(2.5, 1) == pytest.approx(2.5 / 3.5)
    states = [1.0, 2.5, 2.5**2 / 2, 2.5**3 / 6, 2.5**4 / 24]
    assert turned_away(2.5, 4) == pytest.approx(states[-1] / sum(states))


def test_vans_are_a_stock_with_lost_sales():
    """Karush 1957: two chains with different states, one answer."""
    chain, shop = by_days(0.7, 3, 4), base_stock(4, 0.7, 3)
    assert chain.served == pytest.approx(shop.fill_rate, abs=1e-10)
    assert chain.vans_at_close == pytest.approx(shop.mean_end_stock, abs=1e-10)
    assert chain.share_days_served == pytest.approx(shop.share_days_served, abs=1e-10)
    assert chain.share_days_all_out == pytest.approx(shop.shelf_audit_rate, abs=1e-10)


@pytest.mark.parametrize(("load", "vans"), [(0.8, 2), (1.5, 3), (3.0, 2)])
def test_with_ever_shorter_days_the_chain_becomes_erlangs(load, vans):
    exact = turned_away(load, vans)
    away = {days: 1.0 - by_days(load / days, days, vans).served for days in (6, 12, 24)}
    off = [abs(share - exact) for share in away.values()]
    assert off[2] < 0.6 * off[1] < 0.36 * off[0]
    assert 2.0 * away[24] - away[12] == pytest.approx(exact, abs=3e-3)


def test_the_case_as_shipped():
    played = assert_agrees("erlang_loss")
    assert 1.0 - played.outcomes["fill_rate.tier0"] == pytest.approx(0.15, abs=0.02)


@pytest.mark.parametrize(("mean", "days", "vans"), [(0.05, 24, 2), (0.125, 12, 3), (2.0, 1, 3)])
def test_other_vans_and_loads(mean, days, vans):
    assert_agrees(
        "erlang_loss",
        demand__mean=mean,
        stock__lead_time_days=days,
        stock__order_up_to=vans,
        stock__initial=vans,
    )
