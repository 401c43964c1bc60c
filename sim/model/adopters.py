"""What owners who may order from producers earn, and what the others do, side by side in a run."""

import numpy as np

from sim.engine.state import State
from sim.model.earnings import earned_by_firms
from sim.model.outcomes import Outcome, Recorder, share

LEVER = "direct_ordering"


def incomes_of_owners(recorder: Recorder, state: State) -> dict[str, Outcome]:
    """Income a real shop and year; nan where there are none. Nothing where the lever is off."""
    if LEVER not in state.levers:
        return {}
    shops = state.shops
    earned = earned_by_firms(state, recorder.opening_worth)[:shops]
    earned = earned / recorder.scenario.grain.money / recorder.years
    province = np.asarray(state.keepers.province[:shops])
    # An agent of a province in which a floor binds stands for less than a shop.
    there = np.asarray(recorder.opening_open[:shops]) == 1  # who comes later is left out
    stands_for = state.represented["shop_owner"] / np.bincount(province, there)
    may = np.asarray(state.keepers.direct_ordering[:shops]) == 1
    return {
        f"income.shop_owner.{name}": Outcome(
            share(earned[who].sum(), stands_for[province[who]].sum()), "RMB/year"
        )
        for name, who in (("direct", may & there), ("others", ~may & there))
    }
