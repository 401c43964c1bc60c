"""What `make bench` measures: tasks, side by side and round by round, and the full model."""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import fmean, median, variance

from rows import OURS, SMALL_TASK, Row, Task, answer_of, play

PAIRS = ("without_direct_ordering", "with_direct_ordering")
SEEDS = 10

Say = Callable[[str], None]


def side_by_side(task: Task, rounds: int, say: Say) -> list[dict]:
    """Figures over the rounds, one dictionary a size and row; programs take turns."""
    found = []
    for shops in task.sizes:
        days = task.days_at(shops)
        rows = [row for row in task.rows if row.python.exists() and shops <= row.most_shops]
        answers: dict[Row, list[dict]] = {row: [] for row in rows}
        for seed in range(1, rounds + 1):
            for row in rows:
                say(f"{task.title}, {shops:,} shops, round {seed} of {rounds}: {row.name}")
                answers[row].append(play(row, shops, days, seed))
        found += [{"row": row.name, "shops": shops, **summary(answers[row])} for row in rows]
    return found


def summary(answers: list[dict]) -> dict:
    """One row of the table."""
    ns = [answer["ns"] for answer in answers]
    rates = [answer["fill_rate"] for answer in answers]
    return {
        "ns": min(ns),
        "ns_median": median(ns),
        "bytes": median(answer["bytes"] for answer in answers),
        "setup_s": min(answer["seconds"]["setup"] for answer in answers),
        "fill_rate": fmean(rates),
        "fill_variance": variance(rates),  # between rounds
    }


def full_model(rounds: int, say: Say) -> dict:
    """Where a day goes, the default run with one and two threads, and the paired runs."""
    say("full model: phase by phase")
    phases = answer_of(OURS, "full_model.py", "phases")
    runs: dict[int, list[dict]] = {1: [], 2: []}
    for turn in range(1, rounds + 1):
        for threads, answers in runs.items():
            say(f"full model: default run, round {turn} of {rounds}, threads: {threads}")
            answers.append(answer_of(OURS, "full_model.py", "run", threads))
    say("full model: paired runs")
    return {
        "phases": phases,
        "shelves": runs[1][0]["shelves"],
        "days": runs[1][0]["days"],
        "runs": {threads: min(a["seconds"] for a in runs[threads]) for threads in runs},
        "pairs_s": paired_seconds(),
        "compiling": compile_seconds(),
    }


def compile_seconds() -> dict:
    """Seconds of the engine's first days of the small task, with no compiled code and with it."""
    with tempfile.TemporaryDirectory() as empty:
        cold, warm = (
            play(SMALL_TASK.rows[0], 100, 1, 1, XDG_CACHE_HOME=empty)["seconds"]["first_days"]
            for _ in range(2)
        )
    return {"cold": cold, "warm": warm}


def paired_seconds() -> float:
    """Seconds of two scenarios at ten seeds, as a user calls them."""
    sim = OURS.with_name("sim")
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        words = [sim, "compare", *PAIRS, "--seeds", str(SEEDS), "--out", str(Path(folder) / "out")]
        subprocess.run(words, check=True, capture_output=True)
        return time.perf_counter() - began


def machine() -> dict:
    """Number of cores, and the processor's name where the system tells it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {"cores": os.cpu_count(), "processor": names[0] if names else "unknown processor"}
