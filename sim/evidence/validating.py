"""The report card: a scenario, and the same less each mechanism, held against the claims."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from sim.evidence.claims.answer import (
    FITTED,
    MEETS,
    NOT_BY_IT,
    RIGHT_DIRECTION,
    Answer,
    attributed,
)
from sim.evidence.claims.entries import ENTRIES
from sim.evidence.claims.fitted import fitted_claims
from sim.evidence.claims.growers import nothing_sold
from sim.evidence.claims.mechanisms import (
    MECHANISMS,
    can_be_switched_off,
    name_without,
    without,
)
from sim.evidence.claims.numbers import MissingError, Numbers
from sim.evidence.claims.reported import Claim, reported_claims
from sim.experiments.compare import Comparison, OnRun, compare
from sim.experiments.ensembles import ALONE, Ensemble
from sim.experiments.one_world import one_world
from sim.scenario import Scenario

HISTORY = "history"  # the scenario whose card it is
HOLDS = (MEETS, NOT_BY_IT, RIGHT_DIRECTION)  # verdicts of which a fit takes away the worth
BESIDE = ("model", "low", "high", "verdict", "without", "note")  # of another answer


class Line(NamedTuple):
    """One line of the card."""

    claim: Claim
    reported: float | str
    mechanism: str
    answer: Answer

    def as_row(self) -> dict[str, Any]:
        """The line, flat; what the model cannot say is null."""
        answer = self.answer
        return {
            "id": self.claim.id,
            "reported": self.reported,
            "model": answer.model,
            "low": answer.low,
            "high": answer.high,
            "verdict": answer.verdict,
            "mechanism": self.mechanism,
            "without": answer.without,
            "unit": answer.unit,
            "note": answer.note,
            "why": answer.why,
        }

    def as_json(self) -> dict[str, Any]:
        """For a machine: the line, what switches its mechanism off, and what is told beside it."""
        beside = None
        if self.answer.beside is not None:
            outcome, other = self.answer.beside
            beside = {"outcome": outcome, **{name: getattr(other, name) for name in BESIDE}}
        return {**self.as_row(), "off": MECHANISMS[self.mechanism], "beside": beside}


@dataclass(frozen=True)
class ReportCard:
    """The model's answers, and the runs that they rest on."""

    lines: list[Line]
    comparison: Comparison

    def as_json(self) -> dict[str, Any]:
        """The card for a machine."""
        return {"claims": [line.as_json() for line in self.lines]}

    def write(self, folder: str | Path) -> None:
        """Store it as a comparison that has one more table, `claims`."""
        rows = [{**line.as_row(), "reported": str(line.reported)} for line in self.lines]
        tables = {**self.comparison.tables, "claims": pd.DataFrame(rows)}
        replace(self.comparison, tables=tables).write(folder)


def compared(scenario: Scenario) -> list[Scenario]:
    """The scenario, and the same less each mechanism that can be switched off."""
    less = [without(scenario, name) for name in MECHANISMS if can_be_switched_off(name)]
    return [scenario, *less]


def validate(
    scenario: Scenario,
    seeds: Sequence[int],
    folder: Path,
    workers: int,
    on_run: OnRun | None = None,
    ensemble: Ensemble = ALONE,
) -> ReportCard:
    """Run the scenario with and without each mechanism at the same seeds, and judge the claims.

    folder   of the result, where each run is stored as it finishes
    workers  processes, >= 1
    ensemble  of whose sets each seed has one

    Raises TooFewSeedsError, TooManyRunsError, or RunFailedError after all other runs.
    """
    comparison = compare(compared(scenario), seeds, folder, workers, on_run, ensemble=ensemble)
    with one_world(bool(ensemble)):
        return ReportCard(judged(comparison), comparison)


def judged(comparison: Comparison) -> list[Line]:
    """Every claim, in the order of the article."""
    scenario, *others = comparison.scenarios
    ran = {other.name for other in others}
    fitted = fitted_claims(scenario)
    lines = []

    def less(mechanism: str) -> Numbers | None:
        name = name_without(scenario.name, mechanism)
        return Numbers(comparison.tables, name) if name in ran else None

    for claim in reported_claims().values():
        judgement, mechanism, lacks = ENTRIES[claim.id]
        on = Numbers(comparison.tables, scenario.name)
        off = less(mechanism)
        try:
            answer = attributed(judgement.answer(claim, on, off), lacks)
            few = nothing_sold(judgement, on, scenario, comparison.seeds)
            answer = answer._replace(note=" ".join(filter(None, (answer.note, few))))
        except MissingError as missing:
            answer = Answer(note=str(missing))
        # What was fitted and is missed all the same stays missed: that proves something.
        if claim.id in fitted and answer.verdict in HOLDS:
            put_in = f"this number was put in, else it would be: {answer.verdict}"
            note = "; ".join(filter(None, (put_in, answer.note)))
            answer = answer._replace(verdict=FITTED, note=note, why="")
        lines.append(Line(claim, judgement.reported(claim), mechanism, answer))
    return lines
