"""Wholesalers of a tier are told in firms of the real country, by hand."""

import numpy as np
import pytest

from sim.model.report.areas import the_country
from sim.model.report.families.tiers import tiers
from tests.worlds import eventful


def test_a_last_wholesaler_counts_for_the_part_that_is_left():
    model = eventful()
    state, accounts = model.state, model.state.accounts
    rows = state.keepers_at(2)
    there = rows.start + np.flatnonzero(np.asarray(state.keepers.open[rows]) == 1)
    real = state.represented["tier2"].sum() * model.asked.scale
    told = tiers(model.recorder, state, the_country(state))
    assert told["firms.tier2"] == pytest.approx(real)
    accounts.usual_cost[there], accounts.fixed_cost[there] = 1000, 300
    told = tiers(model.recorder, state, the_country(state))
    assert told["firms.tier2"] == pytest.approx(0.3 * real)
