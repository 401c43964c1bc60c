"""`sim sweep SWEEP`: a grid of scenarios; what was done before is not done again."""

from typing import Annotated

import typer

from sim.cli.endings import FAILED, kept_runs, say
from sim.cli.options import (
    EnsembleFile,
    FirstSeed,
    Jobs,
    Json,
    Out,
    Rules,
    Sets,
    seed_range,
    shipped_names,
)

SweepName = Annotated[
    str,
    typer.Argument(
        metavar="SWEEP",
        help="A sweep file, or a name from `sim list`.",
        autocompletion=shipped_names,
    ),
]
Seeds = Annotated[
    int | None,
    typer.Option(
        "--seeds", metavar="N", min=1, max=10_000, help="How many seeds. [default: the file's]"
    ),
]


def sweep(
    sweep: SweepName,
    seeds: Seeds = None,
    seed: FirstSeed = 1,
    sets: Sets = None,
    rules: Rules = None,
    ensemble: EnsembleFile = None,
    jobs: Jobs = None,
    out: Out = None,
    json: Json = False,
) -> None:
    """Run a grid of scenarios, or go on with it."""
    from dataclasses import replace

    from sim.cli.counting import counted
    from sim.cli.own_rules import under_rules
    from sim.cli.pictures import draw, place
    from sim.cli.printing import show, show_json, show_paths, tell
    from sim.cli.progress import progress, telling
    from sim.cli.sweep_table import sweep_table
    from sim.experiments.ensembles import read_ensemble
    from sim.experiments.places import shown
    from sim.experiments.pool import cpu_count
    from sim.experiments.sweep import check, folder_content, run_sweep
    from sim.scenario import read_sweep
    from sim.scenario.visible import one_line

    asked = read_sweep(sweep, sets or [])
    asked = replace(asked, scenario=under_rules(asked.scenario, rules))
    numbers = seed_range(seed, seeds or asked.seeds)
    drawn = read_ensemble(ensemble, sets or [])
    check(asked, numbers)
    folder = place(f"sweep-{asked.scenario.name}", folder_content(asked, drawn), out)
    with kept_runs(), progress(f"sweeping {asked.scenario.name}", "runs") as on_run:
        result = run_sweep(asked, numbers, folder, jobs or cpu_count(), telling(on_run), drawn)
    failed = len(result.failures)
    say(f"{counted(result.ran, 'runs')} done, {result.found} were there before, {failed} failed")
    if json:
        show_json(result.as_json())
    else:
        pictures = draw(folder)
        tell(one_line(asked.scenario.title))
        show(sweep_table(asked, result))
        show_paths(folder, pictures)
    if failed:
        say(f"The first failure in full:\n{result.failures[0][1].details}")
        say(f"All are in {shown(folder)}/failures.csv; the same command tries them again.")
        raise typer.Exit(FAILED)
