"""The table of `sim validate`: a line a claim."""

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from sim.cli.result_tables import level

if TYPE_CHECKING:
    from sim.evidence.claims.answer import Answer
    from sim.evidence.validating import Line, ReportCard

LARGE = ((1e12, " trillion"), (1e6, " million"))
REPORTED, MODEL, VERDICT = 22, 29, 17  # letters of a cell: the table fits 120 columns


def report_card_table(card: "ReportCard") -> Table:
    """What was reported, what the model says, the verdict, and the same without the mechanism."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("claim", no_wrap=True)
    table.add_column("reported", max_width=REPORTED)
    table.add_column("model (95 % interval)", max_width=MODEL)
    table.add_column("verdict", max_width=VERDICT)
    table.add_column("mechanism", no_wrap=True)
    table.add_column("without it", no_wrap=True)
    for line in card.lines:
        table.add_row(*_cells(line))
    return table


def _cells(line: "Line") -> tuple[str, ...]:
    claim, reported, mechanism, answer = line
    said = reported if isinstance(reported, str) else amount(reported, claim.unit)
    without = "" if answer.without is None else amount(answer.without, answer.unit)
    verdict = f"{answer.verdict}: {answer.why}" if answer.why else answer.verdict
    return (claim.id, said, _model(answer), verdict, mechanism, without)


def _model(answer: "Answer") -> str:
    """The mean with its interval, or what is missing."""
    if answer.model is None or answer.low is None or answer.high is None:
        return answer.note
    factor, unit = _shown_in(answer.model, answer.unit)
    mean, low, high = (level(value * factor) for value in (answer.model, answer.low, answer.high))
    return f"{mean}{unit} ({low} to {high})"


def amount(value: float, unit: str) -> str:
    """A number with its unit: 114 %, 6.43 trillion RMB."""
    factor, shown = _shown_in(value, unit)
    return f"{level(value * factor)}{shown}"


def _shown_in(value: float, unit: str) -> tuple[float, str]:
    """The factor of a number, and what is written behind it."""
    if unit.startswith("share"):
        return 100.0, f" %{unit.removeprefix('share')}"
    for size, word in LARGE:
        if abs(value) >= size:
            return 1 / size, f"{word} {unit}"
    return 1.0, f" {unit}"
