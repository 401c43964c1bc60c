"""`sim plot RESULT`: draw the pictures of a result folder again, or a map of any outcome."""

from pathlib import Path
from typing import Annotated

import typer


def plot(
    result: Annotated[Path, typer.Argument(metavar="RESULT", help="A result folder.")],
    map_: Annotated[
        str | None,
        typer.Option("--map", metavar="OUTCOME", help="Draw a map of this outcome, and no other."),
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option(
            "--scenario", metavar="NAME", help="Whose map. [default: as in provinces.png]"
        ),
    ] = None,
) -> None:
    """Draw the pictures of a result again, or a map of any outcome."""
    from sim.cli.pictures import draw, draw_one_map
    from sim.cli.printing import show_paths
    from sim.experiments import UnknownOutcomeError
    from sim.experiments.places import expanded

    folder = expanded(result)
    if map_ is None and scenario is not None:
        raise UnknownOutcomeError("--scenario says whose map to draw; --map OUTCOME says of what")
    show_paths(folder, draw(folder) if map_ is None else draw_one_map(folder, map_, scenario))
