"""`sim verify` finds what is broken on purpose, in every part of the model."""

from pathlib import Path

import pytest

from sim.engine.phase import Act
from sim.experiments.pool import cpu_count, run_jobs
from sim.experiments.warming import warm_up
from sim.model import day
from sim.scenario import read_scenario
from sim.scenario.groups import Levers, ReliefChoice, Shocks
from tests.evidence.faults import of_plain_rules
from tests.evidence.faults.of_switches import BY
from tests.evidence.faults.trying import FAULTS, NONE, found, jobs


def parts(kind: str) -> set[str]:
    """The parts of a kind that are broken."""
    each = [fault.part.split() for fault in (*FAULTS.values(), *of_plain_rules.FAULTS)]
    return {name for its_kind, name in each if its_kind == kind}


def acts_of(name: str) -> set[str]:
    """What Python does in a phase."""
    phase = next(phase for phase in day.DAY if phase.name == name)
    return {step.do.__name__ for step in phase.steps if isinstance(step, Act)}


def test_each_part_of_the_model_is_broken() -> None:
    assert parts("phase") == {phase.name for phase in day.DAY}
    assert parts("adoption") >= acts_of("adoption")
    assert parts("lever") >= {*Levers._fields}
    assert parts("shock") == {*Shocks._fields}
    rules = {path.stem for path in Path("sim/rules").glob("*.py")} - {"__init__"}
    assert parts("rule") == rules
    assert len(BY) == len(ReliefChoice)


@pytest.mark.slow
def test_each_is_found() -> None:
    """By each check that is named for it; without a fault all of these agree."""
    for name in ("base", "textbook/lost_sales"):
        warm_up(read_scenario(name))
    seen = dict(run_jobs(found, jobs(), cpu_count()))
    wrong = [
        f"{name}, by {check}: {notice}"
        for (name, check), notice in seen.items()
        if notice is not (name != NONE)
    ]
    right, *broken = of_plain_rules.tried()
    wrong += [f"{NONE}, as plain Python"] if any(right) else []
    wrong += [
        f"{fault.part}: {fault.said}"
        for fault, notices in zip(of_plain_rules.FAULTS, broken, strict=True)
        if not all(notices)
    ]
    in_all = len(FAULTS) + len(of_plain_rules.FAULTS)
    print(f"{in_all} things broken, in {len(seen)} runs; not found, or found for nothing: {wrong}")
    assert not wrong
