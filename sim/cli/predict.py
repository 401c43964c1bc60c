"""`sim predict`: what the fit says of figures that it was not fitted to."""

from typing import Annotated

import typer

from sim.cli.options import FirstSeed, Jobs, Json, Out, Seeds, Sets, seed_range

ENSEMBLE = "calibration/fitted/article_ensemble.csv"

Fits = Annotated[
    str,
    typer.Option(
        "--ensemble", metavar="FILE", help="Parameter sets that fit, of which each seed gets one."
    ),
]


def predict(
    ensemble: Fits = ENSEMBLE,
    seeds: Seeds = 20,
    seed: FirstSeed = 1,
    sets: Sets = None,
    jobs: Jobs = None,
    out: Out = None,
    json: Json = False,
) -> None:
    """Predict what was no target, with intervals over fits and seeds."""
    from sim.cli.endings import kept_runs, say
    from sim.cli.pictures import draw, place
    from sim.cli.printing import show_json, show_paths, tell, tell_changes
    from sim.cli.progress import progress, telling
    from sim.evidence.calibration.predicting import TABLE, folder_content, predict
    from sim.evidence.validating import HISTORY
    from sim.experiments.ensembles import read_ensemble
    from sim.experiments.pool import cpu_count
    from sim.scenario import read_scenario

    scenario = read_scenario(HISTORY, sets or [])
    drawn, numbers = read_ensemble(ensemble, sets or []), seed_range(seed, seeds)
    folder = place("prediction", folder_content(scenario, numbers, drawn), out)
    with kept_runs(), progress(f"predicting at {seeds} seeds", "runs") as on_run:
        result = predict(scenario, drawn, numbers, folder, jobs or cpu_count(), telling(on_run))
    say(f"{len(result.points) - result.found} runs done, {result.found} were there before")
    if json:
        show_json(result.as_json())
        return
    of_china = result.table[result.table["where"] == "China"]
    tell_changes(scenario)
    tell(of_china.to_string(index=False))
    show_paths(folder, [folder / f"{TABLE}.csv", *draw(folder)])
