"""A population given outright: who is served by whom, and what everybody expects at first."""

import numpy as np
import pytest

from sim.scenario import read_scenario
from sim.world import build_state


def opening(*sets):
    return build_state(read_scenario("textbook/serial_chain", sets=sets), 1)


@pytest.mark.parametrize(
    ("shops", "ratio", "served"), [(5, 2, [2, 2, 1]), (6, 3, [3, 3]), (4, 9, [4]), (3, 1, [1] * 3)]
)
def test_the_last_firm_serves_and_expects_what_is_left(shops, ratio, served):
    state = opening(
        f"population.shops={shops}",
        f"population.shops_per_supplier={ratio}",
        "population.levels=3",
        "demand.mean=4",
    )
    firms = len(served)
    for level in (1, 2):
        first = int(state.levels.first_keeper[level])
        rows = slice(first, first + firms)
        assert int(state.levels.first_keeper[level + 1]) == first + firms
        assert np.asarray(state.shelves.forecast[rows]).tolist() == [4.0 * n for n in served]
    buys_from = np.asarray(state.terms.supplier[:shops]) - shops
    assert np.bincount(buys_from).tolist() == served


@pytest.mark.parametrize(
    ("sets", "mean", "variance"),
    [
        (["demand.law=chances", "demand.chances=[0.5, 0, 0.5]"], 1.0, 1.0),
        (["demand.law=uniform", "demand.lowest=1", "demand.highest=6"], 3.5, 35 / 12),
        (["demand.law=lognormal", "demand.mean=9", "demand.sd=2"], 9.0, 4.0),
    ],
)
def test_shops_expect_mean_and_variance_of_the_law(sets, mean, variance):
    state = opening("grain.goods=1", "population.shops=2", *sets)
    assert np.asarray(state.shelves.forecast[:2]) == pytest.approx(mean)
    assert np.asarray(state.shelves.variance[:2]) == pytest.approx(variance)


def test_firms_have_a_shelf_of_each_good_that_serves_their_buyers():
    state = opening("population.shops=5", "population.shops_per_supplier=2", "population.goods=3")
    shelves, keepers = state.shelves, state.keepers
    assert np.diff(keepers.first_shelf).tolist() == [3] * len(keepers.level)
    assert np.asarray(shelves.product).tolist() == [0, 1, 2] * len(keepers.level)
    bought = np.flatnonzero(np.asarray(state.terms.supplier) >= 0)
    asked = np.asarray(state.terms.supplier)[bought]
    assert np.array_equal(np.asarray(shelves.product)[asked], np.asarray(shelves.product)[bought])
    shop, firm = np.asarray(shelves.keeper)[bought[:15]], np.asarray(shelves.keeper)[asked[:15]]
    assert (firm - firm[0]).tolist() == (shop // 2).tolist()
    # What a firm of two shops expects to be asked for of each good.
    first = int(keepers.first_shelf[state.levels.first_keeper[1]])
    forecast = np.asarray(shelves.forecast)
    assert forecast[first : first + 3] == pytest.approx(2 * forecast[:3])
