"""`sim list`, `sim explain`, `sim schema`, `sim plot` and `sim --help`."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from sim.scenario.catalogue import PARAMETERS

SLOW_MODULES = ("pandas", "mesa", "numba", "numpy", "pydantic", "pyarrow", "matplotlib", "scipy")


def test_list_names_every_scenario(sim) -> None:
    result = sim("list")
    assert result.exit_code == 0
    for name in ("base", "with_direct_ordering", "textbook/beer_game"):
        assert name in result.stdout
    assert {"name", "title", "question"} <= json.loads(sim("list", "--json").stdout)[0].keys()


def test_scenarios_and_sweeps_are_listed_by_themselves(sim) -> None:
    names = {
        what: {entry["name"] for entry in json.loads(sim("list", *what, "--json").stdout)}
        for what in ((), ("scenarios",), ("sweeps",))
    }
    assert {"sweeps/direct_fee", "sweeps/direct_freight"} <= names["sweeps",]
    assert {"base", "textbook/beer_game"} <= names["scenarios",]
    assert names["scenarios",] | names["sweeps",] == names[()]
    assert not names["scenarios",] & names["sweeps",]


def test_the_version_is_the_packages(sim) -> None:
    assert sim("--version").stdout == f"sim {version('inland-sim')}\n"


def test_the_module_is_the_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sim", "run", "--help"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("Usage: sim run [OPTIONS]")


@pytest.mark.parametrize(
    ("begun", "completed"),
    [("sim val", ["validate"]), ("sim run textbook/bass_i", ["textbook/bass_imitation"])],
)
def test_the_shell_completes_commands_and_names(begun: str, completed: list[str]) -> None:
    asked = {
        "_SIM_COMPLETE": "complete_bash",
        "COMP_WORDS": begun,
        "COMP_CWORD": str(begun.count(" ")),
    }
    done = subprocess.run(
        [sys.executable, "-m", "sim"], env=os.environ | asked, capture_output=True, text=True
    )
    assert done.stdout.split() == completed


@pytest.mark.parametrize("key", ["stock.moq", "levers.analytics", "scale"])
def test_explain_a_parameter(sim, key: str) -> None:
    result = sim("explain", key)
    assert result.exit_code == 0
    for words in (key, "value", "allowed", "status", "source"):
        assert words in result.stdout


def test_explain_gives_numbers_a_unit_and_words_none(sim) -> None:
    shown = {key: sim("explain", key).stdout for key in ("freight.per_kg", "levers.analytics")}
    values = {key: shown[key].partition("value")[2].splitlines()[0].split() for key in shown}
    assert values["freight.per_kg"][1:] == [PARAMETERS["freight.per_kg"].unit]
    assert values["levers.analytics"] == ["off"]
    assert "sim.world.shops.levers" in shown["levers.analytics"]


def test_explain_a_group(sim) -> None:
    result = sim("explain", "direct")
    assert result.exit_code == 0
    assert "direct.minimum_order" in result.stdout
    assert "direct.platform_fee" in result.stdout
    assert len(json.loads(sim("explain", "direct", "--json").stdout)) > 1


@pytest.mark.parametrize(("key", "meant"), [("stock.mog", "stock.moq"), ("moq", "stock.moq")])
def test_explain_suggests_the_nearest_key(sim, key: str, meant: str) -> None:
    result = sim("explain", key)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert f"did you mean {meant}?" in result.stderr


def test_schema_is_json(sim) -> None:
    assert json.loads(sim("schema").stdout)["type"] == "object"


def test_plot_draws_again(sim) -> None:
    sim("run", "base", "--out", "r", "--json")
    assert not Path("r/pictures").exists()
    result = sim("plot", "r")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "picture   r/pictures/tiers.png"


def test_help_is_quick_and_imports_nothing_slow() -> None:
    code = (
        "import sys, time\n"
        "from sim.cli import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {SLOW_MODULES} if name in sys.modules])\n"
        "print(time.process_time())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    *_, imported, seconds = done.stdout.splitlines()
    assert imported == "[]"
    assert float(seconds) < 0.3  # of the processor: other programs on the machine don't count


def test_help_tells_every_command() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", "from sim.cli import app; app()", "--help"],
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "80"},
    ).stdout
    for command in (
        "run",
        "compare",
        "attribute",
        "sweep",
        "plot",
        "verify",
        "list",
        "diff",
        "explain",
        "schema",
    ):
        assert f"\n  {command} " in shown
    assert "..." not in shown.partition("Commands:")[2]


def test_explain_an_outcome(sim) -> None:
    shown = sim("explain", "jobs.net.shops").stdout
    for words in ("Jobs won or lost in shops", "meaning", "unit", "jobs", "the real country"):
        assert words in shown
    assert "the real country" in sim("explain", "firms.tier1").stdout
    both = json.loads(sim("explain", "income.farmer", "--json").stdout)
    assert [one["unit"] for one in both] == ["RMB/year", "RMB/day"]


def test_explain_all_outcomes(sim) -> None:
    shown = sim("explain", "outcomes").stdout
    assert "income.KIND" in shown
    assert "real country" in shown
    names = {one["outcome"] for one in json.loads(sim("explain", "outcomes", "--json").stdout)}
    assert {"stockout_rate", "income.farmer", "total_cost"} <= names


def test_explain_a_group_of_provinces(sim) -> None:
    assert "Guizhou" in sim("explain", "west").stdout
    assert "Hainan" in json.loads(sim("explain", "coastal", "--json").stdout)[0]["provinces"]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("stockout_rat", "stockout_rate"),
        ("incom.farmer", "income.farmer"),
        ("stock.mog", "stock.moq"),
        ("costal", "coastal"),
        ("outcome", "outcomes"),
    ],
)
def test_what_nobody_knows_is_told_with_the_nearest(sim, asked: str, meant: str) -> None:
    result = sim("explain", asked)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert "unknown key" in line
    assert line.endswith(f"did you mean {meant}?")
