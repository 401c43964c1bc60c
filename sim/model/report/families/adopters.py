"""What owners who may order from producers earn, and what the others do, side by side in a run."""

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State
from sim.model.report.areas import Areas, ByArea
from sim.model.report.earnings import earned_by_firms
from sim.model.report.ratios import ratio
from sim.model.report.recorder import Recorder

LEVER = "direct_ordering"


def income_a_shop(recorder: Recorder, state: State) -> NDArray[np.float64]:
    """(shops,) RMB a year of a real shop: an agent in a small province stands for less than one."""
    earned = earned_by_firms(state, recorder.opening_worth)[: state.shops]
    there = np.asarray(recorder.opening_open[: state.shops]) == 1  # who comes later is left out
    province = np.asarray(state.keepers.province[: state.shops])
    income: NDArray[np.float64] = earned / recorder.scenario.grain.money / recorder.years
    return income / stands_for(state, there)[province]


def stands_for(state: State, there: NDArray[np.bool_]) -> NDArray[np.float64]:
    """(provinces,) real shops over scale that each of those who are there stands for; else nan."""
    province = np.asarray(state.keepers.province[: state.shops])
    represented = state.represented["shop_owner"]
    return ratio(represented, np.bincount(province, there, len(represented)))


def incomes_of_adopters(recorder: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """Income a real shop and year; nan where there are none. Nothing where the lever is off."""
    if LEVER not in state.levers:
        return {}
    assert areas.whole, "in a province there may be nobody of the one kind or the other"
    income = income_a_shop(recorder, state)
    there = np.asarray(recorder.opening_open[: state.shops]) == 1
    weight = stands_for(state, there)[np.asarray(state.keepers.province[: state.shops])]
    may = np.asarray(state.keepers.direct_ordering[: state.shops]) == 1
    return {
        f"income.shop_owner.{name}": ratio([(income * weight)[who].sum()], [weight[who].sum()])
        for name, who in (("direct", may & there), ("others", ~may & there))
    }
