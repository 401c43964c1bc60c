"""A run as JSON and as a result folder."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sim.experiments import Outcome, RunResult, read_result
from sim.scenario import Scenario

type Invented = Callable[[tuple[Scenario, int]], RunResult]


def test_json_has_exactly_what_was_promised(base: Scenario, invented: Invented) -> None:
    content = invented((base, 1)).as_json()
    assert list(content) == ["scenario", "seed", "outcomes", "timing"]
    assert content["scenario"] == "base"
    assert content["outcomes"]["fill_rate"] == {"value": 0.9, "unit": "share"}
    assert set(content["timing"]) == {
        "setup_s", "compile_s", "run_s", "shelf_days", "ns_per_shelf_day",
    }  # fmt: skip


def test_series_are_told_where_there_are_any(base: Scenario, invented: Invented) -> None:
    run = replace(invented((base, 1)), series={"adopted": [0.0, 0.5]})
    assert run.as_json()["series"] == {"adopted": [0.0, 0.5]}


def test_a_run_is_stored_with_its_tables(
    base: Scenario, invented: Invented, tmp_path: Path
) -> None:
    run = replace(invented((base, 3)), series={"adopted": [0.0, 0.5], "price": [1.0]})
    run.write(tmp_path / "r")
    result = read_result(tmp_path / "r")
    assert result.manifest["kind"] == "run"
    assert result.manifest["seeds"] == [3]
    assert result.manifest["warnings"] == ["waste_share is undefined in this run"]
    assert result.outcomes["outcome"].tolist() == list(run.outcomes)
    assert result.series.to_dict("list") == {
        "series": ["adopted", "adopted", "price"],
        "step": [0, 1, 0],
        "value": [0.0, 0.5, 1.0],
    }
    assert list(result.tables) == ["monthly", "outcomes", "outcomes_by_province", "series", "tiers"]


def test_an_outcome_may_be_undefined(base: Scenario, invented: Invented) -> None:
    run = replace(invented((base, 1)), outcomes={"x": Outcome(math.nan, "share")})
    assert math.isnan(run.as_json()["outcomes"]["x"]["value"])
