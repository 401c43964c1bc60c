"""What is fitted: free parameters of a scenario, to targets, by what the mean field says of them.

The mean field leaves something out. What a finished run of the engine says beyond it at one point
is added at every other one: how the two part is taken to move less than what they share (space
mapping, Bandler et al. 1994).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.evidence.calibration.moments import of_mean_field
from sim.evidence.calibration.search import Points
from sim.evidence.calibration.space import Free, prior_residuals, settings
from sim.evidence.calibration.targets import Moments, Target, residuals
from sim.scenario import Scenario


class Problem(NamedTuple):
    """One calibration."""

    scenario: Scenario
    space: tuple[Free, ...]
    targets: tuple[Target, ...]
    beyond: Moments  # that the engine says, over the mean field; empty: nothing

    def at(self, point: NDArray[np.float64]) -> Scenario:
        """The scenario at a point of the unit cube."""
        return self.scenario.with_values(settings(self.space, point))

    def moments(self, point: NDArray[np.float64]) -> Moments:
        """What the model says there, of all outcomes that the targets ask for."""
        told = of_mean_field(self.at(point))
        asked = {name: told[name] for name in outcomes_of(self.targets)}
        return {name: plus(values, self.beyond.get(name, {})) for name, values in asked.items()}

    def residuals(self, points: Points) -> NDArray[np.float64]:
        """How far the model is from the targets and from what was believed, (points, residuals)."""
        return np.array(
            [
                np.append(
                    residuals(self.targets, self.moments(point)),
                    prior_residuals(self.space, point),
                )
                for point in points
            ]
        )


def outcomes_of(targets: Sequence[Target]) -> list[str]:
    """The outcomes that targets ask for, each once."""
    return list(dict.fromkeys(target.outcome for target in targets))


def plus(values: Mapping[str, float], more: Mapping[str, float]) -> dict[str, float]:
    """Values by place, and what is added where something is."""
    return {place: value + more.get(place, 0.0) for place, value in values.items()}


def beyond(runs: Moments, mean_field: Moments, asked: Sequence[Target]) -> Moments:
    """What runs say over the mean field, of the outcomes that are asked for."""
    return {
        name: {place: runs[name][place] - value for place, value in mean_field[name].items()}
        for name in outcomes_of(asked)
    }
