"""`sim verify`: theory, invariants and fingerprints, checked on this machine."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.endings import FAILED
from sim.cli.options import Jobs

if TYPE_CHECKING:
    from rich.table import Table

    from sim.evidence.finding import Finding

Only = Annotated[
    str | None,
    typer.Option(
        "--only",
        metavar="NAME",
        help="theory, invariants, fingerprints, one of their checks, or a scenario.",
    ),
]
SHOWN = 12  # digits of a hash


def verify(
    only: Only = None,
    jobs: Jobs = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check theory, invariants and fingerprints here."""
    from sim.cli.printing import show, show_json, tell
    from sim.cli.progress import progress, telling
    from sim.evidence.verifying import all_agree, checks, checks_called, verify
    from sim.experiments.pool import cpu_count

    names = checks_called(only) if only else checks()
    with progress("verifying", "checks") as on_check:
        found = verify(names, jobs or cpu_count(), telling(on_check))
    if json:
        show_json({name: [line._asdict() for line in lines] for name, lines in found.items()})
    else:
        show(_table(found))
        tell(_in_all(found))
    if not all_agree(found):
        raise typer.Exit(FAILED)


def _table(found: "dict[str, list[Finding]]") -> "Table":
    """A line a finding, a block a check."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("check", no_wrap=True)
    table.add_column("what")
    for heading in ("expected", "simulated", "interval"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("verdict")
    before = ""
    for name, findings in found.items():
        for line in findings:
            check = name.removesuffix(f"/{line.what}")
            if before and check != before:
                table.add_section()
            interval = "" if line.low is None else f"{_short(line.low)} to {_short(line.high)}"
            cells = (line.what, _short(line.expected), _short(line.simulated), interval)
            table.add_row("" if check == before else check, *cells, line.verdict)
            before = check
    return table


def _in_all(found: "dict[str, list[Finding]]") -> str:
    from sim.cli.counting import counted
    from sim.evidence.finding import AGREES

    lines = [line for findings in found.values() for line in findings]
    wrong = sum(line.verdict != AGREES for line in lines)
    said = f"{wrong} do not agree" if wrong else "all of them agree"
    return (
        f"{counted(len(lines), 'comparisons')} in {counted(len(found), 'checks')}: {said}. "
        "An interval is five standard errors to each side."
    )


def _short(value: float | str | None) -> str:
    """A number in six digits, a hash in its first twelve."""
    return f"{value:.6g}" if isinstance(value, int | float) else str(value)[:SHOWN]
