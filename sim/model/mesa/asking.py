"""What a Mesa user may pass for a scenario and a seed, and what the model makes of it."""

import operator
from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.scenario import Scenario, read_scenario


def scenario_of(asked: Scenario | str, settings: Mapping[str, Any]) -> Scenario:
    """The scenario itself or by name or path, with other values by key, checked like a file's.

    Raises:
        ScenarioErrors: when there is no such file, a key is unknown, or a value does not fit.
    """
    scenario = asked if isinstance(asked, Scenario) else read_scenario(asked)
    plain = {
        key: value.tolist() if isinstance(value, np.generic | np.ndarray) else value
        for key, value in settings.items()
    }
    return scenario.with_values(plain) if plain else scenario


def seed_of(asked: Any) -> int:
    """The seed as a whole number; for None, one that nobody has chosen.

    Raises:
        TypeError: when it is not a whole number.
    """
    if asked is None:
        return int(np.random.SeedSequence().generate_state(1)[0])
    return operator.index(asked)
