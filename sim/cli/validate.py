"""`sim validate`: the article's claims, and what the model says about each."""

from typing import TYPE_CHECKING

from sim.cli.options import EnsembleFile, FirstSeed, Jobs, Json, Out, Seeds, Sets, seed_range

if TYPE_CHECKING:
    from sim.evidence.validating import ReportCard

FEW = 5  # below so many seeds, all of them say the same too often by chance


def validate(
    seeds: Seeds = 5,
    seed: FirstSeed = 1,
    sets: Sets = None,
    ensemble: EnsembleFile = None,
    jobs: Jobs = None,
    out: Out = None,
    json: Json = False,
) -> None:
    """Hold the history up against the article's claims."""
    from sim.cli.endings import kept_runs, say
    from sim.cli.pictures import place
    from sim.cli.printing import show_json, show_paths, tell
    from sim.cli.progress import progress, telling
    from sim.evidence.validating import HISTORY, compared, validate
    from sim.experiments.compare import check, folder_content
    from sim.experiments.ensembles import read_ensemble
    from sim.experiments.pool import cpu_count
    from sim.scenario import read_scenario

    scenario = read_scenario(HISTORY, sets or [])
    numbers = seed_range(seed, seeds)
    drawn = read_ensemble(ensemble, sets or [])
    runs = compared(scenario)
    check(runs, numbers)
    folder = place("report-card", folder_content(runs, numbers, ensemble=drawn), out)
    what = f"running {HISTORY} with and without each mechanism"
    with kept_runs(), progress(what, "runs") as on_run:
        card = validate(scenario, numbers, folder, jobs or cpu_count(), telling(on_run), drawn)
        card.write(folder)
    ran = len(card.comparison.points) - card.comparison.found
    say(f"{ran} runs done, {card.comparison.found} were there before")
    if json:
        show_json(card.as_json())
        return
    _say(card)
    tell()
    show_paths(folder, [])


def _say(card: "ReportCard") -> None:
    """The table, and what stands behind the answers."""
    from textwrap import fill

    from sim.cli.printing import LINE, show, tell, tell_changes
    from sim.cli.report_card_table import report_card_table

    scenario, seeds = card.comparison.scenarios[0].name, len(card.comparison.seeds)
    tell(f"The article's claims, and what {scenario} says at {seeds} seeds")
    tell_changes(card.comparison.scenarios[0])
    show(report_card_table(card))
    for line in card.lines:
        if line.answer.model is not None and line.answer.note:
            tell(fill(f"{line.claim.id}: {line.answer.note}", LINE, subsequent_indent="  "))
    if seeds < FEW:
        tell(
            f"At {seeds} seeds the reported direction holds in all of them by chance in 1 of "
            f"{2**seeds} cases; {FEW} seeds make that 1 in {2**FEW}."
        )
