"""What a paired difference means, in a sentence that says whether it is clear.

Stockout rate falls by 3.1 percentage points (2.8 to 3.4): clear.
Income of farmers: no clear change (-120 to +90 RMB a year).
"""

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sim.outcomes.declared import label as declared_label

if TYPE_CHECKING:
    import pandas as pd

POINTS = "percentage points"
KINDS = {
    "farmer": "farmers",
    "shop_owner": "shop owners",
    "middleman": "middlemen",
    "wholesaler": "wholesalers",
    "broker": "brokers",
    "manufacturer": "manufacturers",
}


class Change(NamedTuple):
    """One row of the differences: what it says, in the unit of the outcome."""

    outcome: str
    unit: str
    base_mean: float
    difference: float
    low: float
    high: float
    relative: float
    clear: bool  # after control for the many that are asked at once, where the table has it
    undefined: int

    @property
    def is_a_part(self) -> bool:
        """Whether it is less than its baseline, so that it can be told as a part of that."""
        return abs(self.difference) < self.base_mean


def changes(differences: "pd.DataFrame", scenario: str) -> list[Change]:
    """The rows of one scenario."""
    return changes_in(differences[differences["scenario"] == scenario])


def changes_in(rows: "pd.DataFrame") -> list[Change]:
    """The rows of a table that has the columns of a change."""
    if "controlled" in rows:  # a result of an earlier version, or a single question, has it not
        rows = rows.assign(clear=rows["controlled"])
    return [Change(*row) for row in rows[list(Change._fields)].itertuples(index=False)]


def sentence(change: Change) -> str:
    """Say what happened to one outcome, and whether it is clear."""
    name = label(change.outcome)
    if change.undefined:
        seeds = "1 seed" if change.undefined == 1 else f"{change.undefined} seeds"
        return f"{name}: undefined in {seeds}, so there is no difference to give."
    if change.low == change.high == 0:
        return f"{name}: the same in every seed."
    size, unit = in_words(change.unit)
    low, high = change.low * size, change.high * size
    digits = digits_of(change, size)
    if not change.clear:
        span = f"{number(low, digits, '+')} to {number(high, digits, '+')}"
        doubt = " among so many" if low > 0 or high < 0 else ""
        return f"{name}: no clear change{doubt} ({span}{unit})."
    verb = "rises" if change.difference > 0 else "falls"
    near, far = sorted((abs(low), abs(high)))
    by = number(abs(change.difference * size), digits)
    span = f"{number(near, digits)} to {number(far, digits)}"
    share = "" if unit.endswith(POINTS) or math.isnan(change.relative) else _share(change.relative)
    return f"{name} {verb} by {by}{unit}{share} ({span}): clear."


def in_brief(changes: Sequence[Change]) -> list[str]:
    """Which outcomes rise, which fall, and for which that is not clear: a line each."""
    sides = {
        "rises": [c for c in changes if c.clear and c.difference > 0],
        "falls": [c for c in changes if c.clear and c.difference < 0],
        "no clear change": [c for c in changes if not c.clear],
    }
    return [
        f"{side}: {', '.join(label(change.outcome).lower() for change in having)}"
        for side, having in sides.items()
        if having
    ]


def label(outcome: str) -> str:
    """An outcome's name for reading: income.shop_owner is Income of shop owners."""
    given = declared_label(outcome)
    if given:
        return given
    head, _, tail = outcome.partition(".")
    words = head.replace("_", " ").capitalize()
    if not tail:
        return words
    return f"{words} of {of_whom(tail)}"


def of_whom(tail: str) -> str:
    """Whom an outcome is told of, in words: shop_owner, tier0.province1."""
    numbered = re.sub(r"(tier|province)(\d+)", r"\1 \2", tail)
    return KINDS.get(tail, numbered.replace("_", " ").replace(".", ", "))


def in_words(unit: str) -> tuple[float, str]:
    """The factor and the words for a difference in this unit; the words begin with a blank."""
    if unit == "share":
        return 100.0, f" {POINTS}"
    if unit in ("", "1", "-"):
        return 1.0, ""
    if unit == "index" or "=" in unit:
        return 1.0, " index points"
    return 1.0, " " + unit.replace("unit", "units", 1).replace("/", " a ")


def digits_of(change: Change, factor: float) -> int:
    """Digits after the point that suit a change: two of its interval's width, three of its own."""
    width = decimals((change.high - change.low) * factor)
    return min(width, decimals(change.difference * factor, significant=3))


def decimals(size: float, significant: int = 2) -> int:
    """Digits after the point that show so many significant digits of a number of this size."""
    if not math.isfinite(size) or size == 0:
        return significant
    return min(6, max(0, significant - 1 - math.floor(math.log10(abs(size)))))


def number(value: float, digits: int, sign: str = "-") -> str:
    """A number with thousands separated; zero has no sign, and nan is called undefined."""
    if math.isnan(value):
        return "undefined"
    value = round(value, digits)
    if value == 0:
        return "0"
    return f"{value:{sign},.{digits}f}"


def _share(relative: float) -> str:
    percent = abs(100 * relative)
    return f" or {number(percent, decimals(percent))} %"
