"""The programs that `make bench` times play the same task, and a wrong one is refused."""

import sys
from pathlib import Path

import numpy as np
import pytest

from sim.evidence.answers.lost_sales import base_stock
from sim.model import TradeModel
from sim.model.day import DAY

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
EXACT = base_stock(level=12, mean=5.0, lead_time=2).fill_rate
SHOPS, DAYS, SEED = 300, 300, 1


@pytest.fixture
def bench(monkeypatch):
    """The modules of the folder, which import each other by name."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import rows
    import tables

    yield rows, tables
    for name in ("rows", "tables"):
        sys.modules.pop(name)


def test_a_day_of_the_full_model_is_told_apart_by_phase(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS / "programs"))
    import full_model

    small = {"population.provinces": ["Gansu"], "scale": 8000, "calendar.end": "2016-01-10"}
    monkeypatch.setattr(full_model, "TradeModel", lambda name: TradeModel(name, **small))
    found = full_model.phases()
    shops, others = found["shops"], found["others"]
    assert set(shops) | set(others) == {phase.name for phase in DAY}
    assert all(ns > 0 for ns in [found["together"], *shops.values(), *others.values()])
    sys.modules.pop("full_model")


def standard_error():
    """Of the fill rate, from the spread between many shops, each played once."""
    rng, shops, days = np.random.default_rng(1), 20_000, 60
    stock, due, order = np.full(shops, 12), np.zeros(shops, int), np.zeros(shops, int)
    surplus = np.zeros(shops)  # served beyond the exact share of demand
    for _ in range(days):
        stock, wanted = stock + due, rng.poisson(5, shops)
        served = np.minimum(stock, wanted)
        stock, due = stock - served, order
        order = 12 - stock - due
        surplus += served - EXACT * wanted
    return surplus.std() / (5 * np.sqrt(days)) / np.sqrt(SHOPS * DAYS)


@pytest.mark.slow
def test_the_programs_serve_the_exact_share_of_demand(bench):
    rows, _ = bench
    error = standard_error()
    own = [row for row in rows.ROWS if row.python == rows.OURS and row != rows.MEMORY]
    assert len(own) == 5
    for row in own:
        answer = rows.play(row, SHOPS, DAYS, SEED)
        assert answer["fill_rate"] == pytest.approx(EXACT, abs=5 * error), row.name


def test_a_program_with_another_fill_rate_is_refused(bench):
    rows, tables = bench
    figures = {"ns": 20.0, "ns_median": 21.0, "bytes": 50.0, "setup_s": 0.1}
    ours = {"row": rows.ENGINE.name, "fill_rate": EXACT, **figures}
    other = {"row": "AgentPy", "fill_rate": EXACT - 0.0011, **figures}
    _, *lines = tables.of_size([ours, other])
    found = {name: cells for name, *cells in lines}
    assert found[rows.ENGINE.name] == ["20", "21", "50", "0.100", "1", "0.9279"]
    assert found["AgentPy"] == [*"-----", f"refused: {EXACT - 0.0011:.4f}"]
    assert found["mesa-frames"] == [*"------"]


def test_a_program_that_fails_is_named_with_its_error(bench):
    rows, _ = bench
    with pytest.raises(SystemExit, match=r"(?s)memory.py of shops: .*invalid literal"):
        rows.answer_of(rows.OURS, "memory.py", "of", "shops")
