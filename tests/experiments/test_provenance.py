"""A manifest says all that a result depends on, and nothing about the machine's folders."""

import json
import shlex
import sys
from pathlib import Path

import pytest

from sim.experiments.points import points_at
from sim.experiments.provenance import command, data_hash, identity, manifest
from sim.scenario import Scenario, scenario_from_resolved
from sim.scenario.extension import Extension
from sim.scenario.folders import REPOSITORY


def test_a_manifest_holds_the_whole_scenario(base: Scenario) -> None:
    about = json.loads(json.dumps(manifest("run", [base], [1], {"run_s": 1.0}, ["careful"])))
    assert scenario_from_resolved(about["scenarios"][0]) == base
    assert about["seeds"] == [1]
    assert about["warnings"] == ["careful"]
    assert len(about["source_hash"]) == len(about["data_hash"]) == 64
    assert {"python", "numpy", "mesa", "inland-sim"} <= about["versions"].keys()


def test_no_folder_of_this_machine_is_told(base: Scenario) -> None:
    assert str(REPOSITORY) not in json.dumps(manifest("run", [base], [1], {}))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["/opt/bin/sim", "run", "base", "--seed", "2"], "sim run base --seed 2"),
        (["sim", "run", str(REPOSITORY / "scenarios/base.yaml")], "sim run scenarios/base.yaml"),
        (["sim", "run", "base", "--out", "/home/me/x"], "sim run base --out x"),
        (["sim", "run", "base", "--out=/home/me/x"], "sim run base --out=x"),
        (["sim", "run", "base", "--set", "scale=5"], "sim run base --set scale=5"),
        (
            ["sim", "run", "base", "--rule", "ordering=/home/me/my.py:f"],
            "sim run base --rule ordering=my.py:f",
        ),
        (
            ["sim", "run", "base", f"--rule=joining={REPOSITORY}/docs/my.py:f"],
            "sim run base --rule=joining=docs/my.py:f",
        ),
    ],
)
def test_the_command_is_told(monkeypatch: pytest.MonkeyPatch, words: list[str], told: str) -> None:
    monkeypatch.setattr(sys, "argv", words)
    assert command() == told


def test_the_command_can_be_pasted_back(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["sim", "compare", "a b.yaml", "--where", "Tibet, Qinghai", "--set", "x=[Tibet, Gansu]"]
    monkeypatch.setattr(sys, "argv", words)
    assert shlex.split(command()) == words


def test_data_count_by_name_and_content(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text("1")
    second.write_text("1")
    hashes = {data_hash(), data_hash((first,)), data_hash((second,))}
    assert len(hashes) == 3
    assert data_hash((tmp_path / "gone.yaml",)) == data_hash()


def test_a_rule_of_ones_own_is_told_and_counts(base: Scenario) -> None:
    rule = Extension(
        "ordering", "mine", "/home/me/mine.py", 1, "a" * 64, "b" * 64, Path("/home/me")
    )
    own = base.under((rule,))
    (told,) = manifest("run", [own], [1], {})["scenarios"][0]["rules"]
    assert told == {
        "rule": "ordering",
        "function": "mine",
        "file": "mine.py",
        "file_sha256": "a" * 64,
        "text_sha256": "b" * 64,
    }

    def file_of(scenario: Scenario) -> Path:
        return points_at(scenario, [1], Path())[0].file

    edited = base.under((rule._replace(file_sha256="c" * 64),))
    moved = base.under((rule._replace(path=Path("/home/you"), file="/home/you/mine.py"),))
    assert len({file_of(base), file_of(own), file_of(edited)}) == 3
    assert file_of(moved) == file_of(own)
    assert identity("run", [own], [1]) != identity("run", [edited], [1])


def test_identity_depends_on_scenario_and_seeds(base: Scenario, having: Scenario) -> None:
    same = identity("run", [base], [1])
    assert same == identity("run", [base], [1])
    assert same != identity("run", [base], [2])
    assert same != identity("run", [having], [1])
    assert same != identity("run", [base.with_values({"scale": 4000})], [1])
