"""The commands with an invented model, in a folder of their own, all in one process."""

import math
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from sim.cli import app
from sim.experiments.pool import Failure
from sim.scenario import Scenario

type Sim = Callable[..., Result]


class InventedModel:
    """Two days, in which stockouts fall with direct ordering."""

    def __init__(self, scenario: Scenario, seed: int = 1, threads: int = 1) -> None:
        self.scenario, self.seed = scenario, seed
        self.day, self.days_total, self.running = 0, 2, True

    def go_on_from(self, saved: Path) -> bool:
        return False

    def play(self, until: int, on_days: Callable[[int, int], None] | None = None) -> None:
        if self.seed == 13:
            raise ZeroDivisionError("goods vanished on day 3")
        if self.seed == 14:
            raise KeyboardInterrupt
        for day in (1, 2):
            if on_days:
                on_days(day, 2)
        self.day, self.running = until, False

    def outcomes(self) -> dict[str, tuple[float, str]]:
        luck = np.random.default_rng(self.seed).normal()
        direct = self.scenario.levers.direct_ordering.level
        return {
            "stockout_rate.goods": (0.1 + 0.01 * luck - direct * (0.03 + 0.001 * luck), "share"),
            "fill_rate": (0.9, "share"),
            "income.farmer": (7000.0, "RMB/year"),
            "waste_share": (math.nan, "share"),
        }

    def series(self) -> dict[str, list[float]]:
        return {}

    def tables(self) -> dict[str, dict[str, list]]:
        direct = self.scenario.levers.direct_ordering.level
        places = list(self.scenario.population.provinces)
        rates = [0.1 + 0.001 * self.seed] * len(places)
        if direct:
            rates[places.index("Gansu")] += 0.03 + 0.0001 * (self.seed - 2)
            rates[places.index("Hubei")] += 0.06 + 0.0001 * (self.seed - 2)
        count = len(places)
        return {
            "tiers": {"tier": ["shop"], "fill_rate": [0.9], "stock_days": [3.0]},
            "outcomes_by_province": {
                "province": places,
                "outcome": ["stockout_rate.goods"] * count,
                "value": rates,
                "unit": ["share"] * count,
            },
        }

    def timing(self) -> dict[str, float]:
        return {
            "setup_s": 0.1,
            "compile_s": 0.0,
            "run_s": 0.2,
            "shelf_days": 9.0,
            "ns_per_shelf_day": 1.0,
        }


@pytest.fixture
def sim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sim:
    """Call the program with these words."""

    def in_turn(work: Callable, jobs: Iterable, workers: int) -> Iterator[tuple[object, object]]:
        for job in jobs:
            try:
                yield job, work(job)
            except ZeroDivisionError as error:
                yield job, Failure(f"ZeroDivisionError: {error}", "Traceback: here")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sim.model.TradeModel", InventedModel)
    monkeypatch.setattr("sim.model.shared_warm_up.play", lambda *asked: None)  # it has no days
    monkeypatch.setattr("sim.experiments.points.run_jobs", in_turn)
    monkeypatch.setattr("sim.experiments.points.warm_up_all", lambda scenarios: None)
    monkeypatch.setattr("sim.experiments.warming.warm_up", lambda scenario: None)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def sweep_file(tmp_path: Path) -> Path:
    path = tmp_path / "levels.yaml"
    path.write_text(
        "title: Level of direct ordering\n"
        "vary: {direct.minimum_order: [1, 2]}\n"
        "outcomes: [stockout_rate.goods]\n"
        "seeds: 2\n"
    )
    return path
