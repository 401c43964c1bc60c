"""Where compiled code is kept."""

import subprocess
import sys

PROGRAM = """
import os
import numba
from sim.engine.compiling import compiled
from numba import config

print(config.CACHE_DIR == os.environ["NUMBA_CACHE_DIR"], bool(config.SLP_VECTORIZE))

@compiled
def twice(x):
    return 2 * x

twice(21)
"""


def test_compiled_code_is_kept_in_its_folder_whatever_imported_numba_first(tmp_path, monkeypatch):
    """In the folder of another's choice, numba would not notice when a rule is another."""
    for name in ("NUMBA_CACHE_DIR", "NUMBA_SLP_VECTORIZE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "0")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    run = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "True"]
    kept = [path for path in tmp_path.rglob("*.nbc") if "twice" in path.name]
    assert len(kept) == 1 and kept[0].is_relative_to(tmp_path / "caches")
