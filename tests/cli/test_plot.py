"""`sim plot`: all pictures of a result, or a map of one outcome."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PAIR = ("without_direct_ordering", "with_direct_ordering")


@pytest.fixture
def compared(sim):
    assert sim("compare", *PAIR, "--seeds", 2, "--out", "r", "--json").exit_code == 0
    return sim


def test_a_map_of_an_outcome_is_drawn_alone(compared) -> None:
    result = compared("plot", "r", "--map", "stockout_rate.goods")
    assert result.exit_code == 0
    assert result.stdout.endswith("picture   r/pictures/map-stockout_rate.goods.png\n")
    assert [path.name for path in Path("r/pictures").iterdir()] == ["map-stockout_rate.goods.png"]


def test_a_map_of_another_scenario_has_a_name_of_its_own(compared) -> None:
    result = compared("plot", "r", "--map", "stockout_rate.goods", "--scenario", PAIR[0])
    assert result.exit_code == 0
    assert Path(f"r/pictures/map-stockout_rate.goods-{PAIR[0]}.png").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--map", "stockout_rate.good"), "did you mean stockout_rate.goods?\n"),
        (
            ("--map", "stockout_rate.goods", "--scenario", "with_direct"),
            f"did you mean {PAIR[1]}?\n",
        ),
        (
            ("--scenario", PAIR[0]),
            "--scenario says whose map to draw; --map OUTCOME says of what\n",
        ),
    ],
)
def test_what_cannot_be_mapped_is_one_line(compared, words, said) -> None:
    result = compared("plot", "r", *words)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith(said)
    assert not Path("r/pictures").exists()


def test_a_cache_that_cannot_be_written_is_no_line_of_matplotlib(sim, tmp_path: Path) -> None:
    assert sim("run", "base", "--out", "r", "--json").exit_code == 0
    (tmp_path / "file").touch()
    nowhere = dict.fromkeys(("XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(tmp_path / "file"))
    words = [sys.executable, "-c", "from sim.cli import app; app()", "plot", "r"]
    done = subprocess.run(words, env=os.environ | nowhere, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
