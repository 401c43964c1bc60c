"""Which scenario each of the others is compared with: the first of all, or the one before it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from sim.experiments.errors import NothingToCompareError
from sim.scenario import PopulationKind, Scenario

type Against = Mapping[str, str]
"""By name of a scenario, the name of its baseline."""


def against_first(scenarios: Sequence[Scenario]) -> Against:
    """A B C: B and C are each compared with A."""
    names = _names(scenarios)
    if len(names) < 2:
        raise NothingToCompareError("a comparison needs two or more scenarios")
    return dict.fromkeys(names[1:], names[0])


def in_pairs(scenarios: Sequence[Scenario]) -> Against:
    """A B C D: B is compared with A, and D with C."""
    names = _names(scenarios)
    if len(names) < 2 or len(names) % 2:
        raise NothingToCompareError(
            f"pairs need an even number of scenarios, and here are {len(names)}; "
            "name each pair as baseline and variant: A B C D"
        )
    return dict(zip(names[1::2], names[::2], strict=True))


def beside_built_in(
    scenarios: Sequence[Scenario], under_rules: Sequence[Scenario], pairs: bool = False
) -> tuple[list[Scenario], bool]:
    """Each scenario by the built-in rules, then by the user's; and whether they are several pairs.

    under_rules  the same scenarios under the user's
    pairs        whether he asked for pairs of scenarios, too
    """
    if pairs:
        raise NothingToCompareError(
            "--pairs and --rule: with a rule each scenario is compared with itself; leave one out"
        )
    both = zip(scenarios, under_rules, strict=True)
    return [arm for pair in both for arm in pair], len(scenarios) > 1


def check_kinds(scenarios: Iterable[Scenario]) -> None:
    """Raise where a country stands beside a population given outright: they report other things."""
    kinds: dict[PopulationKind, str] = {}  # the first scenario of each
    for scenario in scenarios:
        kinds.setdefault(PopulationKind(scenario.population.kind), scenario.name)
    if len(kinds) > 1:
        country, other = kinds[PopulationKind.PROVINCES], kinds[PopulationKind.EXPLICIT]
        raise NothingToCompareError(
            f"{country} is of the country and {other} of a population given outright, which have "
            "no outcomes in common; allowed: scenarios with the same population.kind"
        )


def pair_title(baseline: str, variant: str) -> str:
    """What the titles of a pair have in common at their start; else the variant's title."""
    both = zip(baseline.split(), variant.split())
    common = " ".join(word for word, _ in takewhile(lambda words: words[0] == words[1], both))
    return common.rstrip(" ,;:") or variant


def _names(scenarios: Sequence[Scenario]) -> list[str]:
    names = [scenario.name for scenario in scenarios]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise NothingToCompareError(
            f"two of the scenarios are called {twice}; give one another name"
        )
    return names
