"""A fit as tables, and as a scenario that others extend."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.evidence.calibration.ensemble import CONFIDENCE, believed_width
from sim.evidence.calibration.fit import Fit, Leave
from sim.evidence.calibration.rivals import Rival
from sim.evidence.calibration.space import settings
from sim.evidence.calibration.targets import CHINA, Moments, Target, residuals

DIGITS = 4  # of a fitted value, as it is written
NAN = float("nan")


def rounded(value: float) -> float:
    """A fitted value as it is written down."""
    return float(f"{value:.{DIGITS}g}")


def fitted_scenario(fit: Fit) -> str:
    """The fit as a delta on base.yaml, in YAML."""
    lines = [
        "title: Fitted to the article",
        "question: Which parameters of the nation give the figures of calibration/targets.yaml?",
        "extends: base",
        "",
        "# Written by `sim calibrate`; every value here has the status fitted. Behind it: what the",
        "# targets leave open, 90 %, with all others free.",
    ]
    group = ""
    by_key = {told["key"]: {**told, "identified": known} for told, known in _known(fit)}
    for key, value in settings(fit.problem.space, fit.best).items():
        if key.partition(".")[0] != group:
            group = key.partition(".")[0]
            lines.append(f"{group}:")
        told = by_key[key]
        ends = f"{rounded(told['low']):g} to {rounded(told['high']):g}"
        known = ends if told["identified"] else f"{ends}, not identified"
        lines.append(f"  {key.partition('.')[2]}: {rounded(value):g}  # {known}")
    return "\n".join(lines) + "\n"


def tables_of(fit: Fit, rivals: Sequence[Rival]) -> dict[str, pd.DataFrame]:
    """Tables of the result."""
    return {
        "fit": _fit_table(fit),
        "targets": targets_table(fit.problem.targets, fit.mean_field, fit.engine, fit.left_out),
        "profiles": pd.DataFrame(
            [
                (told["key"], value, cost)
                for told in fit.profiles
                for value, cost in zip(told["values"], told["costs"], strict=True)
            ],
            columns=["parameter", "value", "cost"],
        ),
        "ensemble": pd.DataFrame(
            [settings(fit.problem.space, row) for row in fit.ensemble],
        ),
        "growth": _growth(fit),
        "rivals": pd.DataFrame(rivals),
    }


def _fit_table(fit: Fit) -> pd.DataFrame:
    values = settings(fit.problem.space, fit.best)
    return pd.DataFrame(
        [
            {
                "parameter": free.key,
                "value": rounded(values[free.key]),
                "prior": NAN if free.prior is None else free.prior,
                "range_low": free.low,
                "range_high": free.high,
                "low": told["low"],
                "high": told["high"],
                "identified": known,
            }
            for free, (told, known) in zip(fit.problem.space, _known(fit), strict=True)
        ]
    )


def _known(fit: Fit) -> list[tuple[dict[str, Any], bool]]:
    """Each profile, and whether the ensemble, too, spreads over half of what was believed or less.

    A profile's costs are a bound from above, so that alone it may look too narrow.
    """
    tail = 0.5 * (1.0 - CONFIDENCE)
    low, high = np.quantile(fit.ensemble, [tail, 1.0 - tail], axis=0)
    half = [0.5 * believed_width(free) for free in fit.problem.space]
    narrow = (high - low <= np.array(half)).tolist()
    return [
        (told, told["identified"] and so) for told, so in zip(fit.profiles, narrow, strict=True)
    ]


def targets_table(
    targets: Sequence[Target], mean_field: Moments, engine: Moments, left_out: Sequence[Leave]
) -> pd.DataFrame:
    """A row a target: what is reported, what the model says, and what it says unseen."""
    unseen = {each.target.id: each.moments for each in left_out}
    rows = []
    for target in targets:
        told = engine or mean_field
        rows.append(
            {
                "target": target.id,
                "unit": target.unit,
                "weight": target.weight,
                "tolerance": target.tolerance,
                "reported": NAN if target.value is None else float(target.value),
                "mean_field": number(target, mean_field),
                "engine": number(target, engine),
                "left_out": number(target, unseen.get(target.id, {})),
                "cost": 0.5 * float((residuals([target], told) ** 2).sum()),
                "says": in_words(target, told),
            }
        )
    return pd.DataFrame(rows)


def number(target: Target, moments: Moments) -> float:
    """What moments say of a target that is a number; nan where they don't or it is none."""
    if target.value is None or target.outcome not in moments:
        return NAN
    return moments[target.outcome][target.where]


def in_words(target: Target, moments: Moments) -> str:
    """What moments say of an order, of members or of groups; nothing of a number."""
    values = moments[target.outcome]
    if target.above:
        high, low = (np.mean([values[name] for name in group]) for group in target.above)
        return f"{high:.3f} against {low:.3f}"
    places = {name: value for name, value in values.items() if name != CHINA}
    ranked = sorted(places, key=lambda name: -places[name])
    return ", ".join(
        f"{name} {ranked.index(name) + 1}" for name in (*target.order, *target.members)
    )


def _growth(fit: Fit) -> pd.DataFrame:
    """Growth on the platforms by province."""
    name = "platform_sales_growth"
    places = [place for place in fit.mean_field[name] if place != CHINA]
    columns = {
        "province": places,
        "mean_field": [fit.mean_field[name][place] for place in places],
        "engine": [fit.engine.get(name, {}).get(place, NAN) for place in places],
    }
    return pd.DataFrame(columns)
