"""How outcomes, kinds of agents and parts of a price are called on a picture, and their units."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from math import isfinite
from typing import NamedTuple

from sim.experiments.words import in_words, label
from sim.scenario.catalogue import PARAMETERS
from sim.scenario.declaration import Parameter
from sim.views.numbers import percent, plain, rmb

LONGEST_LABEL = 60  # letters of a parameter's words
FEWEST_BLANKS = 3  # of the first part of a meaning: "a job: ..." names nothing
# What a meaning begins with, or holds, that goes on from the key: "that the buyer pays".
GOES_ON = re.compile(r"^(of|that|by|in which|on|to|from|who|sent|the same) |_|\b(it|them)\b")
NAMED_ALONE = ("levers", "shocks")  # groups whose keys say it without the group
KINDS = {
    "farmer": "Farmers",
    "shop_owner": "Shop owners",
    "middleman": "Middlemen",
    "manufacturer": "Manufacturers",
}

PARTS = {
    "producer": "Producer",
    "broker": "Broker",
    "tier4": "Wholesaler, tier 4",
    "tier3": "Wholesaler, tier 3",
    "tier2": "Wholesaler, tier 2",
    "tier1": "Wholesaler, tier 1",
    "freight": "Freight",
    "platform": "Platform",
    "shop": "Shop",
    "spoiled": "Spoiled",
}


class Measure(NamedTuple):
    """How an outcome is shown: its name, the unit on the axis, the factor from value to unit."""

    name: str
    unit: str
    factor: float

    def title(self) -> str:
        """The name and the unit, for the head of a panel."""
        return f"{self.name}, {self.unit}" if self.unit else self.name

    def text(self, value: float) -> str:
        """A value with its unit, for a sentence."""
        if self.unit == "%":
            return percent(value)
        if self.unit == "RMB a year":
            return rmb(value)
        return f"{plain(self.factor * value)}\u00a0{self.unit}".strip()


def measure(outcome: str, unit: str, is_change: bool = False) -> Measure:
    """How to show an outcome of this unit, or a change of it."""
    name = label(outcome)
    if is_change:
        name = f"Change of {lower(name)}"
    if unit == "share":
        return Measure(name, "percentage points" if is_change else "%", 100.0)
    if is_change and "index" in in_words(unit)[1]:  # which says from where it starts
        return Measure(name, in_words(unit)[1].strip(), 1.0)
    return Measure(name, "" if unit in ("1", "-", "index") else unit.replace("/", " a "), 1.0)


def compact(values: Iterable[float], unit: str) -> tuple[float, str]:
    """The factor and the unit that write numbers in few digits: 1,000 RMB, million RMB."""
    largest = max((abs(value) for value in values if isfinite(value)), default=0.0)
    for size, word in ((1e9, "billion"), (1e6, "million"), (1e3, "1,000")):
        if largest >= 10 * size:
            return 1 / size, f"{word} {unit}".strip()
    return 1.0, unit


def parameter_words(key: str) -> str:
    """A parameter in words: price.farmer_power is The farmer's Nash bargaining power.

    They are its meaning without examples and asides; where that is no label, its key in words.
    """
    return _all_words().get(key) or _key_in_words(key)


@cache
def _all_words() -> dict[str, str]:
    """Of each parameter whose meaning is a label that no other of its group has."""
    labels = {key: _label(parameter) for key, parameter in PARAMETERS.items()}
    in_group = Counter((key.partition(".")[0], words) for key, words in labels.items())
    return {
        key: capital(words)
        for key, words in labels.items()
        if words and in_group[key.partition(".")[0], words] == 1
    }


def _label(parameter: Parameter) -> str:
    """The meaning as a label; "" where it goes on from the key, or is too long for one."""
    meaning = parameter.meaning
    choices, colon, rest = meaning.partition(": ")
    if colon and set(choices.split(", ")) <= _choices():
        meaning = rest  # behind the choices that it belongs to
    words = re.split(r"; |: | \(", meaning)[0]
    if words.startswith("of ") and parameter.unit == "share":
        words = f"share {words}"
    is_part = words != meaning and words.count(" ") < FEWEST_BLANKS
    is_named_alone = parameter.key.partition(".")[0] in NAMED_ALONE
    if is_named_alone or is_part or len(words) > LONGEST_LABEL or GOES_ON.search(words):
        return ""
    return words


def _key_in_words(key: str) -> str:
    """stalls.trust is Stalls trust; levers.direct_ordering is Direct ordering."""
    group, _, name = key.rpartition(".")
    words = name if group in NAMED_ALONE else f"{group} {name}"
    return capital(words.strip().replace("_", " "))


@cache
def _choices() -> set[str]:
    """Names of choices, one of which a meaning may begin with: normal, lognormal: ..."""
    return {name for parameter in PARAMETERS.values() for name in parameter.choices}


def spoken(text: str) -> str:
    """A sentence with each parameter's key in it replaced by the parameter's words."""
    return _keys().sub(lambda found: lower(parameter_words(found[0])), text)


@cache
def _keys() -> re.Pattern[str]:
    """Any dotted key of a parameter, the longest first."""
    dotted = sorted((key for key in PARAMETERS if "." in key), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, dotted))})\b")


def lower(words: str) -> str:
    """The words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]


def capital(words: str) -> str:
    """The words as they stand at the start of a sentence."""
    return words[:1].upper() + words[1:]


def listed(words: list[str]) -> str:
    """A, B and C."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
