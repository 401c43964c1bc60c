"""Formulas of two parameters against the model: what does the simulation add beyond them?

growth = q + p x pool / parcels: sellers grow faster where those who might join them are many
against what is sold already. The measure was fixed before anything was fitted: half the sum of
squared residuals over the targets that speak of growth and that a formula can answer (OF_GROWTH),
of all of them; and, since the model has more parameters, the growth of Gansu that each predicts
when it is fitted to the others alone.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import differential_evolution

from sim.evidence.calibration.problem import Problem
from sim.evidence.calibration.space import settings
from sim.evidence.calibration.targets import CHINA, Moments, Target, residuals
from sim.world.country.csv_tables import numbers, read_columns
from sim.world.country.provinces import read_country

OF_GROWTH = (
    "gansu_sales_growth",
    "seller_growth_order",
    "inland_benefits_most",
    "national_online_growth",
)
GANSU = "gansu_sales_growth"
MEAN_FIELD = "mean field"
MOST = 3.0  # of either parameter: a growth of 300 % where the pool is a usual one
# By name, the settings that take one mechanism away from the model.
LESS: dict[str, dict[str, object]] = {
    "newcomers": {"online.might_sell": 0},
    "their learning from neighbours": {"online.learning_cost": 0, "online.imitation": 0},
    "what local shops lack": {"online.lack_weight": 0},
    "consolidation of parcels": {"online.consolidation": 0},
    "smart logistics": {"levers.smart_logistics": "off"},
    "taste that rises": {"online.taste_growth": 0},
}


class Rival(NamedTuple):
    """An explanation, and how it does."""

    name: str
    parameters: int
    cost: float  # over OF_GROWTH
    gansu: float
    first: str  # the three provinces that grow fastest
    gansu_left_out: float  # predicted, where the fit has not seen it; nan: not asked


def pools() -> dict[str, NDArray[np.float64]]:
    """Who might join, by province."""
    data = read_country()
    newly = np.maximum(data.internet_2016 - data.internet_2015, 0.0) * data.population_2016
    poor = numbers(read_columns("provinces.csv")["rural_poor_2016_persons"])
    return {"people": data.population_2016, "people newly online": newly, "rural poor": poor}


def formula(pool: NDArray[np.float64], q: float, p: float) -> Moments:
    """Growth by province; p is what the median province's pool adds."""
    data = read_country()
    against = pool / data.parcels_2016
    growth = q + p * against / np.median(against)
    whole = float((growth * data.parcels_2016).sum() / data.parcels_2016.sum())
    by_place = {CHINA: whole, **dict(zip(data.names, map(float, growth), strict=True))}
    return {"platform_sales_growth": by_place, "online_sales_growth": by_place}


def of_growth(targets: Sequence[Target], but: str = "") -> tuple[Target, ...]:
    """The targets that are asked for, but for one."""
    return tuple(target for target in targets if target.id in OF_GROWTH and target.id != but)


def cost_of(targets: Sequence[Target], moments: Moments) -> float:
    """Half the sum of squared residuals."""
    return 0.5 * float((residuals(targets, moments) ** 2).sum())


def fitted_formula(
    pool: NDArray[np.float64], targets: Sequence[Target]
) -> tuple[NDArray[np.float64], float]:
    """The two parameters that fit best, and the cost."""
    found = differential_evolution(
        lambda at: cost_of(targets, formula(pool, *at)), [(0.0, MOST)] * 2,
        rng=np.random.default_rng(1), maxiter=150, tol=1e-8,
    )  # fmt: skip
    return np.asarray(found.x), float(found.fun)


def of_formulas(targets: Sequence[Target]) -> list[Rival]:
    """Every pool's formula, fitted."""
    rows = []
    for name, pool in pools().items():
        at, cost = fitted_formula(pool, of_growth(targets))
        without, _ = fitted_formula(pool, of_growth(targets, but=GANSU))
        rows.append(
            _rival(f"formula: {name}", 2, cost, formula(pool, *at), formula(pool, *without))
        )
    return rows


def of_model(
    problem: Problem, best: NDArray[np.float64], left_out: Mapping[str, Moments]
) -> list[Rival]:
    """The model as fitted; its mean field alone, and that with one mechanism off.

    left_out  by target, the model's moments where it was not fitted to that

    What the engine says beyond the mean field is known of the whole model only: it is no part of
    the others, which are to be held against the mean field.
    """
    targets = of_growth(problem.targets)
    count = len(problem.space)
    whole = problem.moments(best)
    rows = [_rival("model", count, cost_of(targets, whole), whole, left_out.get(GANSU))]
    values = settings(problem.space, best)
    alone: dict[str, dict[str, object]] = {MEAN_FIELD: {}}
    alone |= {f"{MEAN_FIELD} less {name}": less for name, less in LESS.items()}
    for name, less in alone.items():
        # The scenario is the point itself: no parameter moves any more.
        scenario = problem.scenario.with_values({**values, **less})
        told = problem._replace(scenario=scenario, space=(), beyond={}).moments(np.empty(0))
        rows.append(_rival(name, count, cost_of(targets, told), told, None))
    return rows


def _rival(
    name: str, parameters: int, cost: float, moments: Moments, left_out: Moments | None
) -> Rival:
    growth = moments["platform_sales_growth"]
    places = sorted((place for place in growth if place != CHINA), key=lambda at: -growth[at])
    unseen = left_out["platform_sales_growth"]["Gansu"] if left_out else float("nan")
    return Rival(name, parameters, cost, growth["Gansu"], ", ".join(places[:3]), unseen)
