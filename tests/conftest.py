"""Settings that all tests share."""

import os

from hypothesis import settings

# No deadline anywhere: the first example may have to compile a numba function.
settings.register_profile("local", deadline=None)
# The same examples in every run: a red build must be red again on the desk.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "local"))
