"""Working arrays that belong to a state and are no part of it: made once, kept as long as it."""

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from sim.engine.tables.state import State

_MADE: WeakKeyDictionary[State, dict[Callable[..., Any], Any]] = WeakKeyDictionary()


def scratch[Made](state: State, make: Callable[[State], Made]) -> Made:
    """What `make` makes of a state: the same arrays whenever it is asked for."""
    of_state = _MADE.setdefault(state, {})
    if make not in of_state:
        of_state[make] = make(state)
    made: Made = of_state[make]
    return made
