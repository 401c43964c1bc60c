"""Users of a lever, each against itself."""

import pandas as pd
import pytest

from sim.evidence.claims.answer import CANNOT_SAY, MEETS, MISSES
from sim.evidence.claims.numbers import MissingError, Numbers
from sim.evidence.claims.reported import Claim
from sim.evidence.claims.users import OnUsers
from tests.evidence.claims.made_up import numbers, tables

CLAIM, ZHEJIANG = Claim("c", "direction", ""), OnUsers("analytics", "Zhejiang")
ON = numbers({})


def off(*pairs: tuple[float, float]) -> Numbers:
    """The run without it: stockouts of users there and with it, a pair a seed."""
    rows = [
        {
            "scenario": "less", "baseline": "history", "seed": seed, "switch": "analytics",
            "province": "Zhejiang", "class": speed, "shops": 40,
            "base_stockout_rate": with_it, "stockout_rate": without,
        }
        for seed, (without, with_it) in enumerate(pairs, 1)
        for speed in ("slow", "middling", "fast", "all")
    ]  # fmt: skip
    return Numbers({**tables(less={}), "shop_users": pd.DataFrame(rows)}, "less")


@pytest.mark.parametrize(
    ("pairs", "verdict"),
    [
        (((0.10, 0.08), (0.11, 0.092), (0.10, 0.081)), MEETS),
        (((0.10, 0.12), (0.11, 0.131), (0.10, 0.121)), MISSES),
        (((0.10, 0.12), (0.11, 0.05), (0.10, 0.10)), CANNOT_SAY),
        (((0.10, 0.1001), (0.11, 0.1099), (0.10, 0.1)), MISSES),  # 5 % would have been seen
    ],
)
def test_their_stockouts_fall(pairs, verdict) -> None:
    answer = ZHEJIANG.answer(CLAIM, ON, off(*pairs))
    assert answer.verdict == verdict
    assert answer.model == pytest.approx(sum(with_it for _, with_it in pairs) / 3)
    assert answer.without == pytest.approx(sum(without for without, _ in pairs) / 3)


def test_the_note_tells_the_selling_speeds() -> None:
    note = ZHEJIANG.answer(CLAIM, ON, off((0.10, 0.08), (0.10, 0.08))).note
    assert note.startswith("in 2 of 2 seeds, 40 users; slow goods 10.0 % to 8.0 %;")


def test_where_nobody_has_it_there_is_no_answer() -> None:
    with pytest.raises(MissingError, match="no shop of Gansu has analytics"):
        OnUsers("analytics", "Gansu").answer(CLAIM, ON, off((0.1, 0.1)))
    with pytest.raises(MissingError, match="no shops are told apart"):
        ZHEJIANG.answer(CLAIM, ON, ON)
