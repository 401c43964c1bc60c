"""Programs run in processes of their own, compiled and as plain Python."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor


def output_of(program: str, plain: bool) -> str:
    """What a program prints; warnings are errors in it.

    plain  run the same text without the compiler
    """
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1" if plain else "0"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def compiled_and_plain(program: str) -> list[str]:
    """What a program prints both ways, which run side by side."""
    with ThreadPoolExecutor(2) as both:
        return list(both.map(output_of, [program, program], [False, True]))
