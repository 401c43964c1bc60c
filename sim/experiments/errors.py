"""What can go wrong with what the user asked of an experiment, one class a cause."""

from sim.experiments.pool import Failure


class UserError(Exception):
    """Something that the user can mend; the message says where, what, and what to do."""


class NoResultError(UserError):
    """The folder that was named holds no result."""


class OutRefusedError(UserError):
    """The folder given with --out cannot take a result."""


class WriteFailedError(Exception):
    """The disk is full, or refuses a file for another reason; what was there before still is."""


class TooManyRunsError(UserError):
    """More runs were asked for than anybody waits for."""


class NothingToCompareError(UserError):
    """Fewer than two scenarios, or two of the same name."""


class NothingToAttributeError(UserError):
    """No lever is on, or one was named that is off or unknown."""


class TooFewSeedsError(UserError):
    """An interval was asked for from a single seed."""


class SeedTwiceError(UserError):
    """One seed is given twice, and would count for two."""


class UnknownOutcomeError(UserError):
    """An outcome was named that the runs do not report."""


class UnknownProvinceError(UserError):
    """A province was named that the scenarios do not have."""


class UnknownScenarioError(UserError):
    """A scenario was named that the result does not have."""


class EnsembleRefusedError(UserError):
    """The file given with --ensemble holds no sets, or the command sets one of its keys."""


class RunFailedError(Exception):
    """Runs that others depend on ended in an error, so that there is no result."""

    def __init__(self, run: str, failure: Failure, failed: int = 1, of: int = 1) -> None:
        self.details = failure.details
        others = f"; {failed} of {of} runs failed, the others are kept" if of > 1 else ""
        super().__init__(f"{run}: {failure.error}{others}")
