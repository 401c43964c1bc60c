"""Compiling before workers start: one scenario of each form, and a clean end whatever happens."""

import multiprocessing
from types import SimpleNamespace

import pytest

from sim.engine.machine.kept_code import CodeFolder
from sim.engine.machine.waiting import WAIT
from sim.experiments import warming
from sim.experiments.warming import (
    FEWEST_AGENTS,
    compile_backwards,
    form,
    warm_up,
    warm_up_all,
)
from sim.scenario import read_scenario
from sim.scenario.extension import Extension


class Helper:
    """A process that is only said to run."""

    def __init__(self):
        self.done = []

    def start(self):
        self.done.append("start")

    def join(self):
        self.done.append("join")

    def kill(self):
        self.done.append("kill")


@pytest.fixture
def helper(monkeypatch, tmp_path):
    helper, compiled = Helper(), SimpleNamespace(value=7)
    spawn = SimpleNamespace(Process=lambda **_: helper, Value=lambda *_: compiled)
    monkeypatch.setattr(warming.multiprocessing, "get_context", lambda method: spawn)
    monkeypatch.setattr("sim.engine.machine.kept_code.CODE", kept(tmp_path))
    monkeypatch.setattr("sim.engine.machine.compiling.PLAIN", False)
    monkeypatch.setattr(WAIT, "functions", 0)
    return helper


def kept(folder):
    """Compiled code is kept in this folder."""
    code = CodeFolder()
    code._asked, code._path = True, folder
    return code


def model_that(plays):
    return lambda scenario: SimpleNamespace(days_total=3, play=plays)


def test_what_has_the_same_code_has_one_form():
    forms = {
        "base": "provinces",
        "with_direct_ordering": "provinces",
        "textbook/beer_game": "explicit",
        "textbook/cobweb": "explicit-farmers",
        "textbook/logit": "explicit-online",
    }
    assert {name: form(read_scenario(name)) for name in forms} == forms


def test_under_rules_of_ones_own_it_is_another_form():
    game = read_scenario("textbook/beer_game")
    rule = Extension("ordering", "mine", "mine.py", 1, "", "0123456789abcdef0", None)
    assert form(game.under((rule,))) == "explicit-ordering-0123456789abcdef"


def test_one_scenario_of_each_form_is_played(monkeypatch):
    played = []
    monkeypatch.setattr(warming, "warm_up", lambda scenario: played.append(form(scenario)))
    names = ("base", "all_three", "textbook/beer_game", "textbook/lost_sales", "textbook/cobweb")
    warm_up_all(map(read_scenario, names))
    assert sorted(played) == ["explicit", "explicit-farmers", "provinces"]


def test_it_is_done_once(helper, monkeypatch, tmp_path):
    days = []
    monkeypatch.setattr("sim.model.TradeModel", model_that(days.append))
    for _ in range(2):
        warm_up(read_scenario("textbook/beer_game"))
    assert days == [3]
    assert helper.done == ["start", "join", "kill"]
    assert (tmp_path / "filled-explicit").exists()
    assert WAIT.stand().functions == 7  # of the helper, who is gone


@pytest.mark.parametrize("name", ["history", "textbook/beer_game"])
def test_a_helper_comes_to_its_end(name):
    spawn = multiprocessing.get_context("spawn")
    scenario = read_scenario(name)
    if form(scenario) == "provinces":
        scenario = scenario.with_values({"scale": FEWEST_AGENTS})
    compiled = spawn.Value("i", 0)
    process = spawn.Process(target=compile_backwards, args=(scenario, compiled))
    process.start()
    process.join()
    assert process.exitcode == 0


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_interrupted_or_failed_it_leaves_nobody_at_work_and_is_begun_again(
    helper, monkeypatch, tmp_path, error
):
    def fails(days):
        raise error

    monkeypatch.setattr("sim.model.TradeModel", model_that(fails))
    with pytest.raises(error):
        warm_up(read_scenario("base"))
    assert helper.done == ["start", "kill"]
    assert not list(tmp_path.iterdir())
