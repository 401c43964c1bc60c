"""`sim run SCENARIO`: one scenario, one seed, and what it reports."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import Json, Out, ScenarioName, Seed, Sets

if TYPE_CHECKING:
    from sim.scenario import Scenario


SaveEvery = Annotated[
    int,
    typer.Option(
        "--save-every",
        metavar="DAYS",
        min=0,
        help="Save the run every so many days; the same command then goes on after a stop.",
    ),
]


def run(
    scenario: ScenarioName,
    seed: Seed = 1,
    sets: Sets = None,
    out: Out = None,
    json: Json = False,
    save_every: SaveEvery = 0,
) -> None:
    """Run a scenario at one seed."""
    from sim.cli.pictures import draw, place
    from sim.cli.printing import show, show_json, show_paths, tell, warn
    from sim.cli.progress import progress
    from sim.experiments import run_scenario
    from sim.experiments.pool import cpu_count
    from sim.experiments.provenance import identity
    from sim.experiments.saved_runs import SAVED
    from sim.scenario import read_scenario
    from sim.scenario.visible import one_line

    asked = read_scenario(scenario, sets or [])
    warn(asked)
    folder = place(asked.name, identity("run", [asked], [seed]), out, save_every > 0)
    with progress(f"running {asked.name}, seed {seed}", "days") as on_days:
        result = run_scenario(asked, seed, on_days, cpu_count(), folder / SAVED, save_every)
    result.write(folder)
    if json:
        show_json(result.as_json())
        return
    from sim.cli.result_tables import outcome_table, series_table

    pictures = draw(folder)
    tell(one_line(asked.title))
    show(outcome_table(result))
    if result.series:
        show(series_table(result))
    tell(_uncertain(asked))
    show_paths(folder, pictures)


def _uncertain(scenario: "Scenario") -> str:
    """How much of what the run rests on is guessed."""
    from sim.scenario.documents import read_document
    from sim.scenario.folders import base_file

    records = read_document(base_file(), "base.yaml").records
    assumed = [key for key, record in records.items() if record.status == "assumed"]
    kept = sum(scenario.settings[key].of_base for key in assumed)
    return (
        f"{kept} of {len(records)} parameters are assumed, not measured; "
        "`sim explain KEY` gives source and range, `sim sweep` shows what they move."
    )
