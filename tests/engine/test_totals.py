"""Sums of columns and the largest entry, against numpy's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sim.engine.totals import largest, total, total_by_place

WHOLE = st.integers(-(2**31), 2**31 - 1)
SHAPES = arrays.array_shapes(min_dims=1, max_dims=3, max_side=5)


@given(arrays.arrays(np.int32, SHAPES, elements=WHOLE))
def test_whole_numbers_are_added_up_whole(values):
    assert total(values) == values.sum(dtype=np.int64)


def test_real_numbers_are_added_one_after_another():
    values = np.array([[1e16, 1.0], [-1e16, 1.0]])
    assert total(values) == 1.0
    assert total(values[:, 1]) == 2.0
    assert total(np.empty(0)) == 0.0


def test_a_sum_for_each_place():
    values = np.arange(12.0).reshape(3, 4)
    assert total_by_place(values) == pytest.approx(values.sum(axis=0), abs=0.0)
    assert total_by_place(np.empty((0, 2))).tolist() == [0.0, 0.0]


@given(arrays.arrays(np.int32, arrays.array_shapes(max_dims=1), elements=WHOLE))
def test_the_largest(values):
    assert largest(values) == values.max()
