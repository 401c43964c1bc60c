"""Checks of `sim verify` put to a broken program, in a worker process."""

import pytest

from sim.evidence.finding import AGREES, Finding
from sim.evidence.verifying import findings_of
from sim.model.conservation import BreachError
from tests.evidence.faults import of_rules, of_switches, of_the_day
from tests.evidence.faults.breaking import Fault

FAULTS: dict[str, Fault] = {
    fault.name: fault for fault in (*of_the_day.FAULTS, *of_switches.FAULTS, *of_rules.FAULTS)
}
NONE = "nothing is broken"


def jobs() -> list[tuple[str, str]]:
    """Each fault with each check that must find it; before them, these checks with none."""
    broken = [(name, check) for name, fault in FAULTS.items() for check in fault.checks]
    checks = dict.fromkeys(check for _, check in broken)
    return [*((NONE, check) for check in checks), *broken]


def found(job: tuple[str, str]) -> bool:
    """Whether the check notices the fault: it differs, or goods or money are not conserved."""
    name, check = job
    with pytest.MonkeyPatch.context() as patch:
        if name != NONE:
            FAULTS[name].how(patch)
        try:
            findings: list[Finding] = findings_of(f"fingerprints/{check}")
        except BreachError:
            return True
    return any(finding.verdict != AGREES for finding in findings)
