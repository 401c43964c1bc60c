"""The tasks that programs are timed at: which program each row is, and how far it goes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
OURS = Path(sys.executable)
PEERS = HERE / ".venv-peers" / "bin" / "python"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"}
A_MILLION = 1_000_000


class Row(NamedTuple):
    """A program.

    most_shops  beyond which a round would take some ten seconds, or more
    """

    name: str
    python: Path
    words: tuple[str, ...]
    most_shops: int = A_MILLION


class Task(NamedTuple):
    """What all programs of a table play.

    unit        what is timed a day
    shop_days   so many, or more, are timed, on `days` days or more
    """

    name: str
    title: str
    unit: str
    rows: tuple[Row, ...]
    sizes: tuple[int, ...]
    shop_days: int
    days: int

    def days_at(self, shops: int) -> int:
        """Days that are timed with so many shops."""
        return max(self.days, self.shop_days // shops)


OURS_FROM_YAML = "Inland, from YAML"
MEMORY = Row("memory alone", OURS, ("memory.py",))
SMALL_TASK = Task(
    "small_task",
    "Small task",
    "shop",
    (
        Row(OURS_FROM_YAML, OURS, ("engine.py", "small_task")),
        Row("Mesa `do`", OURS, ("mesa_shops.py", "do"), A_MILLION // 10),
        Row("Mesa `shuffle_do`", OURS, ("mesa_shops.py", "shuffle_do"), A_MILLION // 10),
        Row("AgentPy", PEERS, ("agentpy_shops.py",), A_MILLION // 10),
        Row("mesa-frames", PEERS, ("mesa_frames_shops.py",)),
        Row("numpy, its Poisson", OURS, ("numpy_shops.py", "poisson")),
        Row("numpy, a table", OURS, ("numpy_shops.py", "table")),
        MEMORY,
    ),
    sizes=(1_000, 10_000, 100_000, A_MILLION),
    shop_days=A_MILLION,  # tell the fill rate to 0.0002
    days=20,
)
GROCERY = Task(
    "grocery",
    "Grocery",
    "shelf",
    (
        Row(OURS_FROM_YAML, OURS, ("engine.py", "grocery")),
        Row("Mesa, lists", OURS, ("mesa_grocers.py", "lists"), 1_000),
        Row("Mesa, arrays", OURS, ("mesa_grocers.py", "arrays"), 1_000),
        Row("AgentPy, lists", PEERS, ("agentpy_grocers.py",), 1_000),
        Row("mesa-frames", PEERS, ("mesa_frames_grocers.py",)),
        Row("numpy, its law", OURS, ("numpy_grocers.py", "negative_binomial")),
        Row("numpy, a table", OURS, ("numpy_grocers.py", "table")),
    ),
    sizes=(1_000, 10_000),
    shop_days=0,
    days=28,  # whole weeks, the same ones for all
)


def play(row: Row, shops: int, days: int, seed: int, **environment: str) -> dict:
    """What a program prints for so many shops and days."""
    return answer_of(row.python, *row.words, shops, days, seed, **environment)


def answer_of(python: Path, program: str, *words: object, **environment: str) -> dict:
    """Run a file of the folder of programs in a process of its own; the JSON that it prints."""
    command = [str(python), str(HERE / "programs" / program), *map(str, words)]
    environment = {**os.environ, **ONE_THREAD, **environment}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{program} {' '.join(command[2:])}: {done.stderr.strip()}")
    return json.loads(done.stdout)
