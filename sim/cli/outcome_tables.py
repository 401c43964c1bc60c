"""The tables of outcomes that `sim explain` prints: meaning, unit, and what they count."""

from rich import box
from rich.table import Table

from sim.cli.parameter_tables import unit_shown
from sim.experiments.words import label
from sim.outcomes.declaration import Counts, Declared
from sim.outcomes.declared import declared
from sim.outcomes.of_country import COUNTRY
from sim.outcomes.of_textbook import TEXTBOOK

BRIEF = {
    Counts.REAL: "real country",
    Counts.NEITHER: "-",
    Counts.GIVEN: "as given",
}


def outcome_table(outcome: str) -> Table:
    """All that is known about one outcome, a line a fact; a block each if there are two."""
    table = Table(outcome, label(outcome), box=box.SIMPLE_HEAD)
    found = declared(outcome)
    for one in found:
        whose = "of the country" if one in COUNTRY else "of a textbook case"
        table.add_row("reported", whose)
        table.add_row("meaning", one.meaning)
        table.add_row("unit", unit_shown(one.unit) or "a plain number")
        table.add_row("counts", one.counts.value, end_section=one is not found[-1])
    return table


def outcomes_table() -> Table:
    """All outcomes, a line a declaration: those of the country, then those of textbook cases."""
    table = Table("outcome", "unit", "counts", "meaning", box=box.SIMPLE_HEAD)
    for block in (COUNTRY, TEXTBOOK):
        for one in block:
            cells = (_shown(one), unit_shown(one.unit), BRIEF[one.counts], one.meaning)
            table.add_row(*cells, end_section=one is block[-1])
    return table


def _shown(one: Declared) -> str:
    """The name, with what stands for several in capitals: income.KIND."""
    parts = one.pattern.replace("}", "{").split("{")
    return "".join(part.upper() if place % 2 else part for place, part in enumerate(parts))
