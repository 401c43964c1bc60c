"""Names for the arrays that the world is made of."""

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int32]
type Bools = NDArray[np.bool_]
