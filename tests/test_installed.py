"""The wheel, installed where nobody may write, used by another user in an empty folder."""

import json
import os
import shutil
import stat
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from sim.engine.machine.kept_code import CODE

ROOT = Path(__file__).resolve().parents[1]
OURS = Path(sysconfig.get_path("purelib"))  # where the packages lie that ours needs
NOBODY = 65534
SMALL = (
    "--set", "scale=1000000", "--set", "population.provinces=[Hainan, Qinghai]",
    "--set", "calendar.warmup_days=10", "--set", "calendar.end=2016-01-20",
)  # fmt: skip
MODEL = """
from sim.model import TradeModel
model = TradeModel("base", scale=1000000, **{"population.provinces": ["Hainan"]})
model.play(5)
print(model.day)
"""

pytestmark = pytest.mark.slow

type Stranger = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def stranger() -> Iterator[Stranger]:
    """Runs a command of the installed wheel as another user, in a folder that was empty.

    What was compiled here is given to that user: from the same sources, it is the same.
    """
    place = Path(tempfile.mkdtemp(prefix="inland-installed-"))
    try:
        place.chmod(0o755)
        programs, home = install(place), place / "home"
        (home / "here").mkdir(parents=True)
        if CODE.path:
            shutil.copytree(CODE.path, home / "cache" / "inland-sim" / CODE.path.name)
        another = {}
        if os.geteuid() == 0 and readable_by_others(OURS, Path(sys.base_prefix)):
            another = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            for path in (home, *home.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        for path in (home / "cache").rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)

        def run(program: str, *words: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [programs / program, *words],
                cwd=home / "here",
                env={"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "LANG": "C.UTF-8"},
                capture_output=True,
                text=True,
                **another,
            )

        yield run
    finally:
        shutil.rmtree(place)


def install(place: Path) -> Path:
    """Build the wheel, install it into an environment of its own; the folder of its programs."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    source = ["--no-deps", "--no-build-isolation", "--wheel-dir", place / "wheel", ROOT]
    subprocess.run([*pip, "wheel", *source], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place / "venv"], check=True)
    programs = place / "venv" / "bin"
    packages = next((place / "venv").rglob("site-packages"))
    (packages / "needed.pth").write_text(f"{OURS}\n")  # its own .pth files are not read there
    (wheel,) = (place / "wheel").glob("*.whl")
    where = ["--python", programs / "python", "install", "--no-deps", "--no-compile"]
    subprocess.run([*pip, *where, wheel], check=True)
    for path in (packages / "sim").rglob("*"):
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    return programs


def readable_by_others(*paths: Path) -> bool:
    """Whether another user can get there."""
    folders = (each for path in paths for each in (path, *path.parents))
    return all(each.stat().st_mode & stat.S_IXOTH for each in folders)


def told(done: subprocess.CompletedProcess[str]) -> str:
    """What a command that went well has printed."""
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_is_the_wheel_that_runs(stranger: Stranger) -> None:
    program = "import sim, pathlib; print(pathlib.Path(sim.__file__).parent)"
    package = Path(told(stranger("python", "-c", program)).strip())
    assert package.is_relative_to(tempfile.gettempdir()) and ROOT not in package.parents
    assert told(stranger("sim", "--version")).split() == ["sim", version("inland-sim")]
    assert (package / "py.typed").is_file()


def test_scenarios_and_fingerprints_are_listed(stranger: Stranger) -> None:
    names = {entry["name"] for entry in json.loads(told(stranger("sim", "list", "--json")))}
    assert {"base", "textbook/beer_game", "sweeps/direct_fee"} <= names
    assert "textbook/beer_game" in told(stranger("python", "-m", "sim", "list", "fingerprints"))


def test_a_run_goes_to_the_users_folder(stranger: Stranger) -> None:
    ran = told(stranger("python", "-m", "sim", "run", "base", *SMALL))
    assert "result    results/runs/base-" in ran
    show = "import pathlib; print(next(pathlib.Path('results').rglob('manifest.json')).read_text())"
    assert json.loads(told(stranger("python", "-c", show)))["command"].startswith("sim run base")


def test_theory_and_fingerprints_are_verified(stranger: Stranger) -> None:
    found = json.loads(told(stranger("sim", "verify", "--only", "beer_game", "--json")))
    assert found.keys() == {"theory/beer_game", "fingerprints/textbook/beer_game"}


def test_the_report_card_is_drawn(stranger: Stranger) -> None:
    assert "claims" in told(stranger("sim", "validate", "--seeds", "2", *SMALL))


def test_a_model_takes_the_name_of_a_scenario(stranger: Stranger) -> None:
    assert told(stranger("python", "-c", MODEL)).split() == ["5"]
