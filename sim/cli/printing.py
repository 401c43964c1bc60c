"""What a command leaves on stdout: a table for people, or JSON for machines."""

import json
import math
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from sim.cli.endings import printing, say
from sim.cli.spelling import fits, spelt
from sim.experiments.places import shown
from sim.scenario.visible import one_line, visible

if TYPE_CHECKING:
    from rich.table import Table

    from sim.scenario import Scenario

WIDE = 120  # columns, in a file or a pipe
LINE = 110  # letters of a sentence


def tell(text: str = "") -> None:
    """Print a text with whatever would steer a terminal, or can't be printed there, written out."""
    with printing():
        typer.echo(spelt(visible(text), sys.stdout.encoding))


def show(table: "Table") -> None:
    """Print a table as wide as the terminal, or COLUMNS where it is set, lets it be.

    One whose numbers need more lies over the edge.
    """
    from sim.cli.fitting import fitted, needed
    from sim.cli.plain_console import PlainConsole

    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    width = PlainConsole(width=None if known else WIDE).width
    with printing():
        for part in fitted(table, width):
            PlainConsole(width=max(width, needed(part))).print(part)


def show_json(content: Any) -> None:
    """Print JSON and nothing else; what is not finite is null."""
    with printing():
        typer.echo(_escaped(json.dumps(_finite(content), indent=2, ensure_ascii=False)))


def show_more(outcomes: int, command: str, table: str) -> None:
    """Say where outcomes are that were not printed, if there are any."""
    if outcomes:
        tell(f"{outcomes} more outcome{'s' * (outcomes > 1)}: {command}, or {table} in the result.")


def show_paths(folder: Path, pictures: Iterable[Path]) -> None:
    """Print where the result and its pictures are."""
    tell(one_line(f"result    {shown(folder)}"))
    for picture in pictures:
        tell(one_line(f"picture   {shown(picture)}"))


def tell_changes(scenario: "Scenario") -> None:
    """Say what --set has changed, if anything."""
    from sim.scenario.by_hand import changed_in_words, set_by_hand

    if changes := set_by_hand(scenario):
        tell(one_line(changed_in_words(changes)))


def warn(scenario: "Scenario") -> None:
    """Name on stderr the settings of a scenario that change nothing, each with its line."""
    from sim.scenario.idle import made_in_vain

    for problem in made_in_vain(scenario):
        say(f"warning: {problem}")


def _escaped(text: str) -> str:
    """JSON in which what can't be printed as it is is an escape of JSON: the same to a reader."""
    lines = text.split("\n")
    return "\n".join(line if _printable(line) else "".join(map(_escape, line)) for line in lines)


def _printable(text: str) -> bool:
    """Whether it steers no terminal, and the encoding of stdout has it."""
    return visible(text) == text and fits(text, sys.stdout.encoding)


def _escape(character: str) -> str:
    if _printable(character):
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))


def _finite(content: Any) -> Any:
    if isinstance(content, float):
        return content if math.isfinite(content) else None
    if isinstance(content, dict):
        return {str(key): _finite(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_finite(value) for value in content]
    return content
