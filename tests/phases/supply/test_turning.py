"""Of which maker a wholesaler orders tonight, by hand."""

import numpy as np
import pytest

from sim.model.calendar import today_of
from sim.rules.freight import CLOSED
from tests.phases.alone import country
from tests.phases.compiled import turn_to_makers

GANSU, NINGXIA = 0, 1
MORE = "entry.room=2"  # two of a category beside the usual one


class Night:
    """A shelf of a wholesaler, its usual maker and others of the category."""

    def __init__(self):
        self.model = country(MORE)
        self.state = state = self.model.state
        self.shelves, self.terms, self.routes = state.shelves, state.terms, state.routes
        self.keepers = state.keepers
        self.makers = tuple(
            int(k) for k in state.levels.first_keeper[state.n_levels - 1 : state.n_levels + 1]
        )
        self.keepers.open[slice(*self.makers)] = 1
        self.first = int(self.keepers.first_shelf[self.makers[0]])
        first, end = state.shop_shelves, self.first
        self.wholesale = slice(first, end)
        used = np.flatnonzero(np.asarray(self.routes.usual) >= 0)
        self.i = first + int(used[0])
        self.usual = int(self.routes.usual[used[0]])
        product = self.shelves.product[self.usual]
        made = np.flatnonzero(np.asarray(self.shelves.product) == product)
        level = np.asarray(self.keepers.level)[np.asarray(self.shelves.keeper)[made]]
        others = made[(level == state.n_levels - 1) & (made != self.usual)]
        assert len(others) > 1
        self.others = others.tolist()
        self.home = int(self.keepers.province[self.shelves.keeper[self.i]])
        self.routes.usual[:] = -1
        self.routes.usual[self.i - first] = self.usual
        self.routes.usual_plant[self.i - first] = self.terms.origin[self.i] = NINGXIA
        self.routes.nearest[:] = GANSU
        self.routes.days[:] = [[0, 1], [1, 0]]
        self.routes.cost[:] = [[5.0, 20.0], [30.0, 6.0]]
        self.terms.lead[self.i], self.terms.review[self.i] = 2, 1
        self.shelves.forecast[self.i] = 10.0
        self.shelves.stock[self.usual] = 4
        self.shelves.stock[self.others] = 0
        self.terms.supplier[self.i], self.terms.barred[self.i] = self.usual, 0

    def run(self, asked=30, day=10):
        claimed = np.zeros(int(self.keepers.first_shelf[self.makers[1]]) - self.first, np.int64)
        turn_to_makers(
            self.state.tables, claimed, asked, today_of(self.model.asked, 1, day),
            self.wholesale.start, self.wholesale.stop, np.array(self.makers),
        )  # fmt: skip
        return int(self.terms.supplier[self.i])


@pytest.mark.parametrize(
    ("usual", "other", "turns"), [(10, 99, 0), (9, 99, 1), (9, 9, 0), (9, 10, 1)]
)
def test_who_finds_too_little_asks_who_has_most(usual, other, turns):
    night = Night()
    night.shelves.stock[night.usual] = usual
    night.shelves.stock[night.others[-1]] = other
    night.shelves.stock[night.others[0]] = other - 1
    assert night.run() == (night.others[-1] if turns else night.usual)


def test_what_he_orders_comes_from_the_other_s_nearest_plant_and_its_lane():
    night = Night()
    night.shelves.stock[night.others[0]] = 50
    i, product = night.i, int(night.shelves.product[night.i])
    products = night.state.products
    products.daily_loss[product] = 0.01
    lane = np.asarray(night.routes.days)[:, night.home]
    night.run()
    assert night.terms.origin[i] == GANSU
    assert night.terms.lead[i] == 2 + lane[GANSU] - lane[NINGXIA] != 2
    cost = float(night.routes.cost[GANSU, night.home]) * float(products.weight[product])
    assert night.terms.freight[i] == pytest.approx(cost, rel=1e-6)
    assert night.terms.transit_loss[i] == pytest.approx(1.0 - 0.99 ** lane[GANSU], rel=1e-6)
    night.shelves.stock[night.usual] = 10  # and he is back when there is enough
    assert night.run() == night.usual
    assert (night.terms.origin[i], night.terms.lead[i]) == (NINGXIA, 2)


