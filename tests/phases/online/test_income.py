"""Rural people spend by what farm households earn: nothing in the first year, its growth then."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.phases.online.income import follow_income
from tests.phases.marketplace import open_marketplace


def test_the_purse_is_the_last_twelve_months_over_the_first_twelve():
    """Three farmers, two in the first province; the second province loses money at the end."""
    online, luck = open_marketplace().online, np.random.default_rng(8)
    online.buyers.purse[:] = 1.0
    for name in ("months", "earned", "first_year"):
        getattr(online.buyers, name)[:] = 0
    so_far = {name: np.zeros(3, np.int64) for name in ("sales", "other", "costs")}
    by_place = []
    farm = SimpleNamespace(farmers=SimpleNamespace(province=np.array([0, 0, 1]), **so_far))
    for month in range(30):
        earned = so_far["sales"] + so_far["other"] - so_far["costs"]
        by_place.append(np.array([earned[:2].sum(), earned[2]]))
        follow_income(online, farm)
        assert online.buyers.months[0] == month + 1
        expected = np.ones(2)
        if month >= 12:
            first, last = by_place[12] - by_place[0], by_place[month] - by_place[month - 12]
            expected = np.maximum(last / first, 0.0)
        purse = np.asarray(online.buyers.purse).reshape(2, 3)
        np.testing.assert_allclose(purse[:, 1], expected)
        assert (purse[:, [0, 2]] == 1.0).all()
        for name, most in (("sales", 900), ("other", 300), ("costs", 200)):
            so_far[name] += luck.integers(0, most, 3)
        if month > 20:
            so_far["costs"][2] += 3000
    assert expected[1] == 0.0


def test_where_nothing_was_earned_in_the_first_year_the_purse_stays():
    online = open_marketplace().online
    online.buyers.purse[:] = 1.0
    for name in ("months", "earned", "first_year"):
        getattr(online.buyers, name)[:] = 0
    so_far = {name: np.zeros(2, np.int64) for name in ("sales", "other", "costs")}
    farm = SimpleNamespace(farmers=SimpleNamespace(province=np.array([0, 1]), **so_far))
    for _ in range(15):
        follow_income(online, farm)
        so_far["sales"][0] += 1
    purse = np.asarray(online.buyers.purse)
    assert purse.tolist() == pytest.approx([1.0] * 6)
