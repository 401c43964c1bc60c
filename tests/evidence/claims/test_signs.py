"""Directions and mechanisms: judged by the sign, seed by seed."""

import re

import numpy as np
import pandas as pd
import pytest

from sim.evidence.claims.answer import CANNOT_SAY, MEETS, MISSES
from sim.evidence.claims.numbers import COAST, INLAND, NATION, MissingError, Numbers, provinces_in
from sim.evidence.claims.power import power
from sim.evidence.claims.reported import Claim
from sim.evidence.claims.signs import Case, InlandAbove, Members, falls, rises
from tests.evidence.claims.made_up import everywhere, numbers, tables

CLAIM = Claim("c", "direction", "")


def share(*values: float):
    return numbers({("out", "Gansu"): values})


HERE = Case("out", "Gansu")


@pytest.mark.parametrize(
    ("judgement", "on", "verdict"),
    [
        (falls(HERE), (0.1, 0.2, 0.301), MEETS),
        (falls(HERE), (0.1, 0.2, 0.3), CANNOT_SAY),  # the same at three seeds may be chance
        (falls(HERE), (0.1, 0.2, 0.41), CANNOT_SAY),  # three seeds that differ
        (falls(HERE), (0.2, 0.3, 0.4), MISSES),  # the same is no fall
        (falls(HERE), (0.201, 0.3, 0.399), MISSES),  # 5 % of 0.3 would have been seen
        (rises(HERE), (0.3, 0.4, 0.501), MEETS),
        (rises(HERE), (0.1, 0.2, 0.301), MISSES),
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
    on = numbers(
        {("out", "Gansu"): [2, 2.1], ("sold", NATION): [2, 1], ("bought", NATION): [0, -0.1]}
    )
    off = numbers({("out", "Gansu"): [1, 1], ("sold", NATION): [1, 1], ("bought", NATION): [1, 1]})
    assert rises(HERE).answer(CLAIM, on, off).verdict == MEETS
    answer = rises(HERE, Case("sold")).answer(CLAIM, on, off)
    assert answer.verdict == CANNOT_SAY
    assert (answer.model, answer.without) == (2.05, 1)
    assert "in 1 of 2 seeds" in answer.note
    assert rises(HERE, Case("sold"), Case("bought")).answer(CLAIM, on, off).verdict == MISSES


def test_what_it_takes_to_say_is_told() -> None:
    on, off = share(0.1, 0.2, 0.41), share(0.2, 0.3, 0.4)
    missed = re.search(
        r"missed in (\d+) % of tries; (\d+) seeds", falls(HERE).answer(CLAIM, on, off).note
    )
    assert missed is not None and int(missed[1]) > 20
    needed = int(missed[2])
    deviation, effect = float(np.std([-0.1, -0.1, 0.01], ddof=1)), 0.05 * 0.3
    assert power(deviation, effect, needed) >= 0.8 > power(deviation, effect, needed - 1)


def test_of_what_never_happens_nothing_can_be_said() -> None:
    answer = rises(HERE).answer(CLAIM, share(0, 0, 0), share(0, 0, 0))
    assert answer.verdict == CANNOT_SAY


def test_without_a_switch_there_is_no_answer() -> None:
    with pytest.raises(MissingError, match="can't be switched off"):
        rises(HERE).answer(CLAIM, share(1, 2), None)


def test_the_inland_is_above_the_coast() -> None:
    lead = {name: [0.1, 0.2] for name in provinces_in(COAST)}
    behind = numbers(everywhere("growth", 2, **lead))
    ahead = numbers(everywhere("growth", 2, **{name: [-1.0, -1.1] for name in lead}))
    answer = InlandAbove("growth").answer(CLAIM, ahead, behind)
    assert answer.verdict == MEETS
    inland = behind.of("growth", "inland").mean()
    assert answer.model == pytest.approx(inland + 1.05)
    assert answer.without == pytest.approx(inland - 0.15)
    assert answer.taken == pytest.approx(1.2 / (inland + 1.05))
    higher = numbers(everywhere("growth", 2, **{name: [1.0, 1.1] for name in lead}))
    assert InlandAbove("growth").answer(CLAIM, higher, None).verdict == MISSES
    apart = numbers(everywhere("growth", 2, **{name: [-1.0, -9.0] for name in lead}))
    assert InlandAbove("growth").answer(CLAIM, apart, None).verdict == CANNOT_SAY


def with_members(without: tuple[float, float], with_it: tuple[float, float]) -> Numbers:
    """A run without a mechanism: 100 households of Gansu sell online with it, at two seeds."""
    rows = {
        "scenario": "only", "seed": [1, 2], "group": "sold_online", "province": "Gansu",
        "households": 100.0, "income_rmb_per_year": [100 * each for each in without],
        "base_income_rmb_per_year": [100 * each for each in with_it],
    }  # fmt: skip
    there = tables(only={("out", "Gansu"): [1, 0.9]})
    return Numbers({**there, "members": pd.DataFrame(rows)}, "only")


def test_members_must_move_household_by_household_or_are_only_told() -> None:
    on, gains, mixed = share(2, 2), with_members((9, 8), (10, 9.1)), with_members((9, 8), (10, 7))
    must = rises(HERE, members=(Members("sold_online", INLAND),))
    assert must.answer(CLAIM, on, gains).verdict == MEETS
    answer = must.answer(CLAIM, on, mixed)
    assert answer.verdict == CANNOT_SAY and answer.note.startswith("in 1 of 2 seeds")
    assert "inland: Income of households that sell online: no clear change" in answer.note
    told = rises(HERE, members=(Members("sold_online", "Gansu", must_move=False),))
    assert told.answer(CLAIM, on, mixed).verdict == MEETS
    assert must.asks(CLAIM).endswith("income of households that sell online of inland")


def test_where_nobody_is_a_member_it_is_told_or_there_is_no_answer() -> None:
    on, off = share(2, 2), with_members((9, 8), (10, 7))
    elsewhere = Members("sold_online", COAST, must_move=False)
    answer = rises(HERE, members=(elsewhere,)).answer(CLAIM, on, off)
    assert answer.verdict == MEETS and "none sold online in 2 of 2 seeds" in answer.note
    with pytest.raises(MissingError, match="none sold online"):
        rises(HERE, members=(elsewhere._replace(must_move=True),)).answer(CLAIM, on, off)
    with pytest.raises(MissingError, match="one by one"):
        rises(HERE, members=(Members("sold_online"),)).answer(CLAIM, on, share(1, 1))
