"""`sim verify` and `sim list fingerprints`."""

import json

import pytest

from sim.evidence.finding import same, within
from sim.evidence.fingerprints import published

FOUND = {
    "theory/lost_sales": [within("fill_rate.tier0", 0.9279, 0.928, 0.001)],
    "fingerprints/base": [same("base", "a" * 64, "a" * 64)],
}
WRONG = {"theory/newsvendor": [within("fill_rate.tier0", 0.95, 0.96, 0.001)]}


@pytest.fixture
def finds(monkeypatch):
    """What the checks will find."""

    def finds(found) -> None:
        monkeypatch.setattr("sim.evidence.verifying.verify", lambda names, workers, on_check: found)

    return finds


def test_a_table_and_0_when_all_agrees(sim, finds) -> None:
    finds(FOUND)
    result = sim("verify")
    assert result.exit_code == 0
    words = " ".join(result.stdout.split())
    assert "theory/lost_sales fill_rate.tier0 0.9279 0.928 0.927 to 0.929 agrees" in words
    assert "fingerprints base aaaaaaaaaaaa aaaaaaaaaaaa agrees" in words
    assert "2 comparisons in 2 checks: all of them agree" in words
    assert "verifying" in result.stderr


def test_1_when_one_differs(sim, finds) -> None:
    finds(FOUND | WRONG)
    result = sim("verify")
    assert result.exit_code == 1
    assert "differs" in result.stdout
    assert "3 comparisons in 3 checks: 1 do not agree" in " ".join(result.stdout.split())


def test_json_alone_is_on_stdout(sim, finds) -> None:
    finds(FOUND | WRONG)
    result = sim("verify", "--json")
    assert result.exit_code == 1
    content = json.loads(result.stdout)
    assert list(content) == [*FOUND, *WRONG]
    assert content["theory/newsvendor"][0] == {
        "what": "fill_rate.tier0",
        "expected": 0.95,
        "simulated": 0.96,
        "low": 0.959,
        "high": 0.961,
        "verdict": "differs",
    }


def test_only_some_of_it(sim, monkeypatch) -> None:
    asked = []

    def verify(names, workers, on_check):
        asked.extend(names)
        return FOUND

    monkeypatch.setattr("sim.evidence.verifying.verify", verify)
    assert sim("verify", "--only", "beer_game").exit_code == 0
    assert asked == ["theory/beer_game", "fingerprints/textbook/beer_game"]


def test_fingerprints_are_listed(sim) -> None:
    result = sim("list", "fingerprints")
    assert result.exit_code == 0
    for name, fingerprint in published().fingerprints.items():
        assert f"{fingerprint}  {name}\n" in result.stdout
    assert "scale=20000" in result.stdout
    for window in published().windows:
        assert f"since {window.why}: {', '.join(window.scenarios)}.\n" in result.stdout
    content = json.loads(sim("list", "fingerprints", "--json").stdout)
    assert content["fingerprints"] == published().fingerprints
    assert content["windows"][0]["why"] == published().windows[0].why
