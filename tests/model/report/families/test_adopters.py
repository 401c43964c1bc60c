"""Owners who may order directly and the others earn together what all owners do."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from sim.model.report.families.adopters import stands_for
from tests.worlds import eventful

BOTH = ("income.shop_owner.direct", "income.shop_owner.others")


def test_the_two_parts_make_the_whole():
    model = eventful("calendar.end=2016-04-05").run()
    outcomes, state = model.outcomes(), model.state
    province = np.asarray(state.keepers.province[: state.shops])
    there = np.asarray(state.keepers.open[: state.shops]) == 1
    stands_for = there * (state.represented["shop_owner"] / np.bincount(province, there))[province]
    may = np.asarray(state.keepers.direct_ordering[: state.shops]) == 1
    assert 0 < may.sum() < len(may)
    direct, others = (outcomes[name].value for name in BOTH)
    weighted = direct * stands_for[may].sum() + others * stands_for[~may].sum()
    assert weighted / stands_for.sum() == pytest.approx(outcomes["income.shop_owner"].value)


def test_where_all_may_or_nobody_can_there_is_nobody_to_compare_with():
    everybody = eventful("calendar.end=2016-04-05", "levers.direct_ordering=1").run().outcomes()
    assert math.isnan(everybody[BOTH[1]].value)
    assert everybody[BOTH[0]].value == pytest.approx(everybody["income.shop_owner"].value)
    nobody = eventful("calendar.end=2016-04-05", "levers.direct_ordering=off").run().outcomes()
    assert not set(BOTH) & set(nobody)


@pytest.mark.filterwarnings("error")
def test_in_a_province_without_shops_nobody_stands_for_anybody():
    keepers = SimpleNamespace(province=np.array([0, 2, 2]))
    state = SimpleNamespace(keepers=keepers, shops=3, represented={"shop_owner": np.ones(4) * 6.0})
    by_province = stands_for(state, np.array([True, True, True]))
    np.testing.assert_array_equal(by_province, [6.0, np.nan, 3.0, np.nan])
