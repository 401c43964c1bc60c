"""The invariants hold in a small country, and a fault in it is told."""

from datetime import date

import pytest

from sim.evidence import invariants
from sim.evidence.finding import AGREES, DIFFERS

REAL = invariants.country


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    small = {**invariants.COUNTRY, "population.provinces": ["Gansu", "Zhejiang"]}
    monkeypatch.setattr(invariants, "COUNTRY", small)


@pytest.mark.parametrize("name", invariants.INVARIANTS)
def test_they_hold(name: str) -> None:
    findings = invariants.INVARIANTS[name]()
    assert {line.verdict for line in findings} == {AGREES}


def test_a_unit_too_many_is_told_with_day_phase_and_both_sums(monkeypatch) -> None:
    def with_one_unit_more():
        model = REAL()
        model.state.shelves.stock[0] += 1
        return model

    monkeypatch.setattr(invariants, "country", with_one_unit_more)
    (line,) = invariants.conservation()
    assert line.verdict == DIFFERS
    assert "not conserved on day 0" in line.simulated
    assert "the ledger says" in line.simulated


def test_chunks_and_threads_that_matter_are_told(monkeypatch) -> None:
    def country(chunk_shelves=1024, threads=1):
        return REAL(levers={} if chunk_shelves == 64 or threads == 2 else invariants.LEVERS)

    monkeypatch.setattr(invariants, "country", country)
    assert [line.verdict for line in invariants.same_bits()] == [AGREES, DIFFERS, AGREES, DIFFERS]


def test_a_lever_before_its_date_is_told(monkeypatch) -> None:
    monkeypatch.setattr(invariants, "LEVER_DATE", date(2016, 4, 2))
    assert [line.verdict for line in invariants.pairing()] == [DIFFERS, AGREES]


def test_a_lever_that_changes_nothing_is_told(monkeypatch) -> None:
    monkeypatch.setattr(invariants, "country", lambda levers=None: REAL(levers={}))
    assert [line.verdict for line in invariants.pairing()] == [AGREES, DIFFERS]
