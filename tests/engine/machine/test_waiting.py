"""The wait is told in lines, once; who finds all compiled code in the cache hears nothing."""

import logging
import subprocess
import sys
import time

import pytest

from sim.engine.machine import waiting
from sim.engine.machine.waiting import Effort, Lines, Silence, Stand, Wait

EFFORT = Effort(200, "about a minute")


class Heard:
    """Counts what it is told."""

    def __init__(self):
        self.shown, self.ended = [], []

    def show(self, stand):
        self.shown.append(stand)

    def end(self, stand):
        self.ended.append(stand)


@pytest.fixture
def quick(monkeypatch):
    for name, seconds in {"LOOK_S": 0.001, "GRACE_S": 0.0, "OVER_S": 0.02}.items():
        monkeypatch.setattr(waiting, name, seconds)


def until(so, seconds=20.0):
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.001)


def test_it_is_told_while_something_is_compiled_and_when_it_is_over(quick):
    heard = Heard()
    wait = Wait(heard)
    wait.starts()
    until(lambda: len(heard.shown) > 2)
    assert not heard.ended
    wait.starts()
    wait.ends()
    wait.ends()
    until(lambda: heard.ended)
    assert [stand.functions for stand in heard.ended] == [2]
    wait.starts()
    wait.ends()
    until(lambda: len(heard.ended) == 2)
    assert heard.ended[-1].functions == 3


def test_what_takes_no_time_is_not_told(monkeypatch, quick):
    monkeypatch.setattr(waiting, "GRACE_S", 1000.0)
    heard = Heard()
    wait = Wait(heard)
    wait.starts()
    wait.ends()
    until(lambda: wait.thread is None)
    assert heard.shown == heard.ended == []


def test_functions_of_a_helper_count():
    wait = Wait(Silence())
    wait.effort = EFFORT
    wait.functions, wait.elsewhere = 3, lambda: 40
    assert wait.stand() == Stand(43, 0.0, EFFORT)


def test_lines_say_what_how_long_how_far_and_when_it_is_done(monkeypatch):
    said, now = [], [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    lines = Lines(said.append)
    for seconds in range(21):
        now[0] = 100.0 + seconds
        lines.show(Stand(10 * seconds, float(seconds), EFFORT))
    lines.end(Stand(210, 22.0, EFFORT))
    assert said == [
        "compiling the model: at first use only, about a minute in all ...",
        "compiling the model: 80 of about 200 functions in 8 s, about 12 s to go",
        "compiling the model: 160 of about 200 functions in 16 s, about 4 s to go",
        "compiling the model: 210 functions in 22 s, kept for later runs",
    ]


def test_what_is_not_kept_is_not_said_to_be():
    stand = Stand(210, 22.0, EFFORT, kept=False)
    assert stand.announced() == "compiling the model: about a minute in all ..."
    assert stand.done() == "compiling the model: 210 functions in 22 s"


def test_nobody_guesses_before_there_is_something_to_guess_from():
    assert Stand(3, 9.0, EFFORT).progress().endswith("3 of about 200 functions in 9 s")
    assert Stand(300, 9.0, EFFORT).progress().endswith(": 300 functions in 9 s")


def test_the_logger_can_be_silenced(caplog):
    with caplog.at_level(logging.WARNING, "sim.compiling"):
        waiting.WAIT.teller.end(Stand(1, 2.0, EFFORT))
    assert [record.name for record in caplog.records] == ["sim.compiling"]
    caplog.clear()
    with caplog.at_level(logging.ERROR, "sim"):
        waiting.WAIT.teller.end(Stand(1, 2.0, EFFORT))
    assert not caplog.records


def test_another_teller_takes_its_place_for_a_while():
    heard, before = Heard(), waiting.WAIT.teller
    with waiting.told_to(heard):
        assert waiting.WAIT.teller is heard
    assert waiting.WAIT.teller is before


PROGRAM = """
from sim.engine.machine import waiting
waiting.GRACE_S, waiting.LOOK_S = 0.0, 0.01
import sim.model
import numba
from sim.rules.credit import payment

other = numba.njit(lambda x: x + 2)
other(1)
print("another's:", waiting.WAIT.functions)
payment(3, 2, 1)
print("ours:", waiting.WAIT.functions)
"""


@pytest.mark.slow
def test_who_finds_all_in_the_cache_hears_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "0")
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    for expected, told in (("ours: 1", True), ("ours: 0", False)):  # then it is loaded
        run = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
        assert run.stdout.split("\n")[:2] == ["another's: 0", expected], run.stderr
        assert ("compiling the model" in run.stderr) <= told
