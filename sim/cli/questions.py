"""`sim list`, `sim explain` and `sim schema`: what there is, and what it means."""

from typing import Annotated

import typer


def list_(json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the scenarios and sweeps of the program."""
    from sim.cli.printing import show, show_json
    from sim.scenario import list_scenarios

    listed = list_scenarios()
    if json:
        show_json([entry._asdict() for entry in listed])
        return
    from sim.cli.parameter_tables import scenario_table

    show(scenario_table(listed))


def explain(
    key: Annotated[str, typer.Argument(metavar="KEY", help="A parameter, or a group of them.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Explain a parameter, or a group of them."""
    from sim.cli.parameter_tables import group_table, parameter_table
    from sim.cli.printing import show, show_json
    from sim.scenario import explain
    from sim.scenario.catalogue import GROUPS, keys_under

    if key in GROUPS:
        explanations = [explain(f"{key}.{name}") for name in keys_under(key)]
        table = group_table(explanations)
    else:
        explanations = [explain(key)]
        table = parameter_table(explanations[0])
    if json:
        show_json([explanation._asdict() for explanation in explanations])
    else:
        show(table)


def schema() -> None:
    """Print the JSON Schema of scenario files."""
    from sim.cli.printing import show_json
    from sim.scenario import schema

    show_json(schema())
