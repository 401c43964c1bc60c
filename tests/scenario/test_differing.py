"""What two scenarios change, with the status and the source of each value."""

from pathlib import Path

import pytest

from sim.scenario import list_scenarios, read_scenario
from sim.scenario.catalogue import PARAMETERS
from sim.scenario.differing import CHOSEN, differences


def difference_of(first: str, second: str) -> dict:
    pair = read_scenario(first), read_scenario(second)
    return {difference.key: difference for difference in differences(*pair)}


@pytest.fixture
def edited(tmp_path: Path) -> str:
    """base with a measured and an assumed value of its own."""
    file = tmp_path / "edited.yaml"
    file.write_text("title: t\nextends: base\npopulation.shops: 6.6e6\nstock:\n  moq: 3\n")
    return str(file)


def test_a_value_of_base_has_its_status_and_source(edited: str) -> None:
    found = difference_of("base", edited)
    assert list(found) == ["population.shops", "stock.moq"]
    shops = found["population.shops"]
    assert shops.unit == "shops"
    assert shops.first == (6.5e6, "measured", "evidence.yaml shops_total")
    assert shops.second == (6.6e6, CHOSEN, f"{edited}:3")
    moq = found["stock.moq"]
    assert moq.first.status == "assumed"
    assert moq.second == (3, CHOSEN, f"{edited}:5")


def test_the_other_way_round_the_sides_change_places(edited: str) -> None:
    there, back = difference_of("base", edited), difference_of(edited, "base")
    assert [(d.first, d.second) for d in there.values()] == [
        (d.second, d.first) for d in back.values()
    ]


@pytest.mark.parametrize("entry", list_scenarios(), ids=lambda entry: entry.name)
def test_a_scenario_does_not_differ_from_itself(entry) -> None:
    if not entry.name.startswith("sweeps/"):
        assert difference_of(entry.name, entry.path) == {}


def test_what_is_left_out_is_the_same(edited: str) -> None:
    pair = [read_scenario(name) for name in ("base", edited)]
    changed = difference_of("base", edited)
    for key in PARAMETERS:
        if key not in changed and not key.startswith(("levers.", "shocks.")):
            group, _, name = key.rpartition(".")
            first, second = (getattr(getattr(s, group) if group else s, name) for s in pair)
            assert first == second, key


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("levers.analytics: 0.5", 0.5),
        ("levers.analytics: {level: 1, from: 2016-05-01}", {"level": 1.0, "from": "2016-05-01"}),
        ("levers.analytics: historical", "historical"),
        (
            "levers.analytics: {level: historical, from: 2016-05-01}",
            {"level": "historical", "from": "2016-05-01"},
        ),
        ("levers.analytics: {level: 1, where: [Gansu]}", {"level": 1.0, "where": ["Gansu"]}),
    ],
)
def test_levers_are_shown_as_they_are_written(tmp_path: Path, text: str, shown: object) -> None:
    file = tmp_path / "levers.yaml"
    file.write_text(f"extends: base\n{text}\n")
    analytics = difference_of("base", str(file))["levers.analytics"]
    assert analytics.first.value == "off"
    assert analytics.second.value == shown


def test_a_shock_is_shown_as_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "shocks.yaml"
    file.write_text("extends: base\nshocks.fee_rise: {size: 0.01, from: 2016-05-01}\n")
    fee = difference_of("base", str(file))["shocks.fee_rise"]
    assert fee.first.value == "off"
    assert fee.second.value == {"size": 0.01, "from": "2016-05-01"}


def test_one_number_and_a_list_of_it_are_the_same(tmp_path: Path) -> None:
    file = tmp_path / "list.yaml"
    file.write_text("extends: textbook/beer_game\nstock.initial: [12, 12, 12, 12]\n")
    assert difference_of("textbook/beer_game", str(file)) == {}
