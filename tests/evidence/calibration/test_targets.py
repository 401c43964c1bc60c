"""How far a run is from a figure: in its tolerances, and nothing where an order holds."""

import numpy as np
import pytest

from sim.evidence.calibration.targets import CHINA, Target, residuals

PLAIN = Target("t", "growth", "share", tolerance=0.1, weight=1.0, source="made up")
GROWTH = {"growth": {CHINA: 0.9, "A": 0.5, "B": 0.4, "C": 0.3, "D": 0.2}}


def of(target):
    return residuals([target], GROWTH).tolist()


def test_a_number_is_off_by_so_many_tolerances_on_either_side():
    assert of(PLAIN._replace(value=0.7)) == pytest.approx([2.0])
    assert of(PLAIN._replace(value=0.6, where="A")) == pytest.approx([-1.0])
    assert of(PLAIN._replace(value=0.7, weight=0.25)) == pytest.approx([1.0])


def test_an_order_that_holds_is_no_reason_to_move():
    assert of(PLAIN._replace(order=("A", "B", "C"))) == [0.0, 0.0, 0.0]


def test_an_order_that_fails_says_by_how_much():
    assert of(PLAIN._replace(order=("B", "A", "C"))) == pytest.approx([1.0, 0.0, 0.0])
    assert of(PLAIN._replace(order=("A", "C"))) == pytest.approx([0.0, 1.0])  # B is above C


def test_members_are_held_against_the_last_place_that_counts():
    assert of(PLAIN._replace(members=("A", "D"), within_top=2)) == pytest.approx([0.0, 2.0])
    inland = PLAIN._replace(members=("B",), within_top=2, first_are=("B", "C", "D"))
    assert of(inland) == pytest.approx([0.0, 2.0])  # A, outside, is 0.2 above the second inside


def test_one_group_is_above_another():
    assert of(PLAIN._replace(above=(("A",), ("C", "D")))) == [0.0]
    assert of(PLAIN._replace(above=(("C", "D"), ("A",)))) == pytest.approx([2.5])


def test_no_targets_have_no_residuals():
    assert residuals([], GROWTH).shape == (0,)
    assert np.isfinite(residuals([PLAIN._replace(value=1.0)], GROWTH)).all()
