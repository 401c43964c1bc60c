"""`sim validate`: the article's claims, and what the model says about each."""

from typing import TYPE_CHECKING

import typer

from sim.cli.options import FirstSeed, Jobs, Json, Out, Seeds, Sets, seed_range

if TYPE_CHECKING:
    from sim.evidence.validating import ReportCard

FEW = 5  # below so many seeds, all of them say the same too often by chance


def validate(
    seeds: Seeds = 5,
    seed: FirstSeed = 1,
    sets: Sets = None,
    jobs: Jobs = None,
    out: Out = None,
    json: Json = False,
) -> None:
    """Hold the history up against the article's claims."""
    from sim.cli.printing import show_json, show_paths
    from sim.cli.progress import progress
    from sim.evidence.validating import HISTORY, compared, validate
    from sim.experiments.compare import check, folder_content
    from sim.experiments.places import result_folder
    from sim.experiments.pool import cpu_count
    from sim.scenario import read_scenario

    scenario = read_scenario(HISTORY, sets or [])
    numbers = seed_range(seed, seeds)
    runs = compared(scenario)
    check(runs, numbers)
    folder = result_folder("report-card", folder_content(runs, numbers), out)
    with progress(f"running {HISTORY} with and without each mechanism", "runs") as on_run:
        card = validate(scenario, numbers, jobs or cpu_count(), on_run)
    card.write(folder)
    if json:
        show_json(card.as_json())
        return
    _say(card)
    typer.echo()
    show_paths(folder, [])


def _say(card: "ReportCard") -> None:
    """The table, and what stands behind the answers."""
    from textwrap import fill

    from sim.cli.printing import LINE, show
    from sim.cli.report_card_table import report_card_table

    scenario, seeds = card.comparison.scenarios[0].name, len(card.comparison.seeds)
    typer.echo(f"The article's claims, and what {scenario} says at {seeds} seeds")
    show(report_card_table(card))
    for line in card.lines:
        if line.answer.model is not None and line.answer.note:
            typer.echo(fill(f"{line.claim.id}: {line.answer.note}", LINE, subsequent_indent="  "))
    if seeds < FEW:
        typer.echo(
            f"At {seeds} seeds the reported direction holds in all of them by chance in 1 of "
            f"{2**seeds} cases; {FEW} seeds make that 1 in {2**FEW}."
        )
