"""Invented runs, so that the arithmetic around the model is tested without it."""

import math
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pytest

from sim.experiments.by_month import OUTCOMES
from sim.experiments.pool import Failure
from sim.experiments.run import Outcome, RunResult
from sim.scenario import Scenario, read_scenario

PROVINCES = ["Gansu", "Zhejiang"]


@pytest.fixture(scope="session")
def base() -> Scenario:
    return read_scenario("base")


@pytest.fixture(scope="session")
def without() -> Scenario:
    return read_scenario("without_direct_ordering")


@pytest.fixture(scope="session")
def having() -> Scenario:
    return read_scenario("with_direct_ordering")


def invented_month(farmers: float, income: float) -> dict[str, list[object]]:
    """One province's only month: all counts are 100, but for farmers and their income."""
    numbers = {ratio.part for ratio in OUTCOMES.values()}
    numbers |= {ratio.whole for ratio in OUTCOMES.values() if ratio.whole}
    month = {name: [100.0] for name in sorted(numbers)}
    month |= {"farmers": [farmers], "farmer_income_rmb": [income]}
    return {"month": ["2016-01"], "province": ["Gansu"], **month}


def invented_run(job: tuple[Scenario, int]) -> RunResult:
    """A run whose stockouts fall with direct ordering, and whose waste is undefined at seed 3."""
    scenario, seed = job
    luck = np.random.default_rng(seed).normal(size=4)
    direct = scenario.levers.direct_ordering.level
    outcomes = {
        "stockout_rate": Outcome(0.1 + 0.02 * luck[0] - direct * (0.03 + 0.001 * luck[1]), "share"),
        "income.farmer": Outcome(7000 + 300 * luck[2] + direct * 100 * luck[3], "RMB/year"),
        "fill_rate": Outcome(0.9, "share"),
        "waste_share": Outcome(math.nan if seed == 3 else 0.1, "share"),
    }
    rows = [(place, name, *said) for place in PROVINCES for name, said in outcomes.items()]
    by_province = dict(zip(("province", "outcome", "value", "unit"), zip(*rows, strict=True)))
    return RunResult(
        scenario=scenario,
        seed=seed,
        outcomes=outcomes,
        series={},
        tables={
            "outcomes_by_province": {name: list(column) for name, column in by_province.items()},
            "tiers": {
                "tier": ["shop", "wholesalers_1"],
                "stock_days": np.array([seed, 2.0 * seed]),
            },
            "monthly": invented_month(farmers=4.0, income=1000.0 * (seed + 0.1 * direct)),
        },
        timing={
            "setup_s": 0.1,
            "compile_s": 0.0,
            "run_s": 0.2,
            "shelf_days": 1000,
            "ns_per_shelf_day": 200_000.0,
        },
    )


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Do all jobs in this process with invented runs; the list fills with the jobs done."""
    done: list[object] = []

    def in_turn(work: Callable, jobs: Iterable, workers: int) -> Iterator[tuple[object, object]]:
        for job in jobs:
            done.append(job)
            try:
                yield job, work(job)
            except RuntimeError as error:
                yield job, Failure(str(error), "traceback")

    def invented(scenario: Scenario, seed: int, **how: object) -> RunResult:
        return invented_run((scenario, seed))

    monkeypatch.setattr("sim.experiments.points.run_jobs", in_turn)
    monkeypatch.setattr("sim.experiments.points.run_scenario", invented)
    monkeypatch.setattr("sim.experiments.points.warm_up_all", lambda scenarios: None)
    return done


@pytest.fixture
def invented() -> Callable[[tuple[Scenario, int]], RunResult]:
    return invented_run
