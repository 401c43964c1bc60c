"""Directions and mechanisms: judged by the sign, seed by seed."""

import pytest

from sim.evidence.claims.answer import MEETS, MISSES
from sim.evidence.claims.numbers import COAST, NATION, MissingError, provinces_in
from sim.evidence.claims.reported import Claim
from sim.evidence.claims.signs import Case, InlandAbove, falls, rises
from tests.evidence.claims.made_up import everywhere, numbers

CLAIM = Claim("c", "direction", "")


def share(*values: float):
    return numbers({("out", "Gansu"): values})


HERE = Case("out", "Gansu")


@pytest.mark.parametrize(
    ("judgement", "on", "verdict"),
    [
        (falls(HERE), (0.1, 0.2, 0.3), MEETS),
        (falls(HERE), (0.1, 0.2, 0.41), MISSES),
        (falls(HERE), (0.2, 0.3, 0.4), MISSES),  # the same is no fall
        (rises(HERE), (0.3, 0.4, 0.5), MEETS),
        (rises(HERE), (0.1, 0.2, 0.3), MISSES),
    ],
)
def test_each_seed_is_compared_with_itself(judgement, on, verdict) -> None:
    answer = judgement.answer(CLAIM, share(*on), share(0.2, 0.3, 0.4))
    assert answer.verdict == verdict
    assert answer.model == pytest.approx(sum(on) / 3)
    assert answer.without == pytest.approx(0.3)


def test_the_paired_difference_is_told() -> None:
    answer = falls(HERE).answer(CLAIM, share(0.10, 0.21, 0.30), share(0.2, 0.3, 0.4))
    assert answer.note.startswith("in 3 of 3 seeds. Gansu: Out falls by 9.7 percentage points (")
    assert answer.note.endswith("): clear.")


def test_of_several_each_must_move() -> None:
    on = numbers({("out", "Gansu"): [2, 2], ("sold", NATION): [2, 1]})
    off = numbers({("out", "Gansu"): [1, 1], ("sold", NATION): [1, 1]})
    assert rises(HERE).answer(CLAIM, on, off).verdict == MEETS
    answer = rises(HERE, Case("sold")).answer(CLAIM, on, off)
    assert answer.verdict == MISSES
    assert (answer.model, answer.without) == (2, 1)
    assert "in 1 of 2 seeds" in answer.note


def test_without_a_switch_there_is_no_answer() -> None:
    with pytest.raises(MissingError, match="can't be switched off"):
        rises(HERE).answer(CLAIM, share(1, 2), None)


def test_the_inland_is_above_the_coast() -> None:
    lead = {name: [0.1, 0.2] for name in provinces_in(COAST)}
    behind = numbers(everywhere("growth", 2, **lead))
    ahead = numbers(everywhere("growth", 2, **{name: [-1, -2] for name in lead}))
    answer = InlandAbove("growth").answer(CLAIM, ahead, behind)
    assert answer.verdict == MEETS
    inland = behind.of("growth", "inland").mean()
    assert answer.model == pytest.approx(inland + 1.5)
    assert answer.without == pytest.approx(inland - 0.15)
    higher = numbers(everywhere("growth", 2, **{name: [1, 2] for name in lead}))
    assert InlandAbove("growth").answer(CLAIM, higher, None).verdict == MISSES
