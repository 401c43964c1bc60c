"""What is known of stalls by the year behind, by hand."""

import numpy as np
import pytest

from sim.phases.online.stall_word import remember_month
from tests.phases.bazaar import open_bazaar
from tests.phases.compiled import margins_of_late, orders_of_late
from tests.phases.marketplace import copied

TAKE = np.array([0.03, 0.08])
MEMORY = 4


def with_seasons():
    """Product 0 is fresh all year, 1 for the next 12 days, 2 not at all."""
    bazaar = open_bazaar()
    bazaar.crops.season_first[:], bazaar.crops.season_days[:] = (0, 50, 200), (365, 50, 20)
    bazaar.crops.life[:] = 9, 14, 20
    table = bazaar.bazaar
    table.growers[:], table.grown[:] = 5.0, 0.5
    table.price[:], table.worth[:] = 100, 50.0
    table.rate[:] = 2.0
    table.fresh[:] = table.drawn[:] = table.left[:] = 0.0
    return bazaar


def month(bazaar, day_of_year=100):
    remember_month(bazaar.bazaar, bazaar.crops, TAKE, MEMORY, day_of_year)


def test_a_month_counts_by_the_days_on_which_there_is_something_to_sell():
    bazaar = with_seasons()
    table = bazaar.bazaar
    month(bazaar)
    assert table.fresh.tolist() == [[30.0, 12.0, 0.0]] * 2
    assert table.drawn == pytest.approx(2.0 * np.asarray(table.fresh))
    margin = 100 * (1.0 - TAKE) - np.asarray(table.packing) - 50.0
    assert margins_of_late(table)[:, :2] == pytest.approx(np.stack([margin, margin], axis=1))
    assert orders_of_late(table)[:, :2] == pytest.approx(2.0)
    assert (orders_of_late(table)[:, 2] == 0.0).all()
    assert (margins_of_late(table)[:, 2] == 0.0).all()


def test_months_are_forgotten_and_margins_weigh_by_orders():
    """Three quarters of what was known, and twice the orders at which nothing is left."""
    bazaar = with_seasons()
    table = bazaar.bazaar
    month(bazaar)
    before = margins_of_late(table)[:, 0]
    table.rate[:] = 4.0
    table.worth[:] = (100 * (1.0 - TAKE) - np.asarray(table.packing))[:, np.newaxis]
    month(bazaar)
    assert orders_of_late(table)[:, 0] == pytest.approx((0.75 * 2.0 + 4.0) / 1.75)
    assert margins_of_late(table)[:, 0] == pytest.approx(before * 0.75 * 2.0 / (0.75 * 2.0 + 4.0))


def test_a_month_out_of_season_says_nothing():
    bazaar = with_seasons()
    table = bazaar.bazaar
    month(bazaar)
    known = orders_of_late(table), margins_of_late(table)
    table.rate[:], table.price[:] = 99.0, 1
    month(bazaar, day_of_year=140)
    assert orders_of_late(table)[:, 1] == pytest.approx(known[0][:, 1])
    assert margins_of_late(table)[:, 1] == pytest.approx(known[1][:, 1])
    assert (orders_of_late(table)[:, 0] > known[0][:, 0]).all()


def test_nothing_is_said_of_what_nobody_grows():
    bazaar = with_seasons()
    bazaar.bazaar.growers[0, 0], bazaar.bazaar.grown[1, 0] = 0, 0.0
    (before,) = copied(bazaar.bazaar)
    month(bazaar)
    for name in ("fresh", "drawn", "left"):
        assert (getattr(bazaar.bazaar, name)[:, 0] == getattr(before, name)[:, 0]).all()
