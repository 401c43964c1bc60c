"""Finds what is declared of an outcome: its unit, what it means, and what it counts.

A name ends in what the outcome is told of: `income.farmer`, `fill_rate.tier2`. In a declaration
that stands as `{kind}`, `{tier}`, `{product}`. The country and textbook cases have some names in
common, with units of their own.
"""

import re
from collections.abc import Iterable
from functools import cache

from sim.outcomes.declaration import Declared
from sim.outcomes.of_country import COUNTRY
from sim.outcomes.of_textbook import TEXTBOOK


class UndeclaredError(Exception):
    """An outcome is reported that nobody has declared."""


PLACE = r"province\d+"
PARTS = {
    "rate": "stockout_rate|shelf_audit_rate|empty_by_supplier|lost_sales_share",
    "chain": "goods|produce",
    "food": "produce|vegetables",
    "kind": "farmer|shop_owner|middleman|manufacturer",
    "firm": "shop_owner|middleman|wholesaler|broker|manufacturer",
    "keeper": "shops|wholesalers|makers|brokers",
    "tier": r"tier\d+",
    "product": r"[a-z]\w*",
    "source": "farming|wages|transfers|property",
    "channel": "online|shops|brokers|markets",
    "firms": rf"tier\d+|tier0\.{PLACE}",
    "place": PLACE,
}


def declared(outcome: str) -> list[Declared]:
    """What is declared of an outcome: of the country first; of a textbook case, where it has it."""
    return [one for one in (*COUNTRY, *TEXTBOOK) if _matching(one.pattern).fullmatch(outcome)]


def declared_unit(outcome: str, among: Iterable[Declared]) -> str:
    """The unit that one of some declarations has for an outcome.

    Raises:
        UndeclaredError: none of them is of this outcome.
    """
    for one in among:
        if _matching(one.pattern).fullmatch(outcome):
            return one.unit
    raise UndeclaredError(f"{outcome}: a run reports it, and nothing in sim/outcomes declares it")


def outcome_names() -> list[str]:
    """All names; one for the many products, tiers beyond the second and provinces."""
    return list(dict.fromkeys(name for one in (*COUNTRY, *TEXTBOOK) for name in _names(one)))


def label(outcome: str) -> str:
    """The declared label; "" where the name reads well, or nothing is declared."""
    labels = [one.label for one in declared(outcome)]
    return labels[0].format(outcome.partition(".")[2].replace("_", " ")) if any(labels) else ""


@cache
def _matching(pattern: str) -> re.Pattern[str]:
    named = re.escape(pattern).replace(r"\{", "{").replace(r"\}", "}")
    return re.compile(re.sub(r"\{(\w+)\}", lambda part: f"(?:{PARTS[part[1]]})", named))


EXAMPLES = {
    "tier": ("tier1", "tier2"),
    "product": ("tea",),
    "firms": ("tier0", "tier1"),
    "place": ("province1",),
}


def _names(one: Declared) -> Iterable[str]:
    """The names that a declaration stands for, or examples of them."""
    names = [one.pattern]
    for part in re.findall(r"\{(\w+)\}", one.pattern):
        entries = EXAMPLES.get(part) or PARTS[part].split("|")
        names = [name.replace(f"{{{part}}}", entry) for name in names for entry in entries]
    return names
