"""Titles, names and values from outside reach terminal, JSON and pictures as text."""

import json
import sys
import unicodedata
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from sim.experiments import read_result

NASTY = r"\e[31mred\e[0m [/red] [bold]x $\\frac{$ \u202Eturned \x9b1m \n$_$"
EVIL = "[bold] \x1b[31m $x_"


def steers(text: str) -> list[str]:
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"]


@pytest.fixture
def nasty(tmp_path: Path) -> list[str]:
    names = [f"{EVIL} {which}.yaml" for which in ("a", "b")]
    for name, level in zip(names, ("off", "1"), strict=True):
        text = f'title: "{NASTY} {level}"\nquestion: "{NASTY}"\nlevers.direct_ordering: {level}\n'
        (tmp_path / name).write_text(text)
    return names


@pytest.mark.parametrize("json_too", [(), ("--json",)])
@pytest.mark.parametrize("command", ["run", "compare", "compare --pairs", "diff"])
def test_titles_and_file_names_are_shown_as_text(
    sim, nasty: list[str], command: str, json_too: tuple[str, ...]
) -> None:
    words = command.split()
    asked = nasty[:1] if command == "run" else [*nasty, *(("--seeds", 2) * (words[0] != "diff"))]
    result = sim(words[0], *asked, *words[1:], *json_too)
    assert result.exit_code == 0, result.output
    assert steers(result.stdout + result.stderr) == []
    if json_too:
        json.loads(result.stdout)
    else:
        by_title = command in ("run", "compare --pairs")
        assert ("[/red]" if by_title else "[bold]") in result.stdout


def test_a_bar_on_a_terminal_shows_a_name_as_text(
    sim, nasty: list[str], monkeypatch, capsys
) -> None:
    from rich.console import Console

    from sim.cli.progress import progress

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(Console, "is_terminal", True)
    with progress(f"running {EVIL} a", "days") as on_days:
        on_days(1, 2)
    told = capsys.readouterr().err
    assert "[bold]" in told
    assert "\x1b[31m $x_" not in told


def test_json_gives_back_what_was_escaped(sim, tmp_path: Path) -> None:
    from sim.cli.printing import show_json

    said = {"a": "\x1b[31m \x7f \x9b \u202e \ud800 \U000e0001 麦子", "b": float("nan")}
    with redirect_stdout(StringIO()) as out:
        show_json(said)
    assert json.loads(out.getvalue()) == {**said, "b": None}
    assert "麦子" in out.getvalue()
    assert steers(out.getvalue()) == []


def test_a_name_that_is_not_utf_8_is_run(sim, tmp_path: Path) -> None:
    (tmp_path / "half\udcff.yaml").write_text("extends: base\n")
    for words in (("run",), ("compare", "base", "--seeds", 2)):
        result = sim(*words, "half\udcff.yaml", "--out", f"out\udcff{words[0]}")
        assert result.exit_code == 0, result.output
        assert steers(result.output) == []
        manifest = read_result(f"out\udcff{words[0]}").manifest
        assert r"half\udcff" in {scenario["name"] for scenario in manifest["scenarios"]}


@pytest.mark.parametrize(
    "words",
    [
        ["run", f"{EVIL}.yaml"],
        ["run", "base", "--set", f"population.provinces=[{EVIL}]"],
        ["run", "base", "--set", f"{EVIL}=1"],
        ["run", "base", f"--se{EVIL}"],
        ["run", "base", "--seed", EVIL],
        ["run", "base", EVIL],
        [f"--{EVIL}"],
        [EVIL],
        ["plot", EVIL],
        ["plot", "two\nlines"],
        ["explain", EVIL],
        ["list", EVIL],
        ["verify", "--only", EVIL],
        ["run", "base", "--out", f"{EVIL}/\udcff" + "a" * 300],
    ],
)
def test_errors_repeat_words_as_text(sim, words: list[str]) -> None:
    result = sim(*words)
    assert result.exit_code == 2
    assert steers(result.output) == []


def test_manifests_text_is_drawn_as_text(sim, nasty: list[str]) -> None:
    assert sim("compare", *nasty, "--seeds", 2, "--out", "r").exit_code == 0
    result = sim("plot", "r")
    assert result.exit_code == 0, result.output
    for picture in Path("r/pictures").iterdir():
        assert picture.read_bytes().startswith(b"\x89PNG")
