"""The long run of a Markov chain whose steps repeat in cycles."""

import numpy as np
from scipy import sparse


def long_run(step: sparse.csr_array, cycle: int) -> np.ndarray:
    """Share of steps in each state, from state 0 on; float64 (states,).

    step   chance of each state (row) after each state (column), (states, states)
    cycle  steps after which the chain repeats itself: whole cycles are compared
    """
    share = np.zeros(step.shape[0])
    share[0] = 1.0
    for _ in range(100_000):
        before = share
        for _ in range(cycle):
            share = step @ share
        if np.abs(share - before).sum() < 1e-14:
            break
    mean: np.ndarray = np.mean([share := step @ share for _ in range(cycle)], axis=0)
    return mean
