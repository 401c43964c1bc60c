"""A shipped scenario without one of its changes, over the days that its fingerprint is of."""

from dataclasses import replace
from functools import cache
from typing import Any

from sim.evidence.fingerprints import as_run, published, run_fingerprint, shipped
from sim.scenario import PopulationKind, Scenario, read_scenario
from sim.scenario.differing import differences

BASE = read_scenario("base")


def world(scenario: Scenario) -> Scenario:
    """All that is set, whatever it is called."""
    return replace(scenario, name="", title="", question="")


@cache
def changed(name: str) -> dict[str, Any]:
    """The values in base of what a scenario changes, by key."""
    return {each.key: each.first.value for each in differences(BASE, read_scenario(name))}


@cache
def run_of(name: str) -> Scenario:
    """The run of a scenario's fingerprint."""
    return as_run(name)


def changes() -> list[tuple[str, str]]:
    """Scenario and key of each change from base that is not the difference from another scenario.

    For that their fingerprints speak already.
    """
    runs = {name: run_of(name) for name in shipped()}
    known = {world(run) for run in runs.values()}
    return [
        (name, key)
        for name, run in runs.items()
        if run.population.kind == PopulationKind.PROVINCES
        for key in changed(name)
        if world(without(name, key)) not in known
    ]


def without(name: str, key: str) -> Scenario:
    """The run of a scenario's fingerprint, with the value that the key has in base."""
    return run_of(name).with_values({key: changed(name)[key]})


def fingerprint_without(change: tuple[str, str]) -> str:
    """What the fingerprint would be; this runs in a worker."""
    return run_fingerprint(without(*change), published().seed)
