"""`sim attribute SCENARIO`: what each lever has of the effect of all, from all their subsets."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    All,
    FirstSeed,
    Jobs,
    Json,
    Out,
    ScenarioName,
    Seeds,
    Sets,
    named_in,
    seed_range,
)

if TYPE_CHECKING:
    from sim.experiments.attribution import Attribution

Levers = Annotated[
    str | None,
    typer.Option(
        "--levers",
        metavar="A,B,C",
        help="Levers that are on in the scenario; the others stay as they are. [default: all]",
    ),
]


def attribute(
    scenario: ScenarioName,
    levers: Levers = None,
    seeds: Seeds = 5,
    seed: FirstSeed = 1,
    sets: Sets = None,
    jobs: Jobs = None,
    out: Out = None,
    all_: All = False,
    json: Json = False,
) -> None:
    """Share out an effect among levers."""
    from sim.cli.counting import counted
    from sim.cli.endings import kept_runs, say
    from sim.cli.pictures import draw, place
    from sim.cli.printing import show_json, show_paths, warn
    from sim.cli.progress import progress, telling
    from sim.experiments.attribution import attribute, check, folder_content, levers_of
    from sim.experiments.pool import cpu_count
    from sim.scenario import read_scenario

    asked = read_scenario(scenario, sets or [])
    chosen = levers_of(asked, named_in(levers))
    numbers = seed_range(seed, seeds)
    check(chosen, numbers)
    warn(asked)
    folder = place(f"attribution-{asked.name}", folder_content(asked, chosen), out)
    what = f"{2 ** len(chosen)} subsets of {counted(len(chosen), 'levers')} at {seeds} seeds"
    with kept_runs(), progress(what, "runs") as on_run:
        attribution = attribute(
            asked, chosen, numbers, folder, jobs or cpu_count(), telling(on_run)
        )
    say(f"{counted(attribution.ran, 'runs')} done, {attribution.found} were there before")
    if json:
        show_json(attribution.as_json())
        return
    pictures = draw(folder)
    _say(attribution, all_)
    show_paths(folder, pictures)


def _say(attribution: "Attribution", everything: bool) -> None:
    """The table, the interactions and the words."""
    from textwrap import fill

    from sim.cli.attribution_table import interaction_lines, share_tables
    from sim.cli.printing import LINE, show, show_more, tell, tell_changes
    from sim.experiments.main_outcomes import main_outcomes

    reported = list(attribution.tables["effect"]["outcome"])
    outcomes = reported if everything else main_outcomes(reported)
    name, seeds = attribution.scenario.name, len(attribution.seeds)
    tell(f"Shapley shares of levers in {name} over {seeds} seeds")
    tell_changes(attribution.scenario)
    for table in share_tables(attribution, outcomes):
        show(table)
    if "interactions" in attribution.tables:
        lines = list(interaction_lines(attribution, outcomes))
        told = "what two do together beyond the sum of each alone"
        tell(f"Clear interactions ({told}){':' if lines else ': none'}")
        for line in lines:
            tell(fill(line, LINE, initial_indent="  ", subsequent_indent="    "))
        tell()
    tell(fill(attribution.note(), LINE))
    show_more(len(reported) - len(outcomes), "sim attribute --all", "shares.parquet")
