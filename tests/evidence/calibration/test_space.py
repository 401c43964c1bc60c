"""Parameters as shares of their ranges, and what is believed before."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.evidence.calibration.space import (
    Free,
    point,
    prior_residuals,
    read_space,
    settings,
)

SPACE = (
    Free("a.b", 2.0, 10.0, "a toy"),
    Free("c.d", 0.01, 1.0, "a toy", log=True, prior=0.1, spread=0.25),
)


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_there_and_back(first, second):
    at = np.array([first, second])
    assert point(SPACE, settings(SPACE, at)) == pytest.approx(at, abs=1e-9)


def test_ratios_count_the_same_where_the_range_is_wide():
    assert settings(SPACE, np.array([0.25, 0.5])) == pytest.approx({"a.b": 4.0, "c.d": 0.1})


def test_a_prior_pulls_in_its_standard_deviations():
    assert prior_residuals(SPACE, np.array([0.0, 1.0])).tolist() == pytest.approx([2.0])


def test_too_many_free_parameters_are_refused(tmp_path):
    rows = "".join(f"  p{n}: {{low: 0, high: 1, reason: toy}}\n" for n in range(11))
    (tmp_path / "space.yaml").write_text(f"free:\n{rows}")
    with pytest.raises(ValueError, match="11 free parameters, of which at most 10"):
        read_space(tmp_path / "space.yaml")
