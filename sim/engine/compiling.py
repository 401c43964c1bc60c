"""One decorator that compiles rules and phases, and a cache that cannot go stale.

numba's file cache does not notice a change in a function that a cached one calls, so the cache
folder is named by a hash of the sources. With NUMBA_DISABLE_JIT=1 the same text is plain Python.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from sim.engine.sources import COMPILED, source_hash

CACHES_KEPT = 4


def _user_cache() -> Path:
    """The folder under which all versions keep their compiled code."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(base) / "inland-sim"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.gettempdir()) / "inland-sim"
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _compiled_code_folder() -> Path:
    """This version's folder; older ones beyond the last few are removed."""
    root = _user_cache()
    folder = (
        root / f"{source_hash(COMPILED)[:16]}-py{sys.version_info.major}{sys.version_info.minor}"
    )
    folder.mkdir(exist_ok=True)
    os.utime(folder)
    versions = sorted(root.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in versions[CACHES_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return folder


# For numba here, which may have been imported before, and in processes that this one starts.
os.environ.setdefault("NUMBA_CACHE_DIR", str(_compiled_code_folder()))

# Neighbouring rows that are treated alike are worked on at once, in loops that are no loops, too.
os.environ.setdefault("NUMBA_SLP_VECTORIZE", "1")

import numba  # noqa: E402

from sim.engine.aliasing import take_columns_for_apart  # noqa: E402
from sim.engine.indexing import take_indices_as_they_are  # noqa: E402

numba.config.CACHE_DIR = os.environ["NUMBA_CACHE_DIR"]
numba.config.SLP_VECTORIZE = int(os.environ["NUMBA_SLP_VECTORIZE"])
take_indices_as_they_are()
take_columns_for_apart()

PLAIN = bool(numba.config.DISABLE_JIT)  # this process runs the text as plain Python


def compiled[F: Callable[..., object]](function: F) -> F:
    """Compile a rule, or a loop that Python calls; its text stays plain Python.

    While it runs, other threads may run.
    """
    result: F = numba.njit(cache=True, error_model="numpy", no_cfunc_wrapper=True, nogil=True)(
        function
    )
    return result


def compiled_part[F: Callable[..., object]](function: F) -> F:
    """Compile what only compiled code calls: without the door from Python it compiles faster."""
    result: F = numba.njit(
        cache=True, error_model="numpy", no_cfunc_wrapper=True, no_cpython_wrapper=True
    )(function)
    return result
