"""Who has done how much of what several have done together: Shapley's value and interactions.

A game gives a number to every subset of its players. Of a set S of players, the index is the mean,
over the orders in which S (as if it were one) and the others may come, of what S adds jointly to
those before it. Of one player it is Shapley's value (Shapley 1953), and the values add up to what
all do together; of a pair it is the interaction index of Grabisch and Roubens (1999), above zero
where two do more together than the sum of what each does alone.
"""

from math import comb

import numpy as np
from numpy.typing import NDArray


def shapley_index(
    values: NDArray[np.float64], players: int, among: tuple[int, ...]
) -> NDArray[np.float64]:
    """The index of the players `among`, exact, from all subsets.

    values   shape (2,) * players + rest: along each player's axis 0 without and 1 with it; any unit
    players  how many there are, >= 1
    among    axes of at least one of them, each once

    Returns shape rest, in the unit of the values; nan where one of the subsets has nan.
    """
    joint = values
    for axis in among:
        joint = np.diff(joint, axis=axis)
    joint = joint.squeeze(axis=among)
    others = players - len(among)
    before = np.indices((2,) * others).sum(axis=0, dtype=int)  # how many others are in a subset
    chances = np.array([1 / ((others + 1) * comb(others, size)) for size in range(others + 1)])
    index: NDArray[np.float64] = np.tensordot(chances[before], joint, axes=others)
    return index
