"""`sim run SCENARIO`: one scenario, one seed, and what it reports."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import All, Json, Out, Rules, ScenarioName, Seed, Sets

if TYPE_CHECKING:
    from sim.experiments.run import RunResult
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
    rules: Rules = None,
    out: Out = None,
    all_: All = False,
    json: Json = False,
    save_every: SaveEvery = 0,
) -> None:
    """Run a scenario at one seed."""
    from sim.cli.endings import saved_run
    from sim.cli.own_rules import under_rules
    from sim.cli.pictures import draw, place
    from sim.cli.printing import show_json, show_paths, tell, tell_changes, warn
    from sim.cli.progress import progress
    from sim.experiments import run_scenario
    from sim.experiments.pool import cpu_count
    from sim.experiments.provenance import identity
    from sim.experiments.saved_runs import SAVED
    from sim.experiments.warming import warm_up
    from sim.scenario import read_scenario
    from sim.scenario.by_hand import set_by_hand, title_with
    from sim.scenario.visible import one_line

    asked = read_scenario(scenario, sets or [])
    warn(asked)
    asked = under_rules(asked, rules)
    folder = place(asked.name, identity("run", [asked], [seed]), out, save_every > 0)
    saved = folder / SAVED
    with saved_run(saved), progress(f"running {asked.name}, seed {seed}", "days") as on_days:
        warm_up(asked)
        result = run_scenario(asked, seed, on_days, cpu_count(), saved, save_every)
    result.write(folder)
    if json:
        show_json(result.as_json())
        return
    pictures = draw(folder)
    tell(one_line(title_with(asked.title, set_by_hand(asked))))
    tell_changes(asked)
    _say(result, all_)
    tell(_uncertain(asked))
    show_paths(folder, pictures)


def _say(result: "RunResult", everything: bool) -> None:
    """The tables: the main outcomes, or all."""
    from sim.cli.printing import show, show_more
    from sim.cli.result_tables import firms_table, is_of_firms, outcome_table, series_table
    from sim.experiments.main_outcomes import is_country, outcomes_of_a_run

    reported = {name: outcome.value for name, outcome in result.outcomes.items()}
    names = list(reported) if everything else outcomes_of_a_run(reported)
    of_firms = [] if everything or is_country(reported) else list(filter(is_of_firms, names))
    if of_firms:
        show(firms_table(result, of_firms))
    others = [name for name in names if name not in of_firms]
    if others:
        show(outcome_table(result, others))
    if result.series:
        show(series_table(result))
    show_more(len(reported) - len(names), "sim run --all", "outcomes.parquet")


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
