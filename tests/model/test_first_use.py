"""How long the first use is expected to take."""

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
