"""Orders are whole numbers: Poisson, and every one goes to one merchant."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.engine.randomness import bits, day_key
from sim.phases.online.demand import LARGEST_MEAN, MEANS, SMALLEST_MEAN
from sim.rules.demand_draws import draw_table
from sim.rules.online_orders import orders_drawn, orders_upto
from sim.scenario import DemandLaw

TABLE = draw_table(DemandLaw.POISSON, 1.0, 1.0, SMALLEST_MEAN, LARGEST_MEAN, MEANS)
DRAWS = 20_000
JUST_ABOVE = float(LARGEST_MEAN * np.exp(0.5 * TABLE.step))  # half a step beyond the table


def drawn(mean, luck):
    return orders_drawn(math.log(mean), luck, TABLE)


@pytest.mark.parametrize("mean", [0.003, 0.4, 1.0, 7.3, 90.0, 299.0, JUST_ABOVE, 330.0, 5000.0])
def test_orders_have_the_mean_and_variance_of_poisson(mean):
    key = day_key(1, 18, 3)
    orders = np.array([drawn(mean, bits(*key, i)) for i in range(DRAWS)], float)
    assert orders.min() >= 0
    assert abs(orders.mean() - mean) < 5 * math.sqrt(mean / DRAWS)
    error = math.sqrt((mean + 2 * mean**2) / DRAWS)  # of a variance: fourth moment less its square
    assert abs(orders.var() - mean) < 5 * error


def test_nobody_orders_where_nobody_buys():
    assert drawn(1e-300, 0) == 0
    assert drawn(1e-300, 2**32 - 1) == 0


def shares(orders, merchants, offset):
    upto = [orders_upto(orders, first, merchants, offset) for first in range(merchants + 1)]
    assert upto[0] == 0
    return np.diff(upto)


@given(st.integers(0, 10**9), st.integers(1, 40), st.data())
def test_every_order_goes_to_one_merchant(orders, merchants, data):
    offset = data.draw(st.integers(0, merchants - 1))
    parts = shares(orders, merchants, offset)
    assert sum(parts) == orders
    assert max(parts) - min(parts) <= 1


def test_over_all_offsets_every_merchant_gets_the_same():
    parts = np.array([shares(17, 5, offset) for offset in range(5)])
    assert (parts.sum(axis=0) == 17).all()
