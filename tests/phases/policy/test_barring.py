"""Which orders cannot be sent tonight, shelf by shelf."""

import numpy as np
import pytest

from sim.engine.randomness import Stream, uniform
from sim.engine.tables.switches import Shock
from sim.model.calendar import today_of
from sim.phases.policy.barring import bar_orders
from tests.phases.alone import rows_of, with_marketplace

FIRST, LAST = 10, 12
GANSU, NINGXIA = 0, 1


class Evening:
    """Shelves that order at home, or from a wholesaler of the other province; some directly."""

    def __init__(self, **each):
        self.model = with_marketplace()
        self.state = state = self.model.state
        for name, (size, reach) in each.items():
            state.shocks.each[name] = Shock(size, FIRST, LAST, np.asarray(reach))
        self.home = np.asarray(state.keepers.province)[np.asarray(state.shelves.keeper)]
        rows = np.arange(len(self.home))
        middle = [
            int(np.flatnonzero(self.home[state.shop_shelves : state.firm_shelves] == place)[0])
            + state.shop_shelves
            for place in (GANSU, NINGXIA)
        ]
        self.there = rows % 2
        state.terms.supplier[:] = np.array(middle)[self.there]
        self.none = rows % 5 == 4
        state.terms.supplier[self.none] = -1
        state.terms.origin[:] = np.where(self.none, -1, np.array([GANSU, NINGXIA])[self.there])
        state.terms.direct[:] = rows % 3 == 0
        state.terms.barred[:] = 0

    def run(self, day=FIRST, seed=3):
        bar_orders(self.state, None, today_of(self.model.asked, seed, day))
        return np.asarray(self.state.terms.barred) == 1


def test_no_order_crosses_a_closed_lane():
    closed = np.array([[False, True], [False, False]])
    evening = Evening(lane_closure=(1.0, closed))
    crosses = (evening.there == GANSU) & (evening.home == NINGXIA) & ~evening.none
    assert crosses.any()
    for day in (FIRST, LAST):
        evening.state.terms.barred[:] = 0
        assert np.array_equal(evening.run(day), crosses)


@pytest.mark.parametrize("size", [1.0, 0.4])
def test_direct_orders_fail_by_shop_where_the_platform_is_out(size):
    evening = Evening(platform_outage=(size, [False, True]))
    state = evening.state
    keeper = np.asarray(state.shelves.keeper)
    stream = int(Stream.OUTAGE)
    for day in (FIRST, FIRST + 1):
        barred = evening.run(day)
        luck = [uniform(3, stream, day, int(k), 0) for k in range(len(state.keepers.province))]
        fails = np.array(luck)[keeper] < size
        direct = np.asarray(state.terms.direct) == 1
        expected = fails & direct & (evening.home == NINGXIA) & ~evening.none
        assert expected.any() and np.array_equal(barred, expected)
    shop = next(k for k in range(state.shops) if state.keepers.province[k] == NINGXIA)
    rows = rows_of(evening.model, shop)
    of_shop = barred[rows][(direct & ~evening.none)[rows]]
    assert len(of_shop) > 1 and len(np.unique(of_shop)) == 1  # all of a shop's, or none


def test_a_lane_and_the_platform_bar_each_its_own():
    closed = np.array([[False, False], [True, False]])
    evening = Evening(lane_closure=(1.0, closed), platform_outage=(1.0, [False, True]))
    crosses = (evening.there == NINGXIA) & (evening.home == GANSU)
    fails = (np.asarray(evening.state.terms.direct) == 1) & (evening.home == NINGXIA)
    assert np.array_equal(evening.run(), (crosses | fails) & ~evening.none)


def test_the_evening_after_all_orders_can_be_sent_again():
    evening = Evening(lane_closure=(1.0, np.ones((2, 2), bool)))
    assert np.array_equal(evening.run(LAST), ~evening.none)
    assert not evening.run(LAST + 1).any()
    evening.state.terms.barred[3] = 1  # nothing looks at it on other evenings
    assert evening.run(LAST + 2).sum() == 1
    assert evening.run(FIRST - 1).sum() == 1
