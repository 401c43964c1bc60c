"""Shops cut into chunks that stay in the processor's cache while they are worked on."""

import numpy as np
from numpy.typing import NDArray

LAST_CHUNKS = 6  # in how many at least the last shelves are cut


def chunks_of(
    shelves_of_shop: NDArray[np.integer],
    end_neighbour: NDArray[np.integer],
    batch_shelf: NDArray[np.integer],
    size: int,
) -> NDArray[np.int64]:
    """Cut the shops into chunks of whole neighbourhoods of about `size` shelves.

    The last ones are ever smaller, so that threads that share them end at about the same time.

    shelves_of_shop  first shelf of each shop (one entry more than shops)
    end_neighbour    shop after the last of each shop's neighbourhood
    batch_shelf      shelf of each row of stock by age, ascending
    Returns int64 (chunks, 6): shelves from-to, shops from-to, batch rows from-to.
    """
    shops = len(shelves_of_shop) - 1
    rows = []
    shop = 0
    while shop < shops:
        end = int(end_neighbour[shop])
        left = int(shelves_of_shop[shops] - shelves_of_shop[shop])
        most = min(size, max(left, size) // LAST_CHUNKS)
        while end < shops and shelves_of_shop[end_neighbour[end]] - shelves_of_shop[shop] <= most:
            end = int(end_neighbour[end])
        lo, hi = int(shelves_of_shop[shop]), int(shelves_of_shop[end])
        batch_lo, batch_hi = np.searchsorted(batch_shelf, [lo, hi])
        rows.append((lo, hi, shop, end, int(batch_lo), int(batch_hi)))
        shop = end
    return np.array(rows, np.int64).reshape(-1, 6)
