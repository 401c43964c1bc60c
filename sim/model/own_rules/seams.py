"""The built-in rules that a user's function may take the place of: where each is called, and how.

Each stands in the text of one phase under its name, and numba compiles that name into the phase. So
another function of that name costs nothing where none is given, and nothing more where one is. Its
answers are checked where they come in, and of a bad one the run ends.
"""

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

from sim.engine.machine.compiling import compiled_part
from sim.phases import market
from sim.phases.platform import joining
from sim.phases.supply import order_levels
from sim.scenario import GoodsPricing, Scenario

MOST_GRAINS = 2**31 - 1  # that a column counts
MOST_MONEY = 2.0**31  # a grain: beyond, sums would not be exact any more


class BadAnswerError(ValueError):
    """A rule of the user's answered what it may not: which, the answer, then what it was asked."""


def _ordering(given: Any) -> Any:
    @compiled_part
    def order_quantity(policy, position, level, reorder_point, lot, moq):
        answer = given(
            int(policy), int(position), float(level), float(reorder_point), int(lot), int(moq)
        )
        if not 0 <= answer <= MOST_GRAINS:
            raise BadAnswerError(
                "ordering", answer, policy, position, level, reorder_point, lot, moq
            )
        return int(answer)

    return order_quantity


def _pricing(given: Any) -> Any:
    @compiled_part
    def goods_price(rule, landed, markup, factor, choke):
        answer = given(int(rule), float(landed), float(markup), float(factor), float(choke))
        if not 0.0 < answer <= MOST_MONEY:
            raise BadAnswerError("pricing", answer, rule, landed, markup, factor, choke)
        return float(answer)

    return goods_price


def _shop_pricing(given: Any) -> Any:
    @compiled_part
    def competitive_price(landed, opening, markup, elasticity):
        answer = given(float(landed), float(opening), float(markup), float(elasticity))
        if not 0.0 < answer <= MOST_MONEY:
            raise BadAnswerError("shop_pricing", answer, landed, opening, markup, elasticity)
        return float(answer)

    return competitive_price


def _joining(given: Any) -> Any:
    @compiled_part
    def joining_chance(innovation, imitation, joined, response, gain):
        answer = given(
            float(innovation), float(imitation), float(joined), float(response), float(gain)
        )
        if not 0.0 <= answer <= 1.0:
            raise BadAnswerError("joining", answer, innovation, imitation, joined, response, gain)
        return float(answer)

    return joining_chance


class Seam(NamedTuple):
    """A rule that may be another."""

    phase: ModuleType  # whose text calls it
    name: str  # by which it is called there, and in sim.rules
    built_in: Any
    checked: Callable[[Any], Any]  # a user's function, its answer checked
    usual: tuple[float, ...]  # what it may be asked; whole numbers where all are
    may_answer: str
    asked_where: Callable[[Scenario], bool] = lambda scenario: True

    @property
    def arguments(self) -> tuple[str, ...]:
        """Their names, in order."""
        return tuple(inspect.signature(getattr(self.built_in, "py_func", self.built_in)).parameters)


def _seam(phase: ModuleType, name: str, *others: Any) -> Seam:
    return Seam(phase, name, getattr(phase, name), *others)


def _compete(scenario: Scenario) -> bool:
    return scenario.price.goods == GoodsPricing.ADAPTIVE_MARKUP


def _may_join(scenario: Scenario) -> bool:
    levers = joining.CHEAPER + joining.FULLER + joining.BUSIER
    return any(getattr(scenario.levers, name).historical for name in levers)


GRAINS = f"a number of grains from 0 to {MOST_GRAINS:,}"
PRICE = f"a price above 0 and up to {MOST_MONEY:,.0f}"
CHANCE = "a chance from 0 to 1"
SEAMS = {
    "ordering": _seam(order_levels, "order_quantity", _ordering, (0, 5, 20.0, 20.0, 6, 0), GRAINS),
    "pricing": _seam(market, "goods_price", _pricing, (0, 5.0, 0.2, 1.0, 10.0), PRICE),
    "shop_pricing": _seam(
        market, "competitive_price", _shop_pricing, (5.0, 5.0, 0.2, 6.0), PRICE, _compete
    ),
    "joining": _seam(
        joining, "joining_chance", _joining, (0.01, 0.1, 0.5, 1.0, 0.05), CHANCE, _may_join
    ),
}
