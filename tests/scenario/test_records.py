"""An entry of base.yaml that lacks something, or says what it can't, is told."""

import pytest

from sim.scenario.problems import Problem
from sim.scenario.records import read_records
from sim.scenario.yaml_nodes import pairs, parse

GOOD = "{value: 3, unit: day, range: [1, 30], status: assumed, source: guess}"


def problems_of(record: str) -> list[str]:
    root, _ = parse(f"direct:\n  review_days: {record}", "base.yaml")
    problems: list[Problem] = []
    read_records(pairs(root), "base.yaml", problems)
    return [problem.wrong for problem in problems]


def test_good_record() -> None:
    assert problems_of(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        (GOOD, "3", "3 is no record"),
        ("unit: day, ", "", "`unit` is missing"),
        ("unit: day, ", "unit: day, note: a, ", "unknown field `note`"),
        ("unit: day", "unit: week", "the unit 'week' is wrong"),
        ("status: assumed", "status: known", "the status 'known' is unknown"),
        ("source: guess", "source: ", "the source is no text"),
        ("range: [1, 30]", "range: [30, 1]", "the range [30, 1] is none"),
        ("range: [1, 30]", "range: wide", "the range 'wide' is none"),
        ("value: 3", "value: 3.5", "3.5 is not a whole number"),
    ],
)
def test_wrong_record(old: str, new: str, wrong: str) -> None:
    assert problems_of(GOOD.replace(old, new)) == [wrong]
