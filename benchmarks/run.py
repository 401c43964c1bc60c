"""Measure, print the tables, and keep the figures in benchmarks/results (see docs/benchmarks.md).

python benchmarks/run.py [--rounds N] [--docs]
"""

import argparse
import json
from pathlib import Path

from measure import compile_seconds, full_model, machine, small_task
from pages import renew
from rich.console import Console
from tables import markdown, show

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "last.json"
PAGE = ROOT / "docs" / "benchmarks.md"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each program has its turn")
    parser.add_argument(
        "--docs", action="store_true", help="write the tables to docs/benchmarks.md"
    )
    asked = parser.parse_args()
    console = Console(highlight=False)
    with console.status("") as status:
        measured = {
            "machine": machine(),
            "rounds": asked.rounds,
            "compiling": compile_seconds(),
            "small_task": small_task(asked.rounds, status.update),
            "full_model": full_model(asked.rounds, status.update),
        }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(measured, indent=1), "utf-8")
    show(json.loads(RESULT.read_text("utf-8")), console)
    if asked.docs:
        PAGE.write_text(renew(PAGE.read_text("utf-8"), markdown(measured)), "utf-8")


if __name__ == "__main__":
    main()