def test_what_does_not_spoil_loses_what_it_lost_before():
    night = Night()
    night.state.products.daily_loss[night.shelves.product[night.i]] = 0.0
    night.terms.transit_loss[night.i] = 0.25
    night.shelves.stock[night.others[0]] = 50
    night.run()
    assert night.terms.origin[night.i] == GANSU
    assert night.terms.transit_loss[night.i] == 0.25


def test_no_way_is_so_long_that_days_are_lost_on_the_way_back():
    night = Night()
    far, near = 99, int(night.routes.days[NINGXIA, night.home])
    night.routes.days[GANSU, night.home] = far
    for usual, lead in ((0, 2 + far - near), (10, 2)):
        night.shelves.stock[night.usual], night.shelves.stock[night.others[0]] = usual, 9
        night.run()
        assert night.terms.lead[night.i] == lead


def test_who_does_not_order_tonight_asks_nobody():
    night = Night()
    night.shelves.stock[night.others[0]] = 50
    night.terms.review[night.i] = 2
    evening = 10 + int(night.keepers.offset[night.shelves.keeper[night.i]])
    assert night.run(day=10 + (evening + 1) % 2) == night.usual
    assert night.run(day=10 + evening % 2) == night.others[0]


def test_what_one_has_promised_another_cannot_have():
    """Two shelves want ten each; the other maker has fifteen, a third eight."""
    night = Night()
    second = night.i + 1
    while night.keepers.open[night.shelves.keeper[second]] == 0:
        second += 1
    night.routes.usual[second - night.wholesale.start] = night.usual
    night.routes.usual_plant[second - night.wholesale.start] = NINGXIA
    night.terms.review[second], night.shelves.forecast[second] = 1, 10.0
    night.shelves.stock[night.others[0]], night.shelves.stock[night.others[1]] = 15, 8
    assert night.run() == night.others[0]
    assert night.terms.supplier[second] == night.others[1]


@pytest.mark.parametrize("why", ["closed", "far in the list"])
def test_some_are_not_asked(why):
    night = Night()
    other = night.others[0]
    night.shelves.stock[other] = 50
    if why == "closed":
        night.keepers.open[night.shelves.keeper[other]] = 0
        assert night.run() == night.usual
    else:
        apart = abs(int(night.shelves.keeper[other] - night.shelves.keeper[night.usual]))
        assert night.run(asked=apart - 1) == night.usual
        assert night.run(asked=apart) == other


def test_over_a_closed_lane_nobody_is_asked_and_who_is_cut_off_looks_elsewhere():
    night = Night()
    night.shelves.stock[night.others[0]] = 3
    night.routes.cost[NINGXIA, night.home] = CLOSED
    night.terms.barred[night.i] = 1
    assert night.run() == night.others[0]  # he has less, but it can come
    assert night.terms.barred[night.i] == 0
    night.routes.cost[GANSU, night.home] = CLOSED
    night.terms.barred[night.i] = 1
    assert night.run() == night.others[0]
    assert night.terms.barred[night.i] == 1 and night.terms.freight[night.i] < CLOSED


def test_the_usual_one_is_whom_wholesalers_began_with():
    state = country().state
    supplier = np.asarray(state.terms.supplier)
    made = state.levels.first_keeper[state.n_levels - 1 : state.n_levels + 1]
    first, end = (int(row) for row in state.keepers.first_shelf[made])
    rows = np.arange(state.shop_shelves, first)
    of_maker = (supplier[rows] >= first) & (supplier[rows] < end)
    assert of_maker.any()
    assert np.array_equal(state.routes.usual, np.where(of_maker, supplier[rows], -1))
    assert np.array_equal(
        np.asarray(state.routes.usual_plant)[of_maker],
        np.asarray(state.terms.origin)[rows][of_maker],
    )
