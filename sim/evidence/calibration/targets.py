"""What the model is fitted to, and how far from it a run is.

A figure is a number, an order of provinces, or provinces that are among the first. Residuals are in
units of the figure's tolerance: one standard error of it, published or assumed. What is only an
order has no residual where it holds, and elsewhere says by how much it fails, so that a search can
see which way is better.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

from sim.evidence.claims.numbers import COAST, INLAND, provinces_in
from sim.scenario.folders import REPOSITORY

FILE = "targets.yaml"
CHINA = "China"

type Moments = Mapping[str, Mapping[str, float]]
"""By outcome, its value by place: CHINA, and the provinces where it is told of them."""


class Target(NamedTuple):
    """One published figure; what does not apply to its kind is empty."""

    id: str
    outcome: str
    unit: str
    tolerance: float  # one standard error, in the outcome's unit
    weight: float
    source: str
    ledger: str = ""
    where: str = CHINA
    value: float | None = None
    order: tuple[str, ...] = ()  # provinces of rank 1, 2, ...
    members: tuple[str, ...] = ()  # provinces among the first `within_top`
    within_top: int = 0
    first_are: tuple[str, ...] = ()  # provinces of which all of the first are
    above: tuple[tuple[str, ...], tuple[str, ...]] | tuple[()] = ()  # mean of one group, of another


def calibration_folder() -> Path:
    """Where targets, the space and fits lie."""
    return REPOSITORY / "calibration"


def read_targets(path: Path | None = None) -> dict[str, Target]:
    """The targets by id, in the order of the file."""
    text = (path or calibration_folder() / FILE).read_text("utf-8")
    rows = yaml.safe_load(text)["targets"]
    return {name: _target(name, row) for name, row in rows.items()}


def _target(name: str, row: Mapping[str, object]) -> Target:
    known = {key: row[key] for key in Target._fields if key in row}
    for key, value in known.items():
        if isinstance(value, list):
            known[key] = tuple(_provinces(part) for part in value)
        elif value in (INLAND, COAST):
            known[key] = provinces_in(str(value))
    return Target(id=name, **known)  # type: ignore[arg-type]


def _provinces(named: str) -> str | tuple[str, ...]:
    """A province as it is, a group of them as its provinces."""
    return provinces_in(named) if named in (INLAND, COAST) else named


def residuals(targets: Sequence[Target], moments: Moments) -> NDArray[np.float64]:
    """All residuals, target by target, each times the root of its weight."""
    parts = [np.sqrt(each.weight) * _of_target(each, moments) for each in targets]
    return np.concatenate(parts) if parts else np.zeros(0)


def _of_target(target: Target, moments: Moments) -> NDArray[np.float64]:
    values = moments[target.outcome]
    if target.value is not None:
        return np.array([values[target.where] - target.value]) / target.tolerance
    if target.above:
        high, low = (float(np.mean([values[name] for name in group])) for group in target.above)
        return np.array([_short(high, low)]) / target.tolerance
    if target.order:
        return _of_order(target, values) / target.tolerance
    return _of_first(target, values) / target.tolerance


def _short(value: float, bar: float) -> float:
    """By how much a value is below a bar."""
    return max(bar - value, 0.0)


def _of_order(target: Target, values: Mapping[str, float]) -> NDArray[np.float64]:
    """Each of the order against the next, the last against the best of all others."""
    others = [
        value for name, value in values.items() if name not in (*target.order, CHINA)
    ]  # fmt: skip
    ranked = [values[name] for name in target.order]
    bars = [*ranked[1:], max(others)]
    return np.array([_short(value, bar) for value, bar in zip(ranked, bars, strict=True)])


def _of_first(target: Target, values: Mapping[str, float]) -> NDArray[np.float64]:
    """Each member against the last place that counts; and who else may not be above it."""
    provinces = {name: value for name, value in values.items() if name != CHINA}
    bar = sorted(provinces.values(), reverse=True)[target.within_top - 1]
    short = [_short(provinces[name], bar) for name in target.members]
    if target.first_are:
        inside = sorted((provinces[name] for name in target.first_are), reverse=True)
        outside = max(value for name, value in provinces.items() if name not in target.first_are)
        short.append(_short(inside[target.within_top - 1], outside))
    return np.array(short)
