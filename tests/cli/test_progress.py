"""Off a terminal, lines: at the start, every few seconds, at the end; compiling has its own."""

import threading

import pytest

from sim.cli import progress as module
from sim.cli.progress import progress
from sim.engine.machine.waiting import WAIT, Effort, Stand

STAND = Stand(100, 20.0, Effort(490, "one to two minutes"))


@pytest.fixture
def said(monkeypatch):
    lines = []
    monkeypatch.setattr(module, "say", lines.append)
    return lines


def test_a_short_wait_is_two_lines(said):
    with progress("running base", "days") as move:
        move(3, 8)
        move(8, 8)
    assert said[0] == "running base ..."
    assert said[1].startswith("running base: 8 days in ")
    assert len(said) == 2


def test_a_long_wait_says_how_far_it_is(said, monkeypatch):
    monkeypatch.setattr(module, "EVERY_S", -1.0)
    heard = threading.Event()
    monkeypatch.setattr(module, "say", lambda line: (said.append(line), heard.set()))
    with progress("running base", "days") as move:
        move(1300, 2000)
        while not any("1,300 of 2,000 days" in line for line in said):
            heard.clear()
            assert heard.wait(20.0)
    assert said[-1].startswith("running base: 2,000 days in ")


def test_compiling_is_told_in_the_same_lines(said):
    before = WAIT.teller
    with progress("running base", "days"):
        WAIT.teller.show(STAND)
        WAIT.teller.end(STAND)
    assert WAIT.teller is before
    assert said[1] == "compiling the model: at first use only, one to two minutes in all ..."
    assert said[2] == "compiling the model: 100 functions in 20 s, kept for later runs"


def test_a_terminal_has_a_bar_for_it_while_it_lasts(said, monkeypatch):
    monkeypatch.setattr(module.sys.stderr, "isatty", lambda: True, raising=False)
    with progress("running base", "days") as move:
        move(1, 8)
        (compiling, days) = WAIT.teller.shown.tasks
        assert not compiling.visible
        WAIT.teller.show(STAND)
        assert compiling.visible
        assert (compiling.completed, compiling.total) == (100, 490)
        assert "one to two minutes" in compiling.description
        WAIT.teller.end(STAND)
        assert not compiling.visible
        assert (days.completed, days.total) == (1, 8)
