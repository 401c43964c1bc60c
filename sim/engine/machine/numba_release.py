"""Which releases of numba this program works with: it leans on parts of it that are no promise.

`sim/engine/machine/beyond_numba.py` does. pyproject.toml names the same bounds; a test compares
them. This file loads before numba, whichever is installed.
"""

import re

FIRST, TOO_NEW = "0.68", "0.69"


class NumbaReleaseError(ImportError):
    """Another numba than this program is made for."""


def check_numba() -> None:
    """Refuse a release of numba that this program is not made for."""
    import numba

    if not _numbers(FIRST) <= _numbers(numba.__version__) < _numbers(TOO_NEW):
        raise NumbaReleaseError(
            f"this program works with numba {FIRST}, and {numba.__version__} is installed; "
            f'install the other: python -m pip install "numba>={FIRST},<{TOO_NEW}"'
        )


def _numbers(release: str) -> tuple[int, ...]:
    """Major and minor number."""
    return tuple(int(part) for part in re.findall(r"\d+", release)[:2])
