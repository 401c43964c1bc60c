"""Chunks of shops: whole neighbourhoods, in order, none left out."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.engine.machine.chunks import chunks_of


@given(
    st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=5), min_size=1, max_size=12),
    st.integers(1, 60),
    st.data(),
)
def test_chunks_are_whole_neighbourhoods_one_after_another(neighbourhoods, size, data):
    shelves = np.concatenate(neighbourhoods)
    first_shelf = np.concatenate(([0], np.cumsum(shelves)))
    ends = np.cumsum([len(shops) for shops in neighbourhoods])
    end_neighbour = np.repeat(ends, [len(shops) for shops in neighbourhoods])
    ageing = data.draw(st.lists(st.integers(0, max(int(first_shelf[-1]) - 1, 0)), unique=True))
    batch_shelf = np.array(sorted(ageing), np.int64)
    if not first_shelf[-1]:
        batch_shelf = batch_shelf[:0]

    chunks = chunks_of(first_shelf, end_neighbour, batch_shelf, size)
    for place, last in ((0, first_shelf[-1]), (2, len(shelves)), (4, len(batch_shelf))):
        assert chunks[0, place] == 0
        assert chunks[-1, place + 1] == last
        assert np.array_equal(chunks[1:, place], chunks[:-1, place + 1])
    assert set(chunks[:, 3]) <= set(ends)
    for lo, hi, shop, end, row_lo, row_hi in chunks:
        assert all(lo <= shelf < hi for shelf in batch_shelf[row_lo:row_hi])
        alone = end == end_neighbour[shop]
        assert alone or hi - lo <= size
        least = min(size, max(size, first_shelf[-1] - lo) // 6)
        assert end == len(shelves) or first_shelf[end_neighbour[end]] - lo > least
