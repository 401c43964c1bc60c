"""The arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

MOST_SEED = 2**31 - 1


def shipped_names(begun: str) -> list[str]:
    """Names of shipped scenarios and sweeps, as the shell completes them."""
    from sim.scenario.folders import scenario_names

    return [name for name in scenario_names() if name.startswith(begun)]


ScenarioName = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help="A scenario file, or a name from `sim list`.",
        autocompletion=shipped_names,
    ),
]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change a parameter; may be repeated."),
]
Seed = Annotated[
    int,
    typer.Option(
        "--seed", metavar="N", min=0, max=MOST_SEED, help="Which luck: the same seed, the same run."
    ),
]
FirstSeed = Annotated[
    int, typer.Option("--seed", metavar="N", min=0, max=MOST_SEED, help="The first of the seeds.")
]
Seeds = Annotated[
    int,
    typer.Option(
        "--seeds", metavar="N", min=1, max=10_000, help="How many seeds; an interval needs two."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help="Folder of the result: new, empty, or with an earlier result. "
        "[default: results/runs/NAME-HASH]",
    ),
]
Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rule",
        metavar="RULE=FILE.py:FUNCTION",
        help="A rule of your own, ordering=my_rules.py:generous; may be repeated.",
    ),
]
All = Annotated[bool, typer.Option("--all", help="Print every outcome, not the main ones alone.")]
EnsembleFile = Annotated[
    str | None,
    typer.Option(
        "--ensemble",
        metavar="FILE",
        help="Parameter sets, of which each seed gets one in turn: CSV, a column a parameter.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, and no pictures.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", metavar="N", min=1, max=1024, help="Worker processes. [default: one a processor]"
    ),
]


def named_in(text: str | None) -> list[str]:
    """The names of an option that takes several, with commas between; none where it isn't given."""
    return [] if text is None else [name.strip() for name in text.split(",")]


def seed_range(first: int, count: int) -> list[int]:
    """The seeds first, first + 1, ..., as many as asked for.

    Raises UserError where they go beyond the last that there is.
    """
    from sim.experiments.errors import UserError

    last = first + count - 1
    if last > MOST_SEED:
        raise UserError(
            f"--seed: {count:,} seeds from {first} on end with {last}; "
            f"allowed: seeds up to {MOST_SEED}"
        )
    return list(range(first, first + count))
