"""What a fingerprint is of: days that cover what a scenario changes, and no world but its own."""

from collections import defaultdict
from datetime import date, timedelta
from enum import IntEnum

import pytest

from sim.evidence.fingerprints import published, sets_of, shipped
from sim.experiments.pool import cpu_count, run_jobs
from sim.experiments.warming import warm_up
from sim.scenario import PopulationKind, read_scenario
from sim.scenario.catalogue import PARAMETERS
from sim.scenario.groups import Levers, Shocks
from tests.evidence.undoing import changes, fingerprint_without, run_of, world

AFTERWARDS = timedelta(7)  # so long it is seen that a shock is over
COUNTRY = [
    name for name in shipped() if read_scenario(name).population.kind == PopulationKind.PROVINCES
]


def groups(key_of) -> set[frozenset[str]]:
    """The shipped scenarios, those together that have one key."""
    together = defaultdict(set)
    for name in shipped():
        together[key_of(name)].add(name)
    return {frozenset(names) for names in together.values()}


def test_scenarios_share_a_fingerprint_if_and_only_if_they_are_one_world() -> None:
    fingerprints = published().fingerprints
    assert groups(lambda name: fingerprints[name]) == groups(lambda name: world(run_of(name))), (
        "run: make baseline"
    )


@pytest.mark.slow
def test_each_change_of_a_scenario_shows_in_its_fingerprint() -> None:
    warm_up(read_scenario("base"))
    known = published().fingerprints
    undone = dict(run_jobs(fingerprint_without, changes(), cpu_count()))
    unseen = [change for change, other in undone.items() if other == known[change[0]]]
    failed = {change: other for change, other in undone.items() if not isinstance(other, str)}
    assert len(undone) > len(COUNTRY)
    assert not unseen and not failed


@pytest.mark.parametrize("name", COUNTRY)
def test_levers_begin_within_the_days_and_those_who_join_do_so_twice(name: str) -> None:
    scenario = run_of(name)
    end = scenario.calendar.end
    for lever in scenario.levers:
        if lever.level:
            assert lever.start + timedelta(62 if lever.historical else 31) <= end


@pytest.mark.parametrize("name", COUNTRY)
def test_relief_is_given_on_a_new_years_eve_and_for_haulage_a_month_later(name: str) -> None:
    scenario = run_of(name)
    lever, (start, end, _) = scenario.levers.targeted_relief, scenario.calendar
    if lever.level:
        years = [
            year for year in range(start.year + 1, end.year + 1) if start <= date(year - 1, 1, 1)
        ]
        assert any(lever.start <= date(year, 1, 1) and date(year, 2, 1) <= end for year in years)


@pytest.mark.parametrize("name", COUNTRY)
def test_shocks_begin_within_the_days_and_are_seen_to_end(name: str) -> None:
    scenario = run_of(name)
    start, end, _ = scenario.calendar
    for shock in scenario.shocks:
        if shock.size:
            assert start < shock.start < end - AFTERWARDS
            assert shock.end == end or shock.end <= end - AFTERWARDS  # the last day: it has no end


def test_a_window_is_of_shipped_scenarios_and_each_is_in_one_at_most() -> None:
    named = [name for window in published().windows for name in window.scenarios]
    assert len(set(named)) == len(named)
    assert {*named} <= {*COUNTRY}
    assert all(window.why and window.sets for window in published().windows)


def test_the_days_of_a_window_come_after_the_usual_ones() -> None:
    known = published()
    window = known.windows[0]
    assert sets_of(window.scenarios[0]) == (*known.provinces, *window.sets)
    assert sets_of("base") == known.provinces


def test_each_lever_and_each_shock_has_a_scenario() -> None:
    scenarios = [read_scenario(name) for name in COUNTRY]
    for lever in Levers._fields:
        alone = [each for each in scenarios if on(each.levers) == {lever}]
        assert alone, lever
    for shock in Shocks._fields:
        assert any(on(each.shocks) == {shock} for each in scenarios), shock
    assert any(lever.historical for each in scenarios for lever in each.levers)
    assert any(0 < lever.level < 1 for each in scenarios for lever in each.levers)


def on(switches) -> set[str]:
    """The names of those that are not off."""
    return {name for name, each in switches._asdict().items() if each[0] != 0.0}


def test_each_choice_that_has_names_is_made_by_a_scenario() -> None:
    made = defaultdict(set)
    for scenario in map(read_scenario, shipped()):
        for key in PARAMETERS:
            value = scenario
            for part in key.split("."):
                value = getattr(value, part)
            entries = value if type(value) is tuple else (value,)
            made[key].update(each for each in entries if isinstance(each, IntEnum))
    for key, members in made.items():
        if members:
            assert members == {*type(next(iter(members)))}, key
    assert {"relief.choice", "price.produce", "stock.issue"} <= {
        key for key, used in made.items() if used
    }
