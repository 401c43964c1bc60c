"""A part of a whole; nan where there is nothing to divide by."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def ratio(part: Any, whole: Any) -> NDArray[np.float64]:
    """Part / whole, entry by entry; nan where the whole is not above zero."""
    unknown = np.full(np.shape(whole), np.nan)
    result: NDArray[np.float64] = np.divide(part, whole, unknown, where=np.asarray(whole) > 0.0)
    return result


def share(part: Any, whole: Any) -> float:
    """The ratio of two numbers."""
    return float(ratio(part, whole))
