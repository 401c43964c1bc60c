"""What a program that plays examples prints: each quantity's values, and the time that they took.

Standard library alone: programs run in environments of their own.
"""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version

type Answers = dict[str, dict]


def formula(key: str, value: float) -> Answers:
    """A number that nothing random is in."""
    return {key: {"values": [float(value)], "ns": None}}


def simulated(
    key: str, play: Callable[[int], Mapping[str, float]], seeds: Iterable[int], node_days: int
) -> Answers:
    """Each quantity of play(seed) as KEY/QUANTITY: a value a seed.

    node_days  that one call plays; the time of one is the least over the seeds
    """
    found: dict[str, list[float]] = {}
    seconds = []
    for seed in seeds:
        began = time.process_time()
        quantities = play(seed)
        seconds.append(time.process_time() - began)
        for name, value in quantities.items():
            found.setdefault(name, []).append(float(value))
    ns = min(seconds) * 1e9 / node_days
    return {f"{key}/{name}": {"values": values, "ns": ns} for name, values in found.items()}


def tell(answers: Answers, *packages: str) -> None:
    """Print the answers as JSON, with the versions of the packages that gave them."""
    versions = {package: version(package) for package in packages}
    print(json.dumps({"versions": versions, "answers": answers}))
