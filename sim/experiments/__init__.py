"""What is compared: runs, comparisons, sweeps, attributions, and their results on disk.

    from sim.experiments import read_result, run_scenario
    from sim.experiments.attribution import attribute
    from sim.experiments.compare import compare
    from sim.experiments.sweep import run_sweep

The last three load pandas and scipy, so they are imported by their own names.
"""

from sim.experiments.errors import (
    NoResultError,
    NothingToAttributeError,
    NothingToCompareError,
    OutRefusedError,
    RunFailedError,
    TooFewSeedsError,
    UnknownOutcomeError,
    UserError,
)
from sim.experiments.results import Result, read_result
from sim.experiments.run import Outcome, RunResult, run_scenario

__all__ = [
    "NoResultError",
    "NothingToAttributeError",
    "NothingToCompareError",
    "OutRefusedError",
    "Outcome",
    "Result",
    "RunFailedError",
    "RunResult",
    "TooFewSeedsError",
    "UnknownOutcomeError",
    "UserError",
    "read_result",
    "run_scenario",
]
