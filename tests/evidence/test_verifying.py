"""Which checks there are, how they are asked for, and what becomes of one that fails."""

import pytest

from sim.evidence import comparing, verifying
from sim.evidence.finding import AGREES, same
from sim.evidence.fingerprints import shipped
from sim.evidence.invariants import INVARIANTS
from sim.evidence.theories import THEORIES
from sim.evidence.verifying import UnknownCheckError, all_agree, checks, checks_called, verify
from sim.experiments.pool import Failure
from sim.experiments.warming import form


def test_every_theory_invariant_and_scenario_is_checked() -> None:
    assert len(checks()) == len(THEORIES) + len(INVARIANTS) + len(shipped())
    assert len(set(checks())) == len(checks())


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("pairing", ["invariants/pairing"]),
        ("theory/lost_sales", ["theory/lost_sales"]),
        ("lost_sales", ["theory/lost_sales", "fingerprints/textbook/lost_sales"]),
        ("invariants", [f"invariants/{name}" for name in INVARIANTS]),
    ],
)
def test_checks_are_called_by_group_by_scenario_or_by_name(name: str, called: list[str]) -> None:
    assert checks_called(name) == called


def test_a_wrong_name_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownCheckError, match="no check 'lost_sale'; did you mean lost_sales"):
        checks_called("lost_sale")
    with pytest.raises(UnknownCheckError, match="'q'; `sim verify --json`"):
        checks_called("q")


@pytest.fixture
def in_turn(monkeypatch):
    def jobs(work, names, workers):
        return ((name, work(name)) for name in reversed(names))

    monkeypatch.setattr(verifying, "warm_up_all", lambda scenarios: None)
    monkeypatch.setattr(verifying, "run_jobs", jobs)


def test_findings_come_in_the_order_asked_for(in_turn) -> None:
    done = []
    names = ["theory/cost_plus_chain", "theory/beer_game", "theory/known_demand"]
    found = verify(names, 1, lambda *counts: done.append(counts))
    assert list(found) == names
    assert done == [(1, 3, ""), (2, 3, ""), (3, 3, "")]
    assert all_agree(found)


@pytest.mark.parametrize(
    ("names", "compiled"),
    [
        (["theory/beer_game", "fingerprints/textbook/s_s"], {"explicit"}),
        (["invariants/pairing", "fingerprints/all_three"], {"provinces"}),
        (["theory/logit", "fingerprints/base"], {"provinces", "explicit-online"}),
        (["theory/cobweb", "theory/beer_game"], {"explicit", "explicit-farmers"}),
    ],
)
def test_only_what_is_played_is_compiled(in_turn, monkeypatch, names, compiled) -> None:
    warmed = []
    monkeypatch.setattr(
        verifying, "warm_up_all", lambda scenarios: warmed.extend(map(form, scenarios))
    )
    monkeypatch.setattr(verifying, "findings_of", lambda name: [])
    verify(names, 1)
    assert set(warmed) == compiled


def test_a_check_that_ends_in_an_error_does_not_agree(in_turn, monkeypatch) -> None:
    monkeypatch.setattr(verifying, "findings_of", lambda name: Failure("ValueError: no", "..."))
    found = verify(["invariants/pairing"], 1)
    (line,) = found["invariants/pairing"]
    assert line.verdict == "ValueError: no"
    assert not all_agree(found)


def test_a_scenario_that_its_theory_does_not_speak_of_is_told(monkeypatch, tmp_path) -> None:
    (tmp_path / "poisson.yaml").write_text("extends: textbook/beer_game\ndemand: {law: poisson}\n")
    edited = verifying.read_scenario(str(tmp_path / "poisson.yaml"))
    monkeypatch.setattr(comparing, "read_scenario", lambda name: edited)
    (line,) = verifying.findings_of("theory/beer_game")
    assert line.verdict == "this theory holds only for demand of law step or series"


def test_one_finding_that_differs_is_enough() -> None:
    good, bad = same("a", 1.0, 1.0), same("b", 1.0, 2.0)
    assert good.verdict == AGREES
    assert all_agree({"x": [good], "y": [good]})
    assert not all_agree({"x": [good], "y": [good, bad]})
