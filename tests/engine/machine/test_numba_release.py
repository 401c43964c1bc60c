"""A numba that this program was not made for is refused."""

import re
import tomllib
from pathlib import Path

import numba
import pytest

from sim.engine.machine.numba_release import FIRST, TOO_NEW, NumbaReleaseError, check_numba


@pytest.mark.parametrize("release", ["0.67.0", "0.69.0", "0.69.0rc1", "1.0.0", "0+unknown"])
def test_another_release_is_refused(release, monkeypatch):
    monkeypatch.setattr(numba, "__version__", release)
    with pytest.raises(
        NumbaReleaseError, match=rf'and {re.escape(release)} is installed.*"numba>='
    ):
        check_numba()


@pytest.mark.parametrize("release", ["0.68.0", "0.68.1", "0.68.0rc1"])
def test_releases_within_the_bounds_are_taken(release, monkeypatch):
    monkeypatch.setattr(numba, "__version__", release)
    check_numba()


def test_the_bounds_are_those_of_the_package():
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text())["project"]
    assert f"numba>={FIRST},<{TOO_NEW}" in project["dependencies"]
