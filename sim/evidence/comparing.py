"""What theory expects against what the engine has found, outcome by outcome."""

from sim.evidence.finding import Finding, within
from sim.evidence.playing import Played, play_scenario
from sim.evidence.theories import Expected, OutsideTheoryError, Theory
from sim.scenario import Scenario, read_scenario

SIGMAS = 5.0  # of the standard error: one comparison in two million fails by chance
SMALL = 0.05  # an outcome below this is judged as if it were as large


def check_theory(theory: Theory) -> list[Finding]:
    """The textbook scenario as its file is now, played and compared with its exact answer."""
    scenario = read_scenario(f"textbook/{theory.scenario}")
    try:
        theory.expected(scenario)
    except OutsideTheoryError as error:
        return [Finding("", "", "", None, None, str(error))]
    return judge(theory, scenario, play_scenario(scenario))


def judge(theory: Theory, scenario: Scenario, played: Played) -> list[Finding]:
    """A scenario as it was played, against the theory that speaks of it.

    Raises:
        OutsideTheoryError: when it does not.
    """
    played = played._replace(errors={**played.errors, **theory.errors(scenario)})
    return compare(theory.expected(scenario), played, theory.rounding, theory.sharp)


def compare(expected: Expected, played: Played, rounding: float, sharp: float) -> list[Finding]:
    """Every outcome that theory knows, in theory's order.

    rounding  relative error that numbers of the engine may have by themselves
    sharp     largest standard error against the exact value that makes a comparison worth doing
    """
    found = []
    for outcome, exact in expected.items():
        error = played.errors.get(outcome, 0.0)
        size = max(abs(exact), SMALL)
        finding = within(outcome, exact, played.outcomes[outcome], SIGMAS * error + rounding * size)
        if error > sharp * size:
            finding = finding._replace(verdict="too few days to tell")
        found.append(finding)
    return found
