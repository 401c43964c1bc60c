"""Settings that all tests share."""

import os

import pytest
from hypothesis import settings

# xdist tells its workers how wide a terminal is that they don't have.
os.environ.pop("COLUMNS", None)

# No deadline anywhere: the first example may have to compile a numba function.
settings.register_profile("local", deadline=None)
# The same examples in every run: a red build must be red again on the desk.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "local"))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile once, before the processes of `--numprocesses` start: else each compiles it all."""
    if session.config.getoption("numprocesses", None):
        from sim.experiments.warming import warm_up
        from sim.scenario import read_scenario

        for name in ("base", "textbook/beer_game"):
            warm_up(read_scenario(name))
