"""The rows of the small task's table: which program each is, and how far it goes."""

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

    most_shops  beyond which a round would take over ten seconds
    """

    name: str
    python: Path
    words: tuple[str, ...]
    most_shops: int = A_MILLION


ENGINE = Row("Inland, from YAML", OURS, ("engine.py",))
MEMORY = Row("memory alone", OURS, ("memory.py",))
ROWS = (
    ENGINE,
    Row("Mesa `do`", OURS, ("mesa_shops.py", "do"), A_MILLION // 10),
    Row("Mesa `shuffle_do`", OURS, ("mesa_shops.py", "shuffle_do"), A_MILLION // 10),
    Row("AgentPy", PEERS, ("agentpy_shops.py",), A_MILLION // 10),
    Row("mesa-frames", PEERS, ("mesa_frames_shops.py",)),
    Row("numpy, its Poisson", OURS, ("numpy_shops.py", "poisson")),
    Row("numpy, a table", OURS, ("numpy_shops.py", "table")),
    MEMORY,
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
