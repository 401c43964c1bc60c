"""What --set changed, in words."""

from sim.scenario import read_scenario
from sim.scenario.by_hand import changed_in_words, set_by_hand, title_with


def test_what_was_set_is_known_and_what_a_file_sets_is_not() -> None:
    sets = ["levers.direct_ordering=1", "population.provinces=[Tibet, Qinghai]", "scale=40000"]
    changes = set_by_hand(read_scenario("with_direct_ordering", sets))
    assert changes == {
        "levers.direct_ordering": 1.0,
        "population.provinces": ["Tibet", "Qinghai"],
        "scale": 40000.0,
    }
    assert changed_in_words(changes) == (
        "With --set: levers.direct_ordering = 1, population.provinces = [Tibet, Qinghai], "
        "scale = 40000"
    )
    assert set_by_hand(read_scenario("base")) == {}


def test_of_many_as_many_are_told_as_have_room() -> None:
    many = {f"stock.of_number_{number}": number for number in range(30)}
    told = changed_in_words(many)
    assert told.startswith("With --set: stock.of_number_0 = 0, stock.of_number_1 = 1, ")
    assert told.endswith(", and 26 more") and len(told) < 140
    assert changed_in_words({"a": ["Heilongjiang"] * 31}).endswith("...")
    assert changed_in_words({}) == ""


def test_a_title_claims_no_more_than_is_so() -> None:
    assert title_with("All 31", {"scale": 4000, "stock.moq": 2}) == "All 31, changed"
    assert title_with("All 31", {"scale": 4000}) == title_with("All 31", {}) == "All 31"
