"""`sim calibrate`: parameters of the nation that fit what is published, and which it tells."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import FirstSeed, Jobs, Json, Out, Seeds, Sets, seed_range

if TYPE_CHECKING:
    from sim.evidence.calibration.calibrating import Calibration

Turns = Annotated[
    int,
    typer.Option(
        "--turns",
        metavar="N",
        min=0,
        max=10,
        help="How often the engine runs at the best point, and the fit goes on; 0: never.",
    ),
]


def calibrate(
    turns: Turns = 2,
    seeds: Seeds = 4,
    seed: FirstSeed = 1,
    sets: Sets = None,
    jobs: Jobs = None,
    out: Out = None,
    json: Json = False,
) -> None:
    """Fit free parameters of history to the targets."""
    from sim.cli.endings import kept_runs, say
    from sim.cli.pictures import draw, place
    from sim.cli.printing import show_json, show_paths
    from sim.cli.progress import progress, telling
    from sim.evidence.calibration.calibrating import FITTED, calibrate, folder_content
    from sim.evidence.calibration.fit import LATER, Effort
    from sim.evidence.validating import HISTORY
    from sim.experiments.pool import cpu_count
    from sim.scenario import read_scenario

    scenario = read_scenario(HISTORY, sets or [])
    numbers = seed_range(seed, seeds)
    seed_range(seed + LATER, seeds)  # those that are fitted to are there
    effort = Effort(turns=turns)
    folder = place(f"calibration-{scenario.name}", folder_content(scenario, numbers), out)
    with kept_runs(), progress("fitting", "parts") as on_part:
        result = calibrate(scenario, effort, numbers, folder, jobs or cpu_count(), telling(on_part))
    say(f"least squares: {result.fit.alone:.2f}; another method: {result.fit.other_method:.2f}")
    if json:
        show_json(result.as_json())
        return
    pictures = draw(folder)
    _say(result)
    show_paths(folder, [folder / FITTED, *pictures])


def _say(result: "Calibration") -> None:
    """What was fitted, to what, and what explains growth as well."""
    from textwrap import fill

    from sim.cli.calibration_tables import fit_table, rivals_table, targets_table
    from sim.cli.printing import LINE, show, tell

    for table in (fit_table(result), targets_table(result), rivals_table(result)):
        show(table)
    if result.unanswered:
        rest = ", ".join(result.unanswered)
        tell(fill(f"Targets that no free parameter is fitted to: {rest}", LINE))
