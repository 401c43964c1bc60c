"""The tables that `sim list` and `sim explain` print."""

import json
from collections.abc import Sequence
from typing import Any

from rich import box
from rich.table import Table

from sim.scenario import Explanation, Listed
from sim.scenario.declaration import LEFT_ALONE
from sim.scenario.provinces import PROVINCES_FILE, REGIONS, provinces_of


def scenario_table(listed: Sequence[Listed]) -> Table:
    """Scenarios and sweeps, a block a folder."""
    table = Table("name", "title", "question", box=box.SIMPLE_HEAD)
    folders = [entry.name.rpartition("/")[0] for entry in listed]
    for entry, folder, following in zip(listed, folders, [*folders[1:], None], strict=True):
        cells = (entry.name, entry.title, entry.question)
        table.add_row(*cells, end_section=folder != following)
    return table


def parameter_table(explanation: Explanation) -> Table:
    """All that is known about one parameter, a line a fact."""
    table = Table(explanation.key, explanation.meaning, box=box.SIMPLE_HEAD)
    facts = {
        "value": _with_unit(explanation.value, explanation.unit),
        "plausible": _range(explanation.plausible),
        "allowed": explanation.allowed,
        "status": explanation.status,
        "source": explanation.source,
        "read by": ", ".join(explanation.read_by),
        "changes": ", ".join(explanation.changes),
        f"leaves alone (within {LEFT_ALONE:.1%})": ", ".join(explanation.leaves_alone),
    }
    for name, fact in facts.items():
        if fact:
            table.add_row(name, fact)
    return table


def group_table(explanations: Sequence[Explanation]) -> Table:
    """The parameters of a group, a line each."""
    table = Table(
        "parameter", "value", "unit", "plausible", "status", "meaning", box=box.SIMPLE_HEAD
    )
    for one in explanations:
        cells = (
            one.key,
            value_shown(one.value),
            unit_shown(one.unit),
            _range(one.plausible),
            one.status,
            one.meaning,
        )
        table.add_row(*cells)
    return table


def region_table(region: str) -> Table:
    """A group of provinces: what it is, and which."""
    meaning, column, entry = REGIONS[region]
    table = Table(region, meaning, box=box.SIMPLE_HEAD)
    table.add_row("provinces", ", ".join(provinces_of(region)))
    table.add_row("defined by", f"{column} = {entry} in {PROVINCES_FILE.name}")
    table.add_row("stands in", "`where` of levers and shocks; of it those in population.provinces")
    return table


def _with_unit(value: Any, unit: str) -> str:
    """A number and its unit; a word, a name or a date says itself what it is."""
    return value if isinstance(value, str) else f"{value_shown(value)} {unit_shown(unit)}"


def value_shown(value: Any) -> str:
    """A value in plain JSON types, as a table shows it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def unit_shown(unit: str) -> str:
    """A unit; none where the value is a plain number or word."""
    return "" if unit in ("1", "-") else unit


def _range(limits: tuple[Any, Any] | None) -> str:
    return "" if limits is None else f"{limits[0]} to {limits[1]}"
