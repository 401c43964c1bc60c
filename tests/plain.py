"""Programs run in a process of their own, compiled or as plain Python."""

import os
import subprocess
import sys


def output_of(program: str, *arguments: str, plain: bool) -> str:
    """What a program prints; warnings are errors in it.

    plain  run the same text without the compiler
    """
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1" if plain else "0"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
