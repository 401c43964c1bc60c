"""A verdict counts for a mechanism that takes most of the effect with it; a miss says its kind."""

import pytest

from sim.evidence.claims.answer import (
    CANNOT_SAY,
    MEETS,
    MISSES,
    MISSING,
    NOT_BY_IT,
    REFUTED,
    RIGHT_DIRECTION,
    TOO_LITTLE_POWER,
    Answer,
    attributed,
    share_taken,
)


def answer(verdict: str, model: float | None = 2.0, without: float | None = None) -> Answer:
    taken = None if model is None else share_taken(model, without)
    return Answer(model, model, model, verdict, without, taken=taken)


@pytest.mark.parametrize(
    ("without", "verdict"),
    [(0.0, MEETS), (1.0, MEETS), (1.1, NOT_BY_IT), (2.5, NOT_BY_IT), (None, NOT_BY_IT)],
)
def test_half_of_the_effect_goes_with_its_mechanism(without, verdict) -> None:
    assert attributed(answer(MEETS, without=without), "").verdict == verdict


def test_what_is_left_is_told() -> None:
    note = attributed(answer(MEETS, without=1.5), "").note
    assert note == "without it, 75 % of the effect is left"


@pytest.mark.parametrize(
    ("verdict", "lacks", "why"),
    [
        (MISSES, "", REFUTED),
        (MISSES, "rents", MISSING),
        (RIGHT_DIRECTION, "rents", MISSING),
        (CANNOT_SAY, "rents", TOO_LITTLE_POWER),
        (MEETS, "rents", ""),
    ],
)
def test_a_miss_says_which_it_is(verdict, lacks, why) -> None:
    assert attributed(answer(verdict, without=0.0), lacks).why == why


def test_what_the_model_does_not_report_has_no_kind() -> None:
    assert attributed(answer(CANNOT_SAY, model=None), "").why == ""
