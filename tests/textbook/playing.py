"""A textbook scenario with other values, played by the engine and compared with its theory."""

from sim.evidence.comparing import judge
from sim.evidence.playing import Played, play_scenario
from sim.evidence.theories import THEORIES
from sim.scenario import Scenario, read_scenario
from sim.world import CHUNK_SHELVES


def scenario_with(name, **sets) -> Scenario:
    """scenarios/textbook/NAME.yaml; a keyword `a__b=value` sets the key `a.b`."""
    pairs = [f"{key.replace('__', '.')}={value}" for key, value in sets.items()]
    return read_scenario(f"textbook/{name}", sets=pairs)


def play(name, seed=1, chunk_shelves=CHUNK_SHELVES, **sets) -> Played:
    """What the engine makes of it."""
    return play_scenario(scenario_with(name, **sets), seed, chunk_shelves=chunk_shelves)


def assert_agrees(name, seed=1, sharp=None, **sets) -> Played:
    """Play it; each outcome that theory knows lies within five standard errors of the answer.

    sharp  largest standard error against the exact value, in place of the theory's own
    """
    theory, scenario = THEORIES[name], scenario_with(name, **sets)
    played = play_scenario(scenario, seed)
    for row in judge(theory._replace(sharp=sharp or theory.sharp), scenario, played):
        assert row.verdict == "agrees", row
    return played
