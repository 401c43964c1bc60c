"""What `sim tornado` prints: the effect at both ends of the guesses that move it most."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from sim.experiments.tornado_tables import (
    HEADLINES,
    HERE,
    LITTLE,
    effect_by_end,
    ends_by_size,
    guesses_that_move_little,
    unit_of_outcomes,
)
from sim.experiments.words import in_words, label

if TYPE_CHECKING:
    from sim.experiments.tornado import Tornado

MOST_GUESSES = 20


def shown_outcomes(result: "Tornado") -> list[str]:
    """The headlines that the runs report; of a textbook case its first outcomes."""
    reported = list(dict.fromkeys(result.tables["effects"]["outcome"]))
    return [name for name in HEADLINES if name in reported] or reported[: len(HEADLINES)]


def table(result: "Tornado", outcomes: Sequence[str]) -> Table:
    """A line an end, by what its guess does to the first outcome; first the effect as it is."""
    effects, shifts = result.tables["effects"], result.tables["shifts"]
    made = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    made.add_column("guess", no_wrap=True)
    made.add_column("at", justify="right")
    by_end, units = effect_by_end(effects), unit_of_outcomes(effects)
    for name in outcomes:
        heading = f"{label(name)},{in_words(units[name])[1]}".rstrip(",")
        made.add_column(heading, justify="right", max_width=16)

    def cells(guess: str, end: str) -> list[str]:
        factors = (in_words(units[name])[0] for name in outcomes)
        return [
            f"{factor * by_end[guess, end, name]:+,.3g}"
            if factor == 100.0
            else f"{by_end[guess, end, name]:+,.1f}"
            for factor, name in zip(factors, outcomes, strict=True)
        ]

    made.add_row("as it is", "", *cells(HERE.guess, HERE.end))
    for guess, ends in ends_by_size(shifts, outcomes[0], MOST_GUESSES).items():
        for place, (end, at) in enumerate(ends.items()):
            made.add_row("" if place else guess, f"{at:g}", *cells(guess, end))
    return made


def still(result: "Tornado", outcomes: Sequence[str]) -> str:
    """How many guesses move next to nothing."""
    shifts = result.tables["shifts"]
    little = guesses_that_move_little(result.tables["effects"], shifts, outcomes)
    names = ", ".join(map(label, outcomes))
    return (
        f"{len(little)} of {shifts['guess'].nunique()} guesses move none of these effects by more "
        f"than {LITTLE:.0%} of the baseline: {names}."
    ).replace("%", " %")
