"""First of the month: rural people spend by what their households have earned, online and in shops.

A part of demand. The last twelve months are held against the first twelve that count; before these
are over, nothing moves. Growth that all incomes share is not in it.
"""

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.online import BUYERS_A_PROVINCE, RURAL_BUYER
from sim.engine.tables.state import FarmState, OnlineState, State
from sim.engine.year import MONTHS_A_YEAR


def follow_income(online: OnlineState, farm: FarmState) -> None:
    """Note what farm households have earned so far, and fit the purse of the rural people to it."""
    farmers, buyers = farm.farmers, online.buyers
    earned = np.bincount(
        farmers.province, farmers.sales + farmers.other - farmers.costs, buyers.earned.shape[1]
    )
    month, marks = int(buyers.months[0]), len(buyers.earned)
    buyers.earned[month % marks] = earned
    if month == MONTHS_A_YEAR:
        buyers.first_year[:] = earned - buyers.earned[0]
    if month >= MONTHS_A_YEAR:
        last_year = earned - buyers.earned[(month + 1) % marks]
        known = buyers.first_year > 0.0
        purse = buyers.purse[RURAL_BUYER::BUYERS_A_PROVINCE]
        purse[known] = np.maximum(last_year[known] / buyers.first_year[known], 0.0)
    buyers.months[0] += 1


def purses(state: State) -> NDArray[np.float64]:
    """(provinces,): what farmers earn over the first year's income; 1 until that is over."""
    if state.online is None:
        return np.ones(len(state.province_names))
    return np.ascontiguousarray(state.online.buyers.purse[RURAL_BUYER::BUYERS_A_PROVINCE])
