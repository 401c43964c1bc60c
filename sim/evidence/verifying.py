"""All checks of `sim verify`: theory, invariants and fingerprints, spread over the processors."""

from collections.abc import Callable, Iterable

from sim.evidence.comparing import check_theory
from sim.evidence.finding import AGREES, Finding
from sim.evidence.fingerprints import check_fingerprint, shipped
from sim.evidence.invariants import INVARIANTS
from sim.evidence.theories import THEORIES
from sim.experiments.errors import UserError
from sim.experiments.pool import Failure, run_jobs
from sim.experiments.warming import warm_up_all
from sim.scenario import Scenario, read_scenario
from sim.scenario.problems import nearest, shown

type OnCheck = Callable[[int, int, str], None]
"""Called after each check with how many are done, how many there are, and what does not agree."""


class UnknownCheckError(UserError):
    """No check has the name that was asked for."""


def checks() -> list[str]:
    """The names of all checks: theory/NAME, invariants/NAME, fingerprints/SCENARIO."""
    return [
        *(f"theory/{name}" for name in THEORIES),
        *(f"invariants/{name}" for name in INVARIANTS),
        *(f"fingerprints/{name}" for name in shipped()),
    ]


def checks_called(name: str) -> list[str]:
    """The checks of a group, of a scenario, or of one name: `theory`, `lost_sales`, `pairing`.

    Raises:
        UnknownCheckError: when there is none, with the nearest name.
    """
    found = [check for check in checks() if f"/{name}/" in f"/{check}/"]
    if not found:
        known = {part for check in checks() for part in (check, *check.split("/"))}
        meant = nearest(name, sorted(known))
        hint = f"did you mean {meant}?" if meant else "`sim verify --json` names them all"
        raise UnknownCheckError(f"there is no check {shown(name)}; {hint}")
    return found


def verify(
    names: Iterable[str], workers: int, on_check: OnCheck | None = None
) -> dict[str, list[Finding]]:
    """The findings of each check, in the order of `names`; a check that fails has one finding."""
    wanted = list(names)
    warm_up_all(map(_played, wanted))
    found: dict[str, list[Finding]] = {}
    for name, result in run_jobs(findings_of, wanted, workers):
        if isinstance(result, Failure):
            result = [Finding("", "", "", None, None, result.error)]
        found[name] = result
        if on_check:
            on_check(len(found), len(wanted), "" if all_agree({name: result}) else name)
    return {name: found[name] for name in wanted}


def findings_of(check: str) -> list[Finding]:
    """One check by its name; this runs in a worker."""
    group, _, name = check.partition("/")
    if group == "theory":
        return check_theory(THEORIES[name])
    if group == "invariants":
        return INVARIANTS[name]()
    return check_fingerprint(name)


def _played(check: str) -> Scenario:
    """A scenario with the same code as those that a check plays: it is compiled before."""
    group, _, name = check.partition("/")
    if group == "theory":
        return read_scenario(f"textbook/{THEORIES[name].scenario}")
    return read_scenario("base" if group == "invariants" else name)


def all_agree(found: dict[str, list[Finding]]) -> bool:
    """Whether nothing is wrong."""
    return all(finding.verdict == AGREES for findings in found.values() for finding in findings)
