"""Checks of `sim verify` put to a broken program, in a worker process."""

import pytest

from tests.evidence.faults import of_rules, of_switches, of_the_day
from tests.evidence.faults.breaking import Fault, noticed

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
    """Whether a check notices a fault."""
    name, check = job
    with pytest.MonkeyPatch.context() as patch:
        if name != NONE:
            FAULTS[name].how(patch)
        return noticed(f"fingerprints/{check}")
