import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.world.rounding import block_of, divide, ends, rank_in_run, round_to_sum

amounts = st.lists(st.floats(0.001, 1000.0), min_size=1, max_size=40).map(np.array)


@given(amounts)
def test_rounding_keeps_the_sum_and_stays_within_one(quotas):
    counts = round_to_sum(quotas)
    assert counts.sum() == np.floor(quotas.sum() + 0.5)
    assert (np.abs(counts - quotas) <= 1.0).all()


@given(amounts, st.integers(1, 5))
def test_a_floor_takes_nothing_from_the_others(quotas, floor):
    counts = round_to_sum(quotas, floor)
    free = quotas >= floor
    assert (counts[~free] == floor).all()
    assert counts[free].sum() == np.floor(quotas[free].sum() + 0.5)
    assert (counts >= floor).all()


@given(amounts, st.integers(0, 3), st.integers(0, 500))
def test_division_is_exact_with_a_floor(weights, floor, extra):
    total = floor * len(weights) + extra
    parts = divide(total, weights, floor)
    assert parts.sum() == total
    assert (parts >= floor).all()


def test_division_is_in_proportion_where_no_floor_binds():
    assert divide(10, np.array([1.0, 2.0, 2.0])).tolist() == [2, 4, 4]
    assert divide(10, np.array([0.001, 2.0, 2.0]), floor=2).tolist() == [2, 4, 4]


@given(st.integers(1, 50), st.integers(1, 50))
def test_blocks_are_contiguous_even_and_never_empty(members, blocks):
    blocks = min(members, blocks)
    block = block_of(np.arange(members, dtype=np.int32), np.int32(members), np.int32(blocks))
    sizes = np.bincount(block, minlength=blocks)
    assert (np.diff(block) >= 0).all()
    assert sizes.min() >= 1
    assert sizes.max() - sizes.min() <= 1


def test_runs():
    counts = np.array([2, 0, 3], dtype=np.int32)
    assert ends(counts).tolist() == [0, 2, 2, 5]
    assert rank_in_run(counts).tolist() == [0, 1, 0, 1, 2]
