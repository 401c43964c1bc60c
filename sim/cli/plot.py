"""`sim plot RESULT`: draw the pictures of a result folder again."""

from pathlib import Path
from typing import Annotated

import typer


def plot(
    result: Annotated[Path, typer.Argument(metavar="RESULT", help="A result folder.")],
) -> None:
    """Draw the pictures of a result again."""
    from sim.cli.pictures import draw
    from sim.cli.printing import show_paths
    from sim.experiments.places import expanded

    folder = expanded(result)
    show_paths(folder, draw(folder))
