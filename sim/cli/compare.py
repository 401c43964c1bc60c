"""`sim compare A B ...`: scenarios at the same seeds, each against the first."""

from typing import Annotated

import typer

from sim.cli.options import FirstSeed, Jobs, Json, Out, Sets, seed_range

Scenarios = Annotated[
    list[str],
    typer.Argument(metavar="SCENARIO", help="Two or more scenarios; the first is the baseline."),
]
Seeds = Annotated[
    int,
    typer.Option("--seeds", min=1, max=10_000, help="How many seeds; an interval needs two."),
]


def compare(
    scenarios: Scenarios,
    seeds: Seeds = 5,
    seed: FirstSeed = 1,
    sets: Sets = None,
    jobs: Jobs = None,
    out: Out = None,
    json: Json = False,
) -> None:
    """Compare scenarios at the same seeds."""
    from sim.cli.printing import show, show_json, show_paths
    from sim.cli.progress import progress
    from sim.experiments.compare import check, compare, folder_content
    from sim.experiments.places import result_folder
    from sim.experiments.pool import cpu_count
    from sim.scenario import read_scenario

    asked = [read_scenario(name, sets or []) for name in scenarios]
    numbers = seed_range(seed, seeds)
    check(asked, numbers)
    name = f"compare-{asked[0].name}"
    folder = result_folder(name, folder_content(asked, numbers), out)
    with progress(f"comparing {len(asked)} scenarios at {seeds} seeds", "runs") as on_run:
        comparison = compare(asked, numbers, jobs or cpu_count(), on_run)
    comparison.write(folder)
    if json:
        show_json(comparison.as_json())
        return
    from sim.cli.pictures import draw
    from sim.cli.result_tables import difference_table

    pictures = draw(folder)
    typer.echo(f"Paired differences from {asked[0].name} over {seeds} seeds")
    show(difference_table(comparison))
    for scenario, sentences in comparison.sentences().items():
        typer.echo(f"\n{scenario}, against {asked[0].name}:")
        for line in sentences:
            typer.echo(f"  {line}")
    typer.echo(f"\n{comparison.note()}")
    show_paths(folder, pictures)
