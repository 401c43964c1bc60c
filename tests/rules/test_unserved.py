"""Second choices: the unit interval is cut in the published shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import unserved


@given(st.lists(st.integers(0, 10), min_size=4, max_size=4).filter(sum))
def test_answers_have_their_shares(parts):
    total = sum(parts)
    shop, product, wait, _ = (part / total for part in parts)
    steps = 2000
    answers = [unserved.response(k / steps, shop, product, wait) for k in range(steps)]
    for answer, part in enumerate(parts):
        assert answers.count(answer) == pytest.approx(steps * part / total, abs=2)


def test_each_answer_has_a_name():
    names = (unserved.OTHER_SHOP, unserved.OTHER_PRODUCT, unserved.WAITS, unserved.GIVES_UP)
    assert [unserved.response(u, 0.25, 0.25, 0.25) for u in (0.1, 0.3, 0.6, 0.9)] == list(names)


def test_all_wait_when_that_is_their_share():
    assert unserved.response(0.999999, 0.0, 0.0, 1.0) == unserved.WAITS
    assert unserved.response(0.0, 0.0, 0.0, 0.0) == unserved.GIVES_UP


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 64))
def test_a_search_starts_at_one_of_the_places(u, candidates):
    start = unserved.start_of_search(u, candidates)
    assert 0 <= start < candidates
    assert start <= u * candidates < start + 1 + 1e-9


def test_who_finds_nothing_alike_takes_the_money_elsewhere():
    assert unserved.share_that_goes(0.15, 0.45, 1) == pytest.approx(0.4)
    assert unserved.share_that_goes(0.15, 0.45, 0) == pytest.approx(0.85)
