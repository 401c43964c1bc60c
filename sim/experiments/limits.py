"""How large an experiment may be; what is larger is refused before any of it is built."""

import math
from collections.abc import Mapping

from sim.experiments.errors import TooManyRunsError

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
