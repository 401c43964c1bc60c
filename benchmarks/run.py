"""Measure, print the tables, and keep the figures in benchmarks/results (see docs/benchmarks.md).

python benchmarks/run.py [small_task] [grocery] [full_model] [--rounds N] [--docs]
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from measure import Say, full_model, machine, side_by_side
from pages import renew
from rich.console import Console
from rows import GROCERY, SMALL_TASK
from side_by_side import of_size, rule
from tables import Lines, as_markdown, of_phases, of_the_whole, print_table

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "benchmarks.md"
TASKS = {task.name: task for task in (SMALL_TASK, GROCERY)}
FULL_MODEL = "full_model"
PARTS = (*TASKS, FULL_MODEL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", choices=PARTS, metavar="PART", help=" ".join(PARTS))
    parser.add_argument("--rounds", type=int, default=5, help="how often each program has its turn")
    parser.add_argument("--docs", action="store_true", help="write the tables to the page")
    asked = parser.parse_args()
    if asked.rounds < 2:
        parser.error("--rounds: 2 or more, since fill rates are judged by how rounds differ")
    console = Console(highlight=False)
    where = {"machine": machine(), "rounds": asked.rounds}
    RESULTS.mkdir(exist_ok=True)
    for part in asked.parts or PARTS:
        with console.status("") as status:
            measured = where | {part: measure(part, asked.rounds, status.update)}
        kept = RESULTS / f"{part}.json"
        kept.write_text(json.dumps(measured, indent=1), "utf-8")
        measured = json.loads(kept.read_text("utf-8"))
        console.print(conditions(part, measured))
        for title, lines in titled(part, measured):
            print_table(title, lines, console)
        if asked.docs:
            page = renew(PAGE.read_text("utf-8"), markdown(part, measured), part)
            PAGE.write_text(page, "utf-8")


def measure(part: str, rounds: int, say: Say) -> list[dict] | dict:
    """The figures of a part."""
    return full_model(rounds, say) if part == FULL_MODEL else side_by_side(TASKS[part], rounds, say)


def titled(part: str, measured: dict) -> Iterator[tuple[str, Lines]]:
    """Each table of a part with its title; its first line is the head."""
    found = measured[part]
    if part == FULL_MODEL:
        yield "Full model, a day by phase", of_phases(found["phases"])
        yield "As a whole", of_the_whole(found)
        return
    task = TASKS[part]
    for shops in sorted({row["shops"] for row in found}):
        rows = [row for row in found if row["shops"] == shops]
        yield f"{task.title}, {shops:,} shops", of_size(task, rows, measured["rounds"])


def markdown(part: str, measured: dict) -> str:
    """The tables of a part for docs/benchmarks.md."""
    tables = (as_markdown(title, lines) for title, lines in titled(part, measured))
    return "\n\n".join([conditions(part, measured), *tables])


def conditions(part: str, measured: dict) -> str:
    """On what it ran, and which rows are refused."""
    on = measured["machine"]
    ran = f"{on['cores']} cores, {on['processor']}; {measured['rounds']} rounds."
    if part == FULL_MODEL:
        return ran
    return f"{ran} {rule(TASKS[part], measured[part], measured['rounds'])}"


if __name__ == "__main__":
    main()
