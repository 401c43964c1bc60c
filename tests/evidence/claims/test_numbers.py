"""What the runs report, and in which words something is missing."""

import math

import pytest

from sim.evidence.claims.numbers import COAST, INLAND, NATION, MissingError, provinces_in
from sim.scenario.provinces import province_names
from tests.evidence.claims.made_up import everywhere, numbers


def test_values_are_by_seed() -> None:
    here = numbers({("rate", "Gansu"): [0.1, 0.2], ("rate", NATION): [0.3, 0.4]})
    assert here.of("rate", "Gansu").to_dict() == {1: 0.1, 2: 0.2}
    assert here.of("rate").to_dict() == {1: 0.3, 2: 0.4}


def test_groups_are_means_over_their_provinces() -> None:
    coast, inland = provinces_in(COAST), provinces_in(INLAND)
    assert sorted(coast + inland) == sorted(province_names())
    assert {"Guangdong", "Shanghai"} <= set(coast)
    assert {"Gansu", "Tibet"} <= set(inland)
    values = {name: [float(place)] for place, name in enumerate(coast)}
    here = numbers(everywhere("rate", 1, **values))
    assert here.of("rate", COAST)[1] == pytest.approx((len(coast) - 1) / 2)


def test_the_largest_ranks_first_and_equals_last() -> None:
    ranks = numbers(everywhere("rate", 1, Gansu=[9.0], Tibet=[8.0], Hubei=[8.0])).ranks("rate")
    assert ranks.loc[1, ["Gansu", "Tibet", "Hubei"]].tolist() == [1, 3, 3]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda n: n.of("speed"), "no outcome speed"),
        (lambda n: n.of("speed", "Gansu"), "no outcome speed by province"),
        (lambda n: n.of("rate", "Tibet"), "Tibet is not in this run"),
        (lambda n: n.of("rate", "Gansu"), "rate of Gansu is undefined in 1 of 2 seeds"),
        (lambda n: n.ranks("rate"), "only 1 of 31 provinces"),
    ],
)
def test_what_is_missing_is_said(asked, told: str) -> None:
    here = numbers({("rate", "Gansu"): [0.1, math.nan], ("rate", NATION): [1, 2]})
    with pytest.raises(MissingError, match=f"^{told}"):
        asked(here)


def test_a_rank_needs_every_province() -> None:
    here = numbers(everywhere("rate", 2, Tibet=[1, math.nan]))
    with pytest.raises(MissingError, match="rate is undefined in Tibet"):
        here.ranks("rate")
