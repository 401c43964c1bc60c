"""The recipes of docs/architecture.md take the files that they name, and do what they say."""

import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.recipes import A_LEVER, A_RULE, AN_OUTCOME, Edit

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("sim", "scenarios", "tests/evidence/faults", "README.md")
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
MOST = 12  # files of a lever outside its own mechanism, those that commands write included
RUN = """
import json
from datetime import date

from sim.model import TradeModel

def outcomes(name, **sets):
    model = TradeModel(name, **sets)
    model.play(model.days_total)
    return {name: each.value for name, each in model.outcomes().items()}
"""
# Shops of many owners who forget, and whom sales remind of nothing.
SHOPS = """
FORGET = {
    "population.shops": 30, "calendar.end": date(2000, 1, 20), "calendar.warmup_days": 0,
    "stock.attention": 0.3, "stock.reminding_sales": 1_000_000,
}
def told(**sets):
    return sorted(outcomes("textbook/lost_sales", **{**FORGET, **sets}).items())
"""


def said(recipe: str) -> dict[str, set[str]]:
    """The files that a recipe names: by hand, its mechanism's, and written by a command."""
    part = PAGE.partition(f"### {recipe}\n")[2].partition("\n##")[0]
    files: dict[str, set[str]] = {"by hand": set(), "mechanism": set(), "written": set()}
    for file, how in re.findall(r"^\| `([\w./]+)` \| (.*) \|$", part, re.M):
        written, own = how.startswith("written by"), how.startswith("its own mechanism")
        files["written" if written else "mechanism" if own else "by hand"].add(file)
    return files


def carried_out(edits: tuple[Edit, ...], folder: Path) -> set[str]:
    """Copy the sources and edit them there: the files in which the copy differs."""
    for name in COPIED:
        copy = shutil.copy if (ROOT / name).is_file() else shutil.copytree
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, folder / name)
    for edit in edits:
        path = folder / edit.file
        text = path.read_text("utf-8") if edit.old else ""
        assert text.count(edit.old) == 1, f"{edit.file}: {edit.old!r} does not stand there once"
        path.write_text(text.replace(edit.old, edit.new), "utf-8")
    files = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    return {
        file.as_posix()
        for file in files
        if not (ROOT / file).is_file() or not filecmp.cmp(ROOT / file, folder / file, False)
    }


def printed(program: str, folder: Path) -> Any:
    """What a program prints as JSON, run on a copy in plain Python."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", program],
        cwd=folder,
        env=os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("recipe", "edits"),
    [("Change a rule", A_RULE), ("Add an outcome", AN_OUTCOME), ("Add a lever", A_LEVER)],
)
def test_a_recipe_takes_the_files_that_it_names(
    recipe: str, edits: tuple[Edit, ...], tmp_path: Path
) -> None:
    files = said(recipe)
    assert carried_out(edits, tmp_path) == files["by hand"] | files["mechanism"]
    assert all((ROOT / file).is_file() for file in files["written"])


def test_a_lever_takes_few_files_outside_its_own_mechanism() -> None:
    files = said("Add a lever")
    assert files["mechanism"]
    assert len(files["by hand"] | files["written"]) <= MOST


def test_files_of_the_other_recipes_are_there() -> None:
    for recipe in ("Add a part of a phase", "Add a product"):
        files = set().union(*said(recipe).values())
        assert files, recipe
        assert all((ROOT / file).is_file() for file in files)


@pytest.mark.slow
def test_a_changed_rule_is_the_one_that_runs(tmp_path: Path) -> None:
    carried_out(A_RULE, tmp_path)
    ask = "print(json.dumps([told(), told(**{'stock.attention': 1})]))"
    forgetful, attentive = printed(RUN + SHOPS + ask, tmp_path)
    assert forgetful == attentive


@pytest.mark.slow
def test_a_lever_does_for_those_whom_it_reaches_what_its_mechanism_says(tmp_path: Path) -> None:
    carried_out(A_LEVER, tmp_path)
    ask = """
from sim.scenario import explain, read_scenario
from tests.evidence.faults.of_switches import LEVERS
known = [
    read_scenario("stock_scanner_alone").levers.stock_scanner.level,
    explain("levers.stock_scanner").meaning,
    [fault.part for fault in LEVERS if "stock_scanner" in fault.part],
]
print(json.dumps([
    known, told(), told(**{"levers.stock_scanner": 1}), told(**{"stock.attention": 1}),
]))"""
    known, forgetful, with_scanner, attentive = printed(RUN + SHOPS + ask, tmp_path)
    meaning = "shops whose owner sees every shelf when he orders"
    assert known == [1, meaning, ["lever stock_scanner"]]
    assert with_scanner == attentive
    assert dict(forgetful)["fill_rate.tier0"] < 0.9 * dict(attentive)["fill_rate.tier0"]


@pytest.mark.slow
def test_an_outcome_is_reported_with_its_meaning(tmp_path: Path) -> None:
    carried_out(AN_OUTCOME, tmp_path)
    ask = """
from sim.outcomes.declared import declared
of_country = outcomes("base", **{
    "scale": 1_000_000, "population.provinces": ["Gansu"], "calendar.end": date(2016, 1, 3),
    "calendar.warmup_days": 0,
})
(one,) = declared("full_shelves_share")
print(json.dumps([of_country["full_shelves_share"], of_country["shelf_audit_rate"], one.meaning]))
"""
    full, empty, meaning = printed(RUN + ask, tmp_path)
    assert full == 1.0 - empty
    assert meaning == "shelves with stock at closing"
