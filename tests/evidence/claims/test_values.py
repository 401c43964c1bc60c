"""A reported number against the interval of the model's."""

import numpy as np
import pytest
from scipy import stats

from sim.evidence.claims.answer import CANNOT_SAY, MEETS, MISSES, RIGHT_DIRECTION
from sim.evidence.claims.numbers import NATION, MissingError
from sim.evidence.claims.reported import Claim
from sim.evidence.claims.values import Value, above_the_country, positive, ranked
from tests.evidence.claims.made_up import everywhere, numbers

GANSU = Claim("g", "value", "", value=1.14, unit="share", province="Gansu")
NATIONAL = Claim("n", "value", "", value=0.324, unit="share")


def growth(*values: float):
    return numbers({("growth", NATION): values})


def test_the_interval_is_students_over_the_seeds() -> None:
    values = [0.315, 0.333, 0.318]
    answer = Value("growth").answer(NATIONAL, growth(*values), growth(0.1, 0.2, 0.3))
    ends = stats.t.interval(0.95, 2, np.mean(values), stats.sem(values))
    assert (answer.low, answer.high) == pytest.approx(ends)
    assert answer.model == pytest.approx(0.322)
    assert answer.without == pytest.approx(0.2)
    assert answer.unit == "share"
    assert answer.verdict == MEETS


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ((0.324, 0.324), MEETS),
        ((0.20, 0.45), CANNOT_SAY),  # the interval holds anything
        ((0.20, 0.21, 0.20), RIGHT_DIRECTION),
        ((0.01, 0.01, -0.01, 0.02), MISSES),  # in three of four seeds
        ((-0.1, -0.11), MISSES),
    ],
)
def test_a_value_outside_may_have_the_right_direction(values, verdict) -> None:
    assert Value("growth", positive).answer(NATIONAL, growth(*values), None).verdict == verdict


def test_a_level_has_no_direction() -> None:
    assert Value("growth").answer(NATIONAL, growth(0.1, 0.11), None).verdict == MISSES


@pytest.mark.parametrize(("country", "verdict"), [(0.4, RIGHT_DIRECTION), (0.6, MISSES)])
def test_a_province_is_held_against_the_country(country: float, verdict: str) -> None:
    reported = {("growth", "Gansu"): [0.5, 0.51], ("growth", NATION): [country] * 2}
    answer = Value("growth", above_the_country).answer(GANSU, numbers(reported), None)
    assert answer.verdict == verdict
    assert answer.model == pytest.approx(0.505)


@pytest.mark.parametrize(("rank", "verdict"), [(1, RIGHT_DIRECTION), (2, MISSES)])
def test_a_rank_may_be_the_direction(rank: int, verdict: str) -> None:
    jobs = numbers(everywhere("jobs", 2, Gansu=[0.9, 0.9]))
    assert Value("jobs", ranked(rank)).answer(GANSU, jobs, None).verdict == verdict


def test_another_unit_is_no_answer() -> None:
    in_jobs = numbers({("growth", NATION): [1.0, 1.0]}, unit="jobs")
    with pytest.raises(MissingError, match="growth is in jobs, the report in share"):
        Value("growth").answer(NATIONAL, in_jobs, None)


def test_where_it_is_undefined_without_the_mechanism_there_is_no_such_number() -> None:
    answer = Value("growth").answer(NATIONAL, growth(0.3, 0.4), growth(0.3, np.nan))
    assert answer.model is not None
    assert answer.without is None
