"""`sim compare A B ...`: scenarios at the same seeds, each against the first, or in pairs."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    All,
    EnsembleFile,
    FirstSeed,
    Jobs,
    Json,
    Out,
    Rules,
    Seeds,
    Sets,
    seed_range,
    shipped_names,
)

if TYPE_CHECKING:
    from sim.experiments.compare import Comparison
    from sim.experiments.words import Change

Scenarios = Annotated[
    list[str],
    typer.Argument(
        metavar="SCENARIO",
        help="Two or more scenarios, the first being the baseline; with --rule, one or more.",
        autocompletion=shipped_names,
    ),
]
Pairs = Annotated[
    bool,
    typer.Option("--pairs", help="A B C D: B against A, and D against C."),
]
Where = Annotated[
    str | None,
    typer.Option(
        "--where", metavar="PROVINCES", help="Answer for these as well: Gansu,Guizhou; each apart."
    ),
]


def compare(
    scenarios: Scenarios,
    seeds: Seeds = 5,
    seed: FirstSeed = 1,
    pairs: Pairs = False,
    where: Where = None,
    sets: Sets = None,
    rules: Rules = None,
    ensemble: EnsembleFile = None,
    jobs: Jobs = None,
    out: Out = None,
    all_: All = False,
    json: Json = False,
) -> None:
    """Compare scenarios at the same seeds.

    With --rule each is compared with itself under that rule.
    """
    from sim.cli.counting import counted
    from sim.cli.endings import kept_runs, say
    from sim.cli.own_rules import under_rules
    from sim.cli.pictures import draw, place
    from sim.cli.printing import show_json, show_paths, warn
    from sim.cli.progress import progress, telling
    from sim.experiments.by_province import provinces_named
    from sim.experiments.compare import check, compare, folder_content
    from sim.experiments.ensembles import read_ensemble
    from sim.experiments.pairing import beside_built_in
    from sim.experiments.pool import cpu_count
    from sim.scenario import read_scenario

    asked = [read_scenario(name, sets or []) for name in scenarios]
    for scenario in asked:
        warn(scenario)
    if rules:
        asked, pairs = beside_built_in(asked, [under_rules(each, rules) for each in asked], pairs)
    numbers = seed_range(seed, seeds)
    drawn = read_ensemble(ensemble, sets or [])
    check(asked, numbers, pairs)
    provinces = [] if where is None else provinces_named(where, asked)
    name = f"{'pairs' if pairs else 'compare'}-{asked[0].name}"
    folder = place(name, folder_content(asked, numbers, pairs, drawn), out)
    what = f"comparing {len(asked)} scenarios at {seeds} seeds"
    with kept_runs(), progress(what, "runs") as on_run:
        comparison = compare(
            asked, numbers, folder, jobs or cpu_count(), telling(on_run), pairs, drawn
        )
        comparison.write(folder)
    ran = len(comparison.points) - comparison.found
    say(f"{counted(ran, 'runs')} done, {comparison.found} were there before")
    if json:
        show_json(comparison.as_json(provinces))
        return
    pictures = draw(folder)
    _say(comparison, provinces, all_)
    show_paths(folder, pictures)


def _say(comparison: "Comparison", provinces: list[str], everything: bool) -> None:
    """The table and the words, of the country and of each province that was asked for."""
    from textwrap import fill

    from sim.cli.printing import LINE, show_more, tell, tell_changes
    from sim.experiments.main_outcomes import main_outcomes

    versus = "the first of each pair" if comparison.pairs else comparison.scenarios[0].name
    seeds = f"over {len(comparison.seeds)} seeds"
    if comparison.ensemble:
        seeds += ", each with parameters of its own: intervals are of one world"
    tell_changes(comparison.scenarios[0])
    more = 0
    for province in (None, *provinces):
        of_all = comparison.changes(province)
        reported = list(dict.fromkeys(row.outcome for rows in of_all.values() for row in rows))
        outcomes = reported if everything else main_outcomes(reported)
        head = f"Paired differences from {versus} {seeds}"
        tell(f"\n{head} in {province}" if province else head)
        shown = {
            name: [row for row in rows if row.outcome in outcomes] for name, rows in of_all.items()
        }
        _say_changes(comparison, shown, outcomes)
        more = more or len(reported) - len(outcomes)
    for name, lines in comparison.on_members().items():
        tell(f"\n{name}, household by household:")
        for line in lines:
            tell(fill(line, LINE, initial_indent="  ", subsequent_indent="    "))
    tell("\n" + fill(comparison.note(), LINE))
    show_more(more, "sim compare --all", "differences.parquet")


def _say_changes(
    comparison: "Comparison", changes: dict[str, list["Change"]], outcomes: list[str]
) -> None:
    """A table, and what it says in words."""
    from textwrap import fill

    from sim.cli.difference_tables import difference_table, headings
    from sim.cli.printing import LINE, show, tell
    from sim.experiments.words import in_brief, sentence

    baseline = comparison.scenarios[0].name
    show(difference_table(comparison, changes, outcomes))
    for name, heading in headings(comparison).items():
        rows = changes[name]
        lines = [sentence(row) for row in rows] if len(comparison.against) == 1 else in_brief(rows)
        tell(f"\n{heading}:" if comparison.pairs else f"\n{name}, against {baseline}:")
        for line in lines:
            tell(fill(line, LINE, initial_indent="  ", subsequent_indent="    "))
