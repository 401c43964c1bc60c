"""Hold the engine against stockpyl and SupplyNetPy on their own examples (see docs/peers.md).

python benchmarks/peers.py [--docs]
"""

import argparse
import json
import sys

from comparison import compared, summary, titled
from examples import EXAMPLES
from measure import machine
from pages import renew
from rich.console import Console
from rows import HERE, OURS, answer_of
from tables import as_markdown, print_table

STOCK = HERE / ".venv-stock" / "bin" / "python"
RESULT = HERE / "results" / "peers.json"
PAGE = HERE.parent / "docs" / "peers.md"
PROGRAMS = ("stockpyl_examples.py", "supplynetpy_examples.py")
WIDTH = 125  # of the wider table
ABSENT = (
    "make peers: stockpyl and SupplyNetPy are not installed: their environment, "
    "benchmarks/.venv-stock, needs a Python 3.12 (stockpyl's serial systems need numpy 1) and the "
    "package index"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--docs", action="store_true", help="write the tables to docs/peers.md")
    asked = parser.parse_args()
    if not STOCK.exists():
        print(ABSENT, file=sys.stderr)
        raise SystemExit(2)
    console = Console(highlight=False)
    console.width = max(console.width, WIDTH)
    with console.status("") as status:
        measured = measure(status.update)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(measured, indent=1), "utf-8")
    rows = compared(measured["theirs"], measured["ours"])
    for title, lines in titled(rows, measured["versions"]):
        print_table(title, lines, console)
    console.print(summary(rows))
    if asked.docs:
        PAGE.write_text(renew(PAGE.read_text("utf-8"), markdown(measured)), "utf-8")


def measure(say) -> dict:
    """Both sides' numbers, and on what they were found."""
    versions: dict[str, str] = {}
    theirs: dict[str, dict] = {}
    for program in PROGRAMS:
        say(f"{program} ...")
        told = answer_of(STOCK, program)
        versions |= told["versions"]
        theirs |= told["answers"]
    say("the engine ...")
    plan = {example.key: [example.key, str(example.path), example.sets] for example in EXAMPLES}
    ours = answer_of(OURS, "engine_examples.py", json.dumps([*plan.values()]))
    return {"machine": machine(), "versions": versions, "theirs": theirs, "ours": ours}


def markdown(measured: dict) -> str:
    """The part of docs/peers.md that is measured."""
    rows = compared(measured["theirs"], measured["ours"])
    versions = ", ".join(f"{name} {version}" for name, version in measured["versions"].items())
    where = measured["machine"]
    conditions = f"{versions}; {where['cores']} cores, {where['processor']}."
    tables = titled(rows, measured["versions"])
    return "\n\n".join([conditions, summary(rows), *(as_markdown(*table) for table in tables)])


if __name__ == "__main__":
    main()
