"""`sim calibrate`: the fit in tables and files, or as JSON alone."""

import json

import pytest

from sim.evidence.calibration import calibrating, fit
from sim.evidence.calibration.space import read_space
from sim.experiments import read_result
from sim.scenario import read_scenario

FREE = ("online.taste_growth", "online.variety_weight")
SMALL = {"log2_points": 4, "starts": 1, "rounds": 1, "steps": 4, "members": 3}


@pytest.fixture
def small(monkeypatch) -> None:
    """Two free parameters, and few points: a mean field is a tenth of a second."""
    two = tuple(free for free in read_space() if free.key in FREE)
    monkeypatch.setattr(calibrating, "read_space", lambda: two)
    whole = fit.Effort
    monkeypatch.setattr(fit, "Effort", lambda turns: whole(turns=turns, **SMALL))


@pytest.mark.slow
def test_the_fit_is_printed_and_written(sim, small, tmp_path) -> None:
    words = ("calibrate", "--turns", 0, "--jobs", 1, "--out", tmp_path / "fit")
    first = sim(*words)
    assert first.exit_code == 0, first.stderr
    assert "taste_growth" in first.stdout and "formula: people newly online" in first.stdout
    result = read_result(tmp_path / "fit")
    assert result.manifest["kind"] == "calibration"
    assert set(result.tables) == {"fit", "targets", "profiles", "ensemble", "growth", "rivals"}
    pictures = {path.name for path in (tmp_path / "fit" / "pictures").iterdir()}
    assert pictures == {"fitted.png", "profiles.png", "growth.png"}
    fitted = read_scenario(tmp_path / "fit" / "fitted.yaml")
    by_name = result.fit.set_index("parameter")["value"]
    assert fitted.online.variety_weight == by_name["online.variety_weight"]
    again = sim(*words, "--json")
    told = json.loads(again.stdout)
    assert [row["parameter"] for row in told["fit"]] == list(FREE)
    assert [row["value"] for row in told["fit"]] == by_name.tolist()


def test_turns_are_no_less_than_none(sim) -> None:
    assert sim("calibrate", "--turns", -1).exit_code == 2
