"""How long the first use is expected to take."""

from sim.engine.machine.kept_code import CODE
from sim.engine.machine.waiting import WAIT
from sim.model import first_use
from sim.scenario import read_scenario


def test_a_textbook_case_is_expected_to_take_less_than_the_country(monkeypatch):
    monkeypatch.setattr(WAIT, "effort", WAIT.effort)
    first_use.expect(read_scenario("textbook/beer_game"))
    textbook = WAIT.effort
    first_use.expect(read_scenario("base"))
    assert 0 < textbook.functions < WAIT.effort.functions
    assert textbook.time != WAIT.effort.time


def test_where_code_can_be_kept_no_longer_only_that_is_said(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(CODE, "_asked", True)
    monkeypatch.setattr(CODE, "_path", tmp_path)
    CODE.write("a", b"code")
    assert WAIT.stand().done().endswith(", kept for later runs")
    monkeypatch.setattr(CODE, "_path", tmp_path / "gone")
    CODE.write("b", b"code")
    assert capsys.readouterr().err.startswith("compiled code is not kept")
    assert "kept" not in WAIT.stand().done()
