"""`sim compare A B ...`: scenarios at the same seeds, each against the first, or in pairs."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import All, FirstSeed, Jobs, Json, Out, Seeds, Sets, seed_range, shipped_names

if TYPE_CHECKING:
    from sim.experiments.compare import Comparison

Scenarios = Annotated[
    list[str],
    typer.Argument(
        metavar="SCENARIO",
        help="Two or more scenarios; the first is the baseline.",
        autocompletion=shipped_names,
    ),
]
Pairs = Annotated[
    bool,
    typer.Option("--pairs", help="A B C D: B against A, and D against C."),
]


def compare(
    scenarios: Scenarios,
    seeds: Seeds = 5,
    seed: FirstSeed = 1,
    pairs: Pairs = False,
    sets: Sets = None,
    jobs: Jobs = None,
    out: Out = None,
    all_: All = False,
    json: Json = False,
) -> None:
    """Compare scenarios at the same seeds."""
    from sim.cli.printing import show_json, show_paths, warn
    from sim.cli.progress import progress
    from sim.experiments.compare import check, compare, folder_content
    from sim.experiments.places import result_folder
    from sim.experiments.pool import cpu_count
    from sim.scenario import read_scenario

    asked = [read_scenario(name, sets or []) for name in scenarios]
    for scenario in asked:
        warn(scenario)
    numbers = seed_range(seed, seeds)
    check(asked, numbers, pairs)
    name = f"{'pairs' if pairs else 'compare'}-{asked[0].name}"
    folder = result_folder(name, folder_content(asked, numbers, pairs), out)
    with progress(f"comparing {len(asked)} scenarios at {seeds} seeds", "runs") as on_run:
        comparison = compare(asked, numbers, jobs or cpu_count(), on_run, pairs)
    comparison.write(folder)
    if json:
        show_json(comparison.as_json())
        return
    from sim.cli.pictures import draw

    pictures = draw(folder)
    _say(comparison, all_)
    show_paths(folder, pictures)


def _say(comparison: "Comparison", everything: bool) -> None:
    """The table and the words."""
    from textwrap import fill

    from sim.cli.difference_tables import difference_table, headings
    from sim.cli.printing import LINE, show, show_more
    from sim.experiments.main_outcomes import main_outcomes
    from sim.experiments.words import changes, in_brief, sentence

    differences = comparison.tables["differences"]
    reported = list(dict.fromkeys(differences["outcome"]))
    outcomes = reported if everything else main_outcomes(reported)
    baseline = comparison.scenarios[0].name
    versus = "the first of each pair" if comparison.pairs else baseline
    typer.echo(f"Paired differences from {versus} over {len(comparison.seeds)} seeds")
    show(difference_table(comparison, outcomes))
    for name, heading in headings(comparison).items():
        rows = [row for row in changes(differences, name) if row.outcome in outcomes]
        lines = [sentence(row) for row in rows] if len(comparison.against) == 1 else in_brief(rows)
        typer.echo(f"\n{heading}:" if comparison.pairs else f"\n{name}, against {baseline}:")
        for line in lines:
            typer.echo(fill(line, LINE, initial_indent="  ", subsequent_indent="    "))
    typer.echo("\n" + fill(comparison.note(), LINE))
    show_more(len(reported) - len(outcomes), "sim compare --all", "differences.parquet")
