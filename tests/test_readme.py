"""What the README and docs say is so: links lead somewhere, commands run, tables are current."""

import importlib.util
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from sim.cli import app

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text("utf-8")
SMALL = {
    "scale": "20000",
    "population.provinces": "[Gansu, Guizhou]",
    "calendar.start": "2016-06-20",
    "calendar.end": "2016-07-10",
    "calendar.warmup_days": "7",
}
SEEDED = ("compare", "attribute", "sweep")


def blocks(page: str, language: str) -> list[str]:
    """The blocks of code in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.M | re.S)


def commands() -> list[list[str]]:
    """The words of each `sim` command of the README."""
    lines = "\n".join(blocks(README, "sh")).splitlines()
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("sim ")]


def small(words: list[str]) -> list[str]:
    """The same command on a small copy and few seeds, or one theory, into a folder of its own."""
    if words == ["verify", "--only", "theory"]:
        return ["verify", "--only", "theory/beer_game"]
    if words[0] not in ("run", *SEEDED):
        return words
    kept = list(words)
    for option in ("--set", "--seeds"):
        while option in kept:
            del kept[kept.index(option) : kept.index(option) + 2]
    textbook = any(word.startswith("textbook/") for word in words)
    seeds = ("--seeds", "2", "--jobs", "1") if words[0] in SEEDED else ()
    sets = {} if textbook else SMALL
    return [*kept, *seeds, *(f"--set={key}={value}" for key, value in sets.items())]


@pytest.fixture(scope="module")
def updater() -> Iterator[ModuleType]:
    """docs/update.py, which is no module of a package and finds its parts beside itself."""
    sys.path.insert(0, str(ROOT / "docs"))
    spec = importlib.util.spec_from_file_location("document_updater", ROOT / "docs" / "update.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(ROOT / "docs"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target} is not there"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_machine(page: Path) -> None:
    text = page.read_text("utf-8")
    assert not re.search(r"(?<![\w.])/(home|tmp|work|root|Users)/", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_generated_parts_are_new(page: Path, updater: ModuleType) -> None:
    text = page.read_text("utf-8")
    assert updater.updated(text) == text, "run: .venv/bin/python docs/update.py"


def test_pictures_of_the_model_are_new(updater: ModuleType) -> None:
    assert {*updater.PICTURES} == {*(ROOT / "docs" / "pictures").glob("*.png")}
    for path, picture in updater.PICTURES.items():
        assert picture.is_new(path), f"{path.name}: run: .venv/bin/python docs/update.py"


def rows(page: str, heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its head."""
    part = (ROOT / "docs" / page).read_text("utf-8").partition(f"## {heading}\n")[2]
    lines = part.partition("\n## ")[0].splitlines()
    return [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")][1:]


def names(cell: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", cell))


def test_tables_of_a_run_are_those_that_the_page_names(tmp_path: Path) -> None:
    from sim.experiments import read_result, run_scenario
    from sim.scenario import read_scenario

    sets = [f"{key}={value}" for key, value in SMALL.items()]
    run_scenario(read_scenario("base", sets)).write(tmp_path / "country")
    run_scenario(read_scenario("textbook/cobweb")).write(tmp_path / "textbook")
    country, textbook = (read_result(tmp_path / name).tables for name in ("country", "textbook"))
    listed = {cells[0].strip("`"): cells[1:] for cells in rows("results.md", "Tables of a run")}
    assert listed.keys() == {*country, *textbook}
    counts = names(listed["monthly"][1])
    for name, (_, columns) in listed.items():
        table = (country if name in country else textbook)[name]
        wanted = names(columns) | (counts if "the same counts" in columns else set())
        assert wanted <= {*table.columns, *table.iloc[0].astype(str)}, name


def test_every_phase_is_described_with_all_its_rules(updater: ModuleType) -> None:
    page = (ROOT / "docs" / "model.md").read_text("utf-8")
    described = page.partition("## 7. Submodels")[2].partition("\n## ")[0].split("\n### ")[1:]
    sections = {text.partition("\n")[0]: names(text) for text in described}
    assert [*sections] == updater.phases.NAMES
    for phase, named in sections.items():
        assert {*updater.phases.rules_of(phase)} <= named, phase


def test_files_that_pages_name_are_there() -> None:
    folders = (ROOT, ROOT / "sim" / "world", ROOT / "sim" / "world" / "data")
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    named = {
        (page.name, name)
        for page in pages
        if page.name != "decisions.md"  # it tells of files that are gone, too
        for name in re.findall(r"`([\w/]+\.(?:py|yaml|csv))`", page.read_text("utf-8"))
        if "/" in name or page.name == "model.md"
    }
    missing = {
        each for each in named if not any((folder / each[1]).is_file() for folder in folders)
    }
    assert missing == {("architecture.md", "scenarios/stock_scanner_alone.yaml")}  # of a recipe


def said(page: str) -> set[str]:
    """The sentences and cells of a page that are long enough to say something."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    cells = re.split(r"\n\n|\|", re.sub(r"^#+ .*$", "", text, flags=re.M))
    sentences = (part for cell in cells for part in re.split(r"(?<=[.:]) ", " ".join(cell.split())))
    return {sentence for sentence in sentences if len(sentence.split()) > 4}


def test_the_model_and_its_variables_say_nothing_twice() -> None:
    assert not said("model.md") & said("state.md")


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"`?make ([a-z]+)", README)
    assert {"demo", "test", "figures"} <= set(targets)
    assert all(re.search(rf"^{target}:.*## ", makefile, re.M) for target in targets)


def test_reference_commands_are_those_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (shown,) = [words for words in commands() if "all_three" in words]
    numbers = " ".join(shown[shown.index("--seeds") :])
    assert f"sim compare $(LEVERS) {numbers} " in makefile
    levers = re.search(r"^LEVERS\s*:= (.*?)\n\n?PRICING", makefile, re.M | re.S)
    assert levers is not None
    assert levers[1].replace("\\", " ").split() == shown[1 : shown.index("--seeds")]


def test_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (scenario,) = blocks(README, "yaml")
    Path("cheap_fee.yaml").write_text(scenario, "utf-8")
    assert len(commands()) >= 6
    for words in commands():
        result = CliRunner().invoke(app, small(words))
        assert result.exit_code == 0, f"sim {shlex.join(words)}: {result.output}"


def test_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    results = (ROOT / "docs" / "results.md").read_text("utf-8")
    program = "\n".join([*blocks(README, "python"), *blocks(results, "python")])
    exec(compile(program, "README.md", "exec"), {})


@pytest.mark.parametrize("page", ["README.md", "docs/scenarios.md", "docs/textbook.md"])
def test_scenarios_are_valid(page: str, tmp_path: Path) -> None:
    from sim.scenario import read_scenario, read_sweep

    for number, text in enumerate(blocks((ROOT / page).read_text("utf-8"), "yaml")):
        whole = text if "title:" in text else f"title: t\nquestion: q\nextends: base\n{text}"
        path = tmp_path / f"example{number}.yaml"
        path.write_text(whole, "utf-8")
        (read_sweep if "vary:" in text else read_scenario)(str(path), [])
