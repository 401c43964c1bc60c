"""What changes while the model runs: its tables, their columns, and where chance comes in."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

from parts.markdown import code, first_sentence, table
from sim.engine.randomness import Stream
from sim.engine.tables.columns import describe
from sim.engine.tables.state import FarmState, OnlineState, State
from sim.model.day import DAY

SIM = Path(__file__).resolve().parents[2] / "sim"


def tables_of_state(state: type = State) -> Iterator[tuple[str, type[Any]]]:
    """Every table of the state by name, those of farming and of the marketplace included."""
    hints = get_type_hints(state)
    for each in fields(state):
        kind = next((part for part in get_args(hints[each.name]) if is_dataclass(part)), None)
        if kind in (FarmState, OnlineState):
            yield from tables_of_state(kind)
        elif hasattr(hints[each.name], "_fields"):
            yield each.name, hints[each.name]


def columns() -> str:
    """Every state variable: type, unit, meaning, and the phases that read and write it."""
    sections = []
    for name, kind in tables_of_state():
        rows = (
            (f"`{column}`", dtype.name, unit_and_meaning.unit, unit_and_meaning.meaning,
             _phases(f"{name}.{column}", "writes"), _phases(f"{name}.{column}", "reads"))
            for column, (dtype, unit_and_meaning) in describe(kind).items()
        )  # fmt: skip
        heads = ("variable", "type", "unit", "meaning", "written in", "read in")
        sections.append(f"## {name}\n\n{first_sentence(kind.__doc__)}\n\n{table(heads, rows)}")
    return "\n\n".join(sections)


def streams() -> str:
    """What chance decides: each purpose has a stream of numbers of its own."""
    sources = {
        path.relative_to(SIM).with_suffix("").as_posix(): path.read_text("utf-8")
        for path in sorted(SIM.rglob("*.py"))
    }
    rows = []
    for stream in Stream:
        used = re.compile(rf"\bStream\.{stream.name}\b")
        rows.append(
            (f"`{stream.name}`", code(name for name, text in sources.items() if used.search(text)))
        )
    return table(("stream", "drawn in `sim/`"), rows)


def _phases(column: str, what: str) -> str:
    return ", ".join(phase.name for phase in DAY if column in getattr(phase, what))
