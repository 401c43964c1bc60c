"""A disk that is full, or refuses a file otherwise, is told in one line that names the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.experiments.errors import WriteFailedError


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Whatever the system says while this file or folder is written names it.

    Raises WriteFailedError instead of OSError, which often names nothing.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        raise WriteFailedError(f"{path}: can't be written: {reason}") from error
