"""`sim diff A B`: the parameters in which two scenarios differ."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from sim.scenario import Scenario
    from sim.scenario.differing import Difference


def diff(
    first: Annotated[str, typer.Argument(metavar="A", help="A scenario file, or a name.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell what two scenarios change."""
    from sim.cli.printing import show, show_json, tell
    from sim.scenario import read_scenario
    from sim.scenario.differing import differences

    pair = read_scenario(first), read_scenario(second)
    found = differences(*pair)
    if json:
        show_json([_as_json(difference) for difference in found])
    elif found:
        show(_table(*pair, found))
    else:
        tell(f"{first} and {second} give every parameter the same value.")


def _table(first: "Scenario", second: "Scenario", found: "list[Difference]") -> "Table":
    """Two lines a parameter, one a scenario."""
    from rich import box
    from rich.table import Table

    from sim.cli.parameter_tables import unit_shown, value_shown

    table = Table("parameter", "in", "value", "unit", "status", "source", box=box.SIMPLE_HEAD)
    for key, unit, *sides in found:
        for scenario, side, heading in zip((first, second), sides, (key, ""), strict=True):
            cells = (scenario.name, value_shown(side.value), unit_shown(unit))
            table.add_row(heading, *cells, side.status, side.source)
        table.add_section()
    return table


def _as_json(difference: "Difference") -> dict[str, object]:
    sides = {"first": difference.first._asdict(), "second": difference.second._asdict()}
    return {"key": difference.key, "unit": difference.unit, **sides}
