"""Theirs against ours, quantity by quantity: the difference, and its standard error."""

from collections.abc import Iterator, Sequence
from math import hypot, sqrt
from statistics import fmean, stdev
from typing import NamedTuple

from examples import EXAMPLES, Example, Quantity
from tables import Lines, short

HEAD = [
    "example",
    "quantity",
    "theirs",
    "ours",
    "difference",
    "standard error",
    "in errors",
    "theirs, µs",
    "ours, µs",
]
ROUNDING = 1e-9  # of the larger of two numbers that nothing random is in
FAR = 2.0  # standard errors
BEYOND = 0.0455  # of normal numbers, farther away than that


class Side(NamedTuple):
    """A mean over replicas, and nanoseconds a node-day (None: nothing was played)."""

    value: float
    error: float
    ns: float | None


class Row(NamedTuple):
    """A quantity of an example."""

    example: Example
    quantity: Quantity
    theirs: Side
    ours: Side

    @property
    def difference(self) -> float:
        """Ours less theirs; 0 where it is but rounding."""
        largest = max(abs(self.ours.value), abs(self.theirs.value))
        found = self.ours.value - self.theirs.value
        return 0.0 if abs(found) <= ROUNDING * largest else found

    @property
    def error(self) -> float:
        """Standard error of the difference; both sides have luck of their own."""
        return hypot(self.theirs.error, self.ours.error)

    @property
    def errors_apart(self) -> float | None:
        """The difference in standard errors; None where nothing is random."""
        return self.difference / self.error if self.error else None


def side(values: Sequence[float], ns: float | None) -> Side:
    """The mean of replicas, and its standard error from their spread."""
    spread = stdev(values) if len(values) > 1 else 0.0
    error = spread / sqrt(len(values))
    value = fmean(values)
    return Side(value, error if error > ROUNDING * abs(value) else 0.0, ns)


def compared(theirs: dict, ours: dict) -> list[Row]:
    """A row for each quantity of each example.

    theirs  by key: {"values", "ns"}, a value a replica
    ours    by the example's key: {"outcomes", "ns"}, all outcomes of each replica
    """
    rows = []
    for example in EXAMPLES:
        played = ours[example.key]
        for quantity in example.quantities:
            their = theirs[quantity.theirs]
            our = [quantity.ours(outcomes) for outcomes in played["outcomes"]]
            sides = side(their["values"], their["ns"]), side(our, played["ns"])
            rows.append(Row(example, quantity, *sides))
    return rows


def titled(rows: Sequence[Row], versions: dict[str, str]) -> Iterator[tuple[str, Lines]]:
    """A table a peer; its first line is the head."""
    for peer in dict.fromkeys(row.example.peer for row in rows):
        lines, before = [HEAD], ""
        for row in rows:
            if row.example.peer == peer:
                name = row.example.name
                lines.append(["" if name == before else name, *cells(row)])
                before = name
        yield f"{peer} {versions[peer.lower()]}", lines


def cells(row: Row) -> list[str]:
    """A row without the example's name."""
    apart = row.errors_apart
    return [
        row.quantity.name,
        figures(row.theirs.value),
        figures(row.ours.value),
        figures(row.difference) if row.difference else "0",
        figures(row.error) if row.error else "0",
        "-" if apart is None else f"{apart:+.1f}",
        *("-" if ns is None else short(ns / 1000) for ns in (row.theirs.ns, row.ours.ns)),
    ]


def figures(number: float) -> str:
    """Five figures, or two of what is small."""
    return f"{number:.5g}" if abs(number) >= 1 else f"{number:.4f}" if number else "0"


def summary(rows: Sequence[Row]) -> str:
    """How many quantities differ, and by how much."""
    apart = [abs(row.errors_apart) for row in rows if row.errors_apart is not None]
    known = [row for row in rows if row.errors_apart is None]
    same = sum(row.difference == 0 for row in known)
    far = sum(each > FAR for each in apart)
    by_chance = BEYOND * len(apart)
    return (
        f"{len(rows)} quantities. {len(known)} have no chance in them, and {same} of these are the "
        f"same on both sides. Of the other {len(apart)}, {far} differ by more than two standard "
        f"errors (by chance alone some {by_chance:.0f} would), none by more than {max(apart):.1f}."
    )
