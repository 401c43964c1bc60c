"""The free parameters: which of the nation's may move, how far, and what is believed before."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

from sim.evidence.calibration.targets import calibration_folder

FILE = "space.yaml"
MOST = 10  # parameters; more than the targets could tell apart


class Free(NamedTuple):
    """One parameter; a prior is normal in the scaled range, or flat where it has no spread."""

    key: str
    low: float
    high: float
    reason: str
    log: bool = False  # whether equal ratios count the same, and not equal steps
    prior: float | None = None  # its most likely value before
    spread: float | None = None  # standard deviation of the prior, as a share of the range

    def scaled(self, value: float) -> float:
        """The value as a share of the range, 0 at its low end."""
        low, high, at = (math.log(v) if self.log else v for v in (self.low, self.high, value))
        return (at - low) / (high - low)

    def value(self, scaled: float) -> float:
        """The value at a share of the range."""
        low, high = (math.log(v) if self.log else v for v in (self.low, self.high))
        at = low + (high - low) * scaled
        return math.exp(at) if self.log else at


def read_space(path: Path | None = None) -> tuple[Free, ...]:
    """The free parameters, in the order of the file.

    Raises ValueError where there are more than MOST.
    """
    text = (path or calibration_folder() / FILE).read_text("utf-8")
    rows = yaml.safe_load(text)["free"]
    if len(rows) > MOST:
        raise ValueError(f"{len(rows)} free parameters, of which at most {MOST} are allowed")
    return tuple(Free(key=key, **row) for key, row in rows.items())


def settings(space: Sequence[Free], scaled: NDArray[np.float64]) -> dict[str, float]:
    """Scenario keys with their values at a point of the unit cube."""
    return {free.key: free.value(float(at)) for free, at in zip(space, scaled, strict=True)}


def point(space: Sequence[Free], values: Mapping[str, float]) -> NDArray[np.float64]:
    """The point of the unit cube at which the keys have these values."""
    return np.array([free.scaled(values[free.key]) for free in space])


def believed(space: Sequence[Free], flat: NDArray[np.float64]) -> NDArray[np.float64]:
    """The point of what was believed before; flat: where nothing was, of that point."""
    return np.array(
        [
            float(at) if free.prior is None else free.scaled(free.prior)
            for free, at in zip(space, flat, strict=True)
        ]
    )


def prior_residuals(space: Sequence[Free], scaled: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far a point is from what was believed, in the priors' standard deviations."""
    return np.array(
        [
            (float(at) - free.scaled(free.prior)) / free.spread
            for free, at in zip(space, scaled, strict=True)
            if free.prior is not None and free.spread is not None
        ]
    )
