"""One scenario, one seed, from its first day to its last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sim.experiments.provenance import manifest
from sim.experiments.results import Columns, write_result
from sim.experiments.warm_ups import days_of, what_warms_up
from sim.experiments.writing import writing
from sim.scenario import Scenario

type OnDays = Callable[[int, int], None]
"""Called after some days with how many have passed, and how many there are."""


class Outcome(NamedTuple):
    """A number that a run reports."""

    value: float  # nan where it is not defined
    unit: str


@dataclass(frozen=True)
class RunResult:
    """What one run has found, over the days that count."""

    scenario: Scenario
    seed: int
    outcomes: dict[str, Outcome]
    series: dict[str, list[float]]
    tables: Mapping[str, Columns]
    timing: dict[str, float]  # setup_s, compile_s, run_s, shelf_days, ns_per_shelf_day

    def as_json(self) -> dict[str, Any]:
        """The numbers for a machine."""
        outcomes = {name: outcome._asdict() for name, outcome in self.outcomes.items()}
        content = {"scenario": self.scenario.name, "seed": self.seed, "outcomes": outcomes}
        series = {"series": self.series} if self.series else {}
        return {**content, "timing": self.timing, **series}

    def write(self, folder: str | Path) -> None:
        """Store it as a result folder of kind run."""
        tables = {"outcomes": _outcome_columns(self.outcomes), **self.tables}
        if self.series:
            tables["series"] = _series_columns(self.series)
        about = manifest("run", [self.scenario], [self.seed], self.timing, undefined(self.outcomes))
        write_result(folder, tables, about)


def run_scenario(
    scenario: Scenario,
    seed: int = 1,
    on_days: OnDays | None = None,
    threads: int = 1,
    saved: Path | None = None,
    save_every: int = 0,
    warm_up: Path | None = None,
) -> RunResult:
    """Build the world, run all days, and collect what it reports.

    seed        >= 0; the same seed gives the same weather, demand and luck in every scenario
    on_days     for a progress bar
    threads     that share the work on shops; any number gives the same bits
    saved       file of a run that was stopped: it goes on from there if it is the same run
    save_every  days after which the run is saved to that file; 0: never
    warm_up     file of the warm-up that it shares with others (`warm_ups`)
    """
    from sim.model import TradeModel, shared_warm_up

    model = TradeModel(scenario, seed=seed, threads=threads)
    if warm_up is not None:
        shared_warm_up.play(model, warm_up, days_of(scenario), what_warms_up(scenario))
    if saved is not None:
        model.go_on_from(saved)

    while model.running:
        stop = model.day + save_every - model.day % save_every if save_every else model.days_total
        model.play(min(stop, model.days_total), on_days)
        if saved is not None and model.running:
            with writing(saved):
                saved.parent.mkdir(parents=True, exist_ok=True)
                model.save(saved)
    return RunResult(
        scenario=scenario,
        seed=seed,
        outcomes={name: Outcome(*outcome) for name, outcome in model.outcomes().items()},
        series=model.series(),
        tables=model.tables(),
        timing=model.timing(),
    )


def undefined(outcomes: dict[str, Outcome]) -> list[str]:
    """A warning for each outcome that has no value."""
    return [
        f"{name} is undefined in this run"
        for name, outcome in outcomes.items()
        if outcome.value != outcome.value
    ]


def _outcome_columns(outcomes: dict[str, Outcome]) -> Columns:
    return {
        "outcome": list(outcomes),
        "value": [outcome.value for outcome in outcomes.values()],
        "unit": [outcome.unit for outcome in outcomes.values()],
    }


def _series_columns(series: dict[str, list[float]]) -> Columns:
    rows = [
        (name, step, value) for name, values in series.items() for step, value in enumerate(values)
    ]
    names, steps, values = zip(*rows, strict=True) if rows else ((), (), ())
    return {"series": list(names), "step": list(steps), "value": list(values)}
