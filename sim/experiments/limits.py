"""How large an experiment may be, and at which seeds; the rest is refused before it is built."""

import math
from collections.abc import Mapping, Sequence

from sim.experiments.errors import SeedTwiceError, TooFewSeedsError, TooManyRunsError

MOST_RUNS = 100_000  # more than a day even of the smallest runs


def check_size(counts: Mapping[str, int]) -> None:
    """Refuse an experiment of too many runs, with its size.

    counts  what multiplies to the number of runs, by its name
    """
    runs = math.prod(counts.values())
    if runs > MOST_RUNS:
        product = " x ".join(f"{count:,} {name}" for name, count in counts.items())
        raise TooManyRunsError(
            f"{product} = {runs:,} runs; at most {MOST_RUNS:,} in one command: "
            "take fewer of the largest of these"
        )


def check_seeds(seeds: Sequence[int], fewest: int = 2) -> None:
    """Refuse seeds that give no interval, or of which one would count twice."""
    if len(seeds) < fewest:
        raise TooFewSeedsError("an interval needs at least two seeds")
    for place, seed in enumerate(seeds):
        if seed in seeds[:place]:
            raise SeedTwiceError(f"seed {seed} is given twice; allowed: each seed once")
