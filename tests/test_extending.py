"""docs/extending.md: its table names the rules as they are, and what it shows runs."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.model.own_rules.seams import SEAMS
from tests.test_readme import blocks, rows

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "extending.md").read_text("utf-8")
EXAMPLE = ROOT / "docs" / "examples" / "generous_orders.py"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a copy of the example, for whatever is written."""
    (tmp_path / "docs" / "examples").mkdir(parents=True)
    shutil.copy(EXAMPLE, tmp_path / "docs" / "examples")
    monkeypatch.chdir(tmp_path)


def test_the_rule_that_the_page_shows_is_that_of_the_example() -> None:
    shown, program = blocks(PAGE, "python")
    assert shown in EXAMPLE.read_text("utf-8")
    assert "TradeModel" in program


def test_the_page_names_every_rule_with_what_it_is_asked() -> None:
    listed = {cells[0].strip("`"): cells[1:3] for cells in rows("extending.md", "Which rules")}
    assert listed.keys() == SEAMS.keys()
    for name, (function, asked) in listed.items():
        built_in = getattr(SEAMS[name].built_in, "py_func", SEAMS[name].built_in)
        module = built_in.__module__.removeprefix("sim.rules.")
        assert function == f"`{module}.{built_in.__name__}`"
        assert tuple(re.findall(r"`(\w+)`", asked)) == SEAMS[name].arguments


@pytest.mark.slow
def test_its_commands_run_and_print_what_it_shows() -> None:
    (recorded,) = blocks(PAGE, "text")
    compared, ran = "\n".join(blocks(PAGE, "sh")).splitlines()
    printed = [CliRunner().invoke(app, shlex.split(line)[1:]) for line in (compared, ran)]
    assert [result.exit_code for result in printed] == [0, 0], [each.output for each in printed]
    lines = [line.strip() for line in printed[0].stdout.splitlines()]
    assert set(recorded.splitlines()) <= set(lines)
    assert "under generous" in printed[1].stdout


@pytest.mark.slow
def test_its_program_runs() -> None:
    Path("program.py").write_text(blocks(PAGE, "python")[1], "utf-8")
    done = subprocess.run(
        [sys.executable, "program.py"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    built_in, own = done.stdout.splitlines()[0].split()
    assert float(built_in) == 204.0 != float(own)  # Sterman 1989
    assert "total_cost" in done.stdout
