"""Every parameter is declared once and valued once, and the two agree."""

from datetime import date

import pytest

from sim.scenario import read_scenario, readers_of
from sim.scenario.catalogue import PARAMETERS
from sim.scenario.documents import read_document
from sim.scenario.folders import base_file
from sim.scenario.levels import PROVINCE_LEVELS, TIERS_MAX
from sim.scenario.records import STATUSES, Record
from sim.scenario.values import LeverTerms, ShockTerms

BASE = read_document(base_file(), "base.yaml")


def numbers(record: Record) -> list[float]:
    """The numbers of a value: one, one a level, or a lever's level, a shock's size."""
    value = record.setting.value
    if isinstance(value, LeverTerms):
        return [value.level]
    if isinstance(value, ShockTerms):
        return [value.size]
    return list(value) if isinstance(value, tuple) else [value]


MODEL = ("sim.engine.", "sim.rules.", "sim.phases.", "sim.world.", "sim.model.")


@pytest.mark.parametrize("key", PARAMETERS)
def test_the_model_reads_every_parameter(key: str) -> None:
    assert [module for module in readers_of(key) if module.startswith(MODEL)]


def test_base_has_no_problem_and_every_parameter() -> None:
    assert BASE.problems == []
    assert list(BASE.records) == list(PARAMETERS)  # in the order of the declarations, too


def test_declarations_say_what_they_are() -> None:
    for key, parameter in PARAMETERS.items():
        assert parameter.unit, key
        assert len(parameter.meaning) > 10, key
        assert parameter.bounds or parameter.choices or parameter.provinces, key
        if parameter.bounds:
            low, high = parameter.bounds
            assert low < high, key
            assert isinstance(low, date) == (parameter.entry is date), key


def test_records_say_where_values_come_from() -> None:
    for key, record in BASE.records.items():
        assert record.status in STATUSES, key
        assert record.source, key
        if "guess" in record.source:
            assert record.status == "assumed", key
            assert record.plausible, f"{key} is a guess without a range"


def test_values_lie_in_their_ranges_and_ranges_in_bounds() -> None:
    for key, record in BASE.records.items():
        if record.plausible:
            low, high = record.plausible
            bounds = PARAMETERS[key].bounds
            assert bounds, key
            assert bounds.low <= low <= high <= bounds.high, key
            assert all(low <= number <= high for number in numbers(record)), key


@pytest.mark.parametrize("end", [0, 1])
def test_each_end_of_a_range_makes_sense_beside_all_other_values(end: int) -> None:
    base = read_scenario("base")
    for key, record in BASE.records.items():
        if record.plausible and not isinstance(record.setting.value, LeverTerms | ShockTerms):
            number = PARAMETERS[key].entry(record.plausible[end])
            free = PARAMETERS[key].max_length
            base.with_values({key: [number] * len(numbers(record)) if free else number})


def test_lists_have_an_entry_for_each_level_of_the_provinces() -> None:
    for key, record in BASE.records.items():
        if PARAMETERS[key].by_level:
            assert len(numbers(record)) in (1, PROVINCE_LEVELS), key


def test_no_region_has_more_tiers_than_there_are_levels_for() -> None:
    for key in ("population.tiers_coastal", "population.tiers_inland", "population.tiers_remote"):
        bounds = PARAMETERS[key].bounds
        assert bounds
        assert bounds.high == TIERS_MAX
