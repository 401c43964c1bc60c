"""Places of provinces, and how likely they are."""

import pytest
from scipy import stats

from sim.evidence.claims.answer import CANNOT_SAY, MEETS, MISSES
from sim.evidence.claims.ranks import AmongTop, Order
from sim.evidence.claims.reported import Claim
from tests.evidence.claims.made_up import everywhere, inland_ten, numbers

FIRST = Claim("f", "rank", "", order=("Gansu", "Guizhou", "Tibet"))
TOP = Claim("t", "rank", "", members=("Guizhou", "Sichuan"), within_top=10)
INLAND = TOP._replace(all_of_top="inland")


def three(seeds: int, *misplaced: int):
    """Gansu, Guizhou, Tibet lead; in some seeds Tibet is before Guizhou."""
    tibet = [3.5 if seed in misplaced else 2 for seed in range(seeds)]
    return numbers(everywhere("growth", seeds, Gansu=[4] * seeds, Guizhou=[3] * seeds, Tibet=tibet))


@pytest.mark.parametrize(
    ("seeds", "misplaced", "verdict"),
    [
        (5, (), MEETS),
        (5, (2,), CANNOT_SAY),  # 19 in 20 may well give 4 of 5
        (5, (1, 2), MISSES),
        (20, (7,), MEETS),
        (20, (7, 8), CANNOT_SAY),
        (20, (6, 7, 8, 9), MISSES),
    ],
)
def test_an_order_holds_in_95_of_100_seeds(seeds, misplaced, verdict) -> None:
    answer = Order("growth").answer(FIRST, three(seeds, *misplaced), three(seeds))
    held = seeds - len(misplaced)
    assert answer.verdict == verdict
    assert answer.model == pytest.approx(held / seeds)
    assert answer.without == 1.0
    # Clopper and Pearson: the ends are quantiles of beta distributions.
    low = stats.beta.ppf(0.025, held, len(misplaced) + 1)
    assert answer.low == pytest.approx(low)


def test_the_ranks_are_told() -> None:
    answer = Order("growth").answer(FIRST, three(5, 2), None)
    assert answer.note == "rank in growth: Gansu 1, Guizhou 2 (2 to 3), Tibet 3 (2 to 3)"
    assert answer.without is None


def test_members_are_among_the_first() -> None:
    answer = AmongTop("gain").answer(TOP, numbers(inland_ten("gain", 2, 2, 2)), None)
    assert (answer.model, answer.verdict) == (1.0, MEETS)
    out = AmongTop("gain").answer(TOP, numbers(inland_ten("gain", 2, 0, 0)), None)
    assert (out.model, out.verdict) == (pytest.approx(1 / 3), MISSES)


def test_one_coastal_province_among_them_is_enough_for_a_miss() -> None:
    inland = inland_ten("gain", 2, 2)
    assert AmongTop("gain").answer(INLAND, numbers(inland), None).verdict == MEETS
    with_the_coast = inland | {("gain", "Shanghai"): [9, 9]}
    assert AmongTop("gain").answer(TOP, numbers(with_the_coast), None).verdict == MEETS
    assert AmongTop("gain").answer(INLAND, numbers(with_the_coast), None).verdict == MISSES


def test_equal_provinces_are_not_first() -> None:
    flat = numbers({(outcome, place): [0, 0] for outcome, place in everywhere("gain", 2)})
    assert AmongTop("gain").answer(TOP, flat, None).model == 0


def test_another_outcome_is_told_beside() -> None:
    both = numbers(inland_ten("gain", 2, 2) | everywhere("other", 2))
    note = AmongTop("gain", beside="other").answer(TOP, both, None).note
    assert note.startswith("rank in gain: Guizhou 1, Sichuan ")
    assert "; rank in other: Guizhou 24, Sichuan 23" in note
