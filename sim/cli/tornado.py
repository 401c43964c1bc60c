"""`sim tornado SCENARIO --against BASELINE`: what the effect hangs on, guess by guess."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    FirstSeed,
    Jobs,
    Json,
    Out,
    ScenarioName,
    Seeds,
    Sets,
    named_in,
    seed_range,
    shipped_names,
)

if TYPE_CHECKING:
    from sim.experiments.tornado import Tornado

Against = Annotated[
    str,
    typer.Option(
        "--against",
        metavar="BASELINE",
        help="The scenario that it is compared with.",
        autocompletion=shipped_names,
    ),
]
Parameters = Annotated[
    str | None,
    typer.Option(
        "--parameters",
        metavar="A.B,C.D",
        help="Guesses that are moved. [default: all that have a range and are read]",
    ),
]


def tornado(
    scenario: ScenarioName,
    against: Against,
    parameters: Parameters = None,
    seeds: Seeds = 3,
    seed: FirstSeed = 1,
    sets: Sets = None,
    jobs: Jobs = None,
    out: Out = None,
    json: Json = False,
) -> None:
    """Tell which guesses an effect hangs on."""
    from sim.cli.counting import counted
    from sim.cli.endings import kept_runs, say
    from sim.cli.pictures import draw, place
    from sim.cli.printing import show_json, show_paths, warn
    from sim.cli.progress import progress, telling
    from sim.experiments.pool import cpu_count
    from sim.experiments.tornado import check, folder_content, tornado
    from sim.scenario import read_scenario
    from sim.scenario.guesses import ends_of_guesses

    asked, baseline = (read_scenario(name, sets or []) for name in (scenario, against))
    ends = ends_of_guesses(asked, baseline, named_in(parameters))
    numbers = seed_range(seed, seeds)
    check(asked, baseline, ends, numbers)
    warn(asked)
    folder = place(f"tornado-{asked.name}", folder_content(asked, baseline), out)
    what = f"{counted(len(ends), 'ends of guesses')} at {seeds} seeds"
    with kept_runs(), progress(what, "runs") as on_run:
        result = tornado(
            asked, baseline, ends, numbers, folder, jobs or cpu_count(), telling(on_run)
        )
    say(f"{counted(result.ran, 'runs')} done, {result.found} were there before")
    if json:
        show_json(result.as_json())
        return
    pictures = draw(folder)
    _say(result)
    show_paths(folder, pictures)


def _say(result: "Tornado") -> None:
    """The guesses that move most, what moves nothing, and how far to trust it."""
    from textwrap import fill

    from sim.cli.printing import LINE, show, tell, tell_changes
    from sim.cli.tornado_table import shown_outcomes, still, table

    names = f"{result.scenario.name} less {result.baseline.name}"
    tell(f"What the effect hangs on: {names}, over {len(result.seeds)} seeds")
    tell_changes(result.scenario)
    outcomes = shown_outcomes(result)
    show(table(result, outcomes))
    for line in (still(result, outcomes), *result.notes()):
        tell(fill(line, LINE))
