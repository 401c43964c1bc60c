"""The recorded outcomes still come out, to the last of their digits."""

import math

import pytest
import yaml

from tests import update_baseline
from tests.update_baseline import CASES, changes, differs, recompute, recorded, same_run


@pytest.mark.parametrize(("scenario", "sets"), CASES, ids=[name for name, _ in CASES])
def test_a_run_gives_its_recorded_outcomes(scenario, sets):
    (before,) = (case for case in recorded() if same_run(case, scenario, sets))
    moved = changes(before, recompute(scenario, sets, before["seed"]))
    assert not moved, (
        f"{len(moved)} outcomes of {scenario} moved:\n  "
        + "\n  ".join(moved)
        + "\nIf that is meant: run `make baseline`, and say why in docs/decisions.md."
    )


def test_nothing_else_is_on_file():
    assert [(case["scenario"], case["set"]) for case in recorded()] == CASES


def test_a_change_is_said_with_old_new_and_per_cent():
    before = {"outcomes": {"a": 2.0, "b": 1.0, "c": math.nan, "d": 1.0}}
    after = {"outcomes": {"a": 2.5, "c": math.nan, "d": 1.0 + 1e-11, "e": 3.0}}
    assert changes(before, after) == [
        "a: 2 before, 2.5 now, +25 %",
        "b: 1 before, no longer reported",
        "e: 3, not reported before",
    ]
    assert changes(before, before) == []
    assert len(changes(None, after)) == len(after["outcomes"])


def test_the_ninth_digit_counts_and_the_tenth_does_not():
    assert differs(1.23456789, 1.23456788)
    assert not differs(1.23456789, 1.23456789 * (1 + 5e-10))
    assert differs(0.0, math.nan)
    assert not differs(math.nan, math.nan)


def test_the_ritual_writes_only_what_moved(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(update_baseline, "FILE", tmp_path / "baseline.yaml")
    monkeypatch.setattr(update_baseline, "CASES", [("textbook/beer_game", ["demand.step_mean=8"])])
    update_baseline.main()
    said = capsys.readouterr().out
    assert "docs/decisions.md" in said
    (case,) = yaml.safe_load((tmp_path / "baseline.yaml").read_text("utf-8"))
    assert case["outcomes"]["total_cost"] == 204

    update_baseline.main()
    assert "Nothing to write" in capsys.readouterr().out

    case["outcomes"]["total_cost"] = 200.0
    (tmp_path / "baseline.yaml").write_text(yaml.safe_dump([case]), "utf-8")
    update_baseline.main()
    assert "total_cost: 200 before, 204 now, +2 %" in capsys.readouterr().out
