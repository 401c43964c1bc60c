"""What an interval over seeds is about: their mean, or one world of which parameters are unknown.

Where only luck differs between seeds, more of them tell the mean ever better. Where each seed has
parameters of its own, one of an ensemble, no number of seeds says which of these are the true ones:
then the interval is where one more draw of parameters and luck would lie (Student's t, prediction).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ONE = ContextVar("one_world", default=False)


@contextmanager
def one_world(so: bool) -> Iterator[None]:
    """Intervals that are taken inside are about one world, or as ever about the mean."""
    before = _ONE.set(so)
    try:
        yield
    finally:
        _ONE.reset(before)


def variance_left[Count](seeds: Count) -> Count:
    """Variance of what an interval is about, over that between seeds: 1/n, or 1 + 1/n."""
    return 1.0 / seeds + (1.0 if _ONE.get() else 0.0)  # type: ignore[operator, return-value]
