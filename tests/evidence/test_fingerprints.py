"""Each shipped scenario has a published fingerprint, and it says what it should."""

import math

import pytest
import yaml

from sim.evidence import fingerprints
from sim.evidence.finding import AGREES, DIFFERS
from sim.evidence.fingerprints import check_fingerprint, digest, published, shipped
from sim.scenario import list_scenarios
from tests import update_fingerprints

BEER = "textbook/beer_game"
WINDOW = {"why": "it snows", "sets": ["calendar.end=2017-12-31"], "scenarios": ["base"]}


def test_every_shipped_scenario_has_one() -> None:
    assert list(published().fingerprints) == shipped(), "run: make baseline"
    others = {entry.name for entry in list_scenarios()} - set(shipped())
    assert others
    assert all(name.startswith("sweeps/") for name in others)


def test_the_country_is_made_small_and_textbook_cases_are_not() -> None:
    assert fingerprints.sets_of(BEER) == ()
    assert "scale=20000" in fingerprints.sets_of("base")


def test_the_ninth_digit_counts_and_the_tenth_and_the_order_do_not() -> None:
    numbers = {"a": [1.23456789], "b": [math.nan, 0.0]}
    same = {"b": [math.nan, -0.0], "a": [1.23456789 + 1e-10]}
    assert digest(numbers) == digest(same)
    assert digest(numbers) != digest({**numbers, "a": [1.23456788]})
    assert digest(numbers) != digest({"c": numbers["a"], "b": numbers["b"]})
    assert digest(numbers) != digest({**numbers, "b": [math.nan, 0.0, 0.0]})


def test_another_outcome_is_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    known = published()._replace(fingerprints={BEER: fingerprints.computed(BEER)})
    monkeypatch.setattr(fingerprints, "published", lambda: known)
    (line,) = check_fingerprint(BEER)
    assert line.verdict == AGREES
    monkeypatch.setattr(fingerprints, "sets_of", lambda name: ("demand.step_mean=9",))
    (line,) = check_fingerprint(BEER)
    assert line.verdict == DIFFERS


@pytest.fixture
def in_tmp(tmp_path, monkeypatch):
    """A file of its own, and one scenario that runs here."""
    file = tmp_path / "fingerprints.yaml"
    content = {
        "seed": 1,
        "provinces": ["scale=9000"],
        "windows": [WINDOW],
        "fingerprints": {"gone": "0"},
    }
    file.write_text(yaml.safe_dump(content), "utf-8")
    monkeypatch.setattr(fingerprints, "FILE", file)
    monkeypatch.setattr(fingerprints, "shipped", lambda: [BEER])
    monkeypatch.setattr(
        update_fingerprints, "run_jobs", lambda work, jobs, _: ((job, work(job)) for job in jobs)
    )
    return file


def test_the_ritual_writes_the_scenarios_of_the_file(in_tmp, capsys) -> None:
    expected = fingerprints.computed(BEER)
    update_fingerprints.main()
    assert f"1 moved, 1 gone {BEER} gone" in capsys.readouterr().out
    assert published().fingerprints == {BEER: expected}
    assert published().provinces == ("scale=9000",)
    assert [window._asdict() for window in published().windows] == [
        {key: value if key == "why" else tuple(value) for key, value in WINDOW.items()}
    ]
    assert in_tmp.read_text("utf-8").startswith("# Of each shipped scenario")

    update_fingerprints.main()
    assert "Wrote" not in capsys.readouterr().out
