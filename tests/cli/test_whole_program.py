"""The program as a user starts it: the real model, worker processes, Ctrl-C from a terminal."""

import json
import os
import random
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

# A shell starts what runs in the background with Ctrl-C ignored, and a child would inherit that.
SIM = [
    sys.executable,
    "-c",
    "from signal import SIGINT, default_int_handler, signal\n"
    "signal(SIGINT, default_int_handler)\n"
    "from sim.cli import app\n"
    "app()",
]
SWEEP = """
title: Beer and what it costs to keep
extends: textbook/beer_game
vary: {stock.holding_cost: [0.25, 0.5, 1]}
outcomes: [total_cost]
seeds: 60
"""


def test_the_beer_game_as_json(tmp_path: Path) -> None:
    words = [*SIM, "run", "textbook/beer_game", "--json"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0
    content = json.loads(done.stdout)
    assert list(content) == ["scenario", "seed", "outcomes", "timing"]
    assert content["outcomes"]["total_cost"] == {"value": 204.0, "unit": "RMB"}
    assert "running beer_game" in done.stderr


def test_a_theory_is_verified(tmp_path: Path) -> None:
    words = [*SIM, "verify", "--only", "theory/beer_game"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "204 to 204" in done.stdout
    assert "verifying: 1 check in" in done.stderr


@pytest.mark.slow
def test_all_is_verified(tmp_path: Path) -> None:
    done = subprocess.run([*SIM, "verify"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(os.name == "nt", reason="sends a signal to a group of processes")
def test_a_sweep_goes_on_after_ctrl_c(tmp_path: Path) -> None:
    (tmp_path / "beer.yaml").write_text(SWEEP)
    words = [*SIM, "sweep", "beer.yaml", "--jobs", "2", "--out", "r"]
    with subprocess.Popen(
        words, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as program:
        wait_for_points(tmp_path / "r" / "points", 3, program)
        os.killpg(program.pid, signal.SIGINT)  # as a terminal does: to every process of the group
        _, told = program.communicate(timeout=20)
    assert program.returncode == 130
    assert told.splitlines()[-1] == "interrupted; the same command does only what is missing"
    assert "Traceback" not in told
    before = len(list((tmp_path / "r" / "points").glob("[!.]*.json")))
    assert 3 <= before < 180
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0
    assert f"{180 - before} runs done, {before} were there before, 0 failed" in done.stderr
    table = (tmp_path / "r" / "summary.csv").read_text().splitlines()
    assert table[1:] == [
        '0.25,"total_cost","RMB",122,122,122,60',
        '0.5,"total_cost","RMB",204,204,204,60',
        '1,"total_cost","RMB",368,368,368,60',
    ]


CALLED_BACK = """
import ctypes, os, signal, typer
from sim.cli.endings import PlainEndings

app = typer.Typer(cls=PlainEndings)
app.callback()(lambda: None)

@app.command()
def work():
    @ctypes.CFUNCTYPE(None)
    def called_back():
        os.kill(os.getpid(), signal.SIGTERM)
        for _ in range(1000):
            pass
    called_back()
    print("it went on")

app()
"""


@pytest.mark.skipif(os.name == "nt", reason="sends SIGTERM")
def test_sigterm_ends_the_program_even_while_a_library_calls_back() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CALLED_BACK, "work"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (143, "", "")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="sends SIGTERM")
def test_sigterm_ends_a_sweep_at_any_moment(tmp_path: Path) -> None:
    (tmp_path / "beer.yaml").write_text(SWEEP)
    words = [*SIM, "sweep", "beer.yaml", "--jobs", "2", "--out", "r"]
    chance = random.Random(16)
    for attempt in range(12):
        with subprocess.Popen(
            words, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True
        ) as program:
            assert program.stderr is not None
            assert program.stderr.readline() == "sweeping beer ...\n"
            if attempt % 2:
                wait_for_points(tmp_path / "r" / "points", 1 + 3 * attempt, program)
            time.sleep(chance.uniform(0, 0.3))
            program.send_signal(signal.SIGTERM)
            _, told = program.communicate(timeout=20)
        assert program.returncode == 143
        assert "Traceback" not in told
        assert "resource_tracker" not in told
        with pytest.raises(ProcessLookupError):
            while True:  # its workers end with it
                os.killpg(program.pid, 0)
                time.sleep(0.02)
        assert list(tmp_path.rglob(".writing-*")) == []
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0
    assert ", 0 failed" in done.stderr


SHELL = {
    "closed": ("list >&-", 1, "stdout is closed; send it to a file, or to /dev/null"),
    "full": ("list > /dev/full", 1, "stdout: No space left on device"),
    "full, JSON": ("schema > /dev/full", 1, "stdout: No space left on device"),
    "full, help": ("--help > /dev/full", 1, "stdout: No space left on device"),
    "no reader": ("explain farm | true", 141, ""),
    "no stderr": ("list --json 2>&- > /dev/null", 0, ""),
}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no /dev/full")
@pytest.mark.parametrize("case", SHELL)
def test_a_stdout_that_takes_nothing_is_one_line(tmp_path: Path, case: str) -> None:
    words, code, told = SHELL[case]
    sim = shlex.join(SIM)
    script = f"{sim} {words}; exit ${{PIPESTATUS[0]}}"
    if case == "no reader":  # gone before anything is written
        script = f"{{ sleep 0.2; {sim} explain farm; exit $?; }} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (code, f"{told}\n" if told else "")


def wait_for_points(folder: Path, count: int, program: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 300  # the code may have to be compiled first
    while len(list(folder.glob("[!.]*.json"))) < count:
        assert program.poll() is None, "the sweep ended early"
        assert time.monotonic() < end, "the sweep has not begun"
        time.sleep(0.005)
