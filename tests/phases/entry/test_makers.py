"""Makers who come and go, by hand: who orders of whom, and what the lines can make."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from sim.phases import adoption
from sim.phases.entry.makers import buyers_of
from tests.phases.alone import country, rows_of, run, with_rules
from tests.phases.books import at_once, kept


class Month:
    """Two makers of a category and room for a third; each sells 1000 a day and keeps a fifth."""

    def __init__(self):
        self.model = model = country("entry.room=2", "entry.memory_months=1")
        at_once(model)
        with_rules(model, "adoption", capacity_adjustment=0.0, cost_adjustment=0.0)
        with_rules(model, "adoption", maker_cash_days=0.0)  # owners of the others bring nothing
        with_rules(model, "entry", daily_interest=0.0)
        self.state = state = model.state
        self.keepers, self.shelves, self.accounts = state.keepers, state.shelves, state.accounts
        self.routes, self.terms = state.routes, state.terms
        first, end = (int(k) for k in state.levels.first_keeper[state.n_levels - 1 :][:2])
        self.makers = slice(first, end)
        category = state.products.category[
            self.shelves.product[self.keepers.first_shelf[first:end]]
        ]
        self.one, self.two, self.three = range(first, first + 3)
        assert len(set(category[:3].tolist())) == 1
        self.category = int(category[0])
        self.keepers.open[self.two] = 1
        shops = np.flatnonzero(np.asarray(self.routes.maker)[:, self.category] == self.one)
        assert len(shops) > 3
        shift = rows_of(model, self.two).start - rows_of(model, self.one).start
        self.routes.maker[shops[::2], self.category] = self.two
        used = np.flatnonzero(np.isin(self.routes.usual, np.arange(*self.span(self.one))))
        assert len(used) > 3
        self.routes.usual[used[::2]] += shift
        self.terms.supplier[used[::2] + state.shop_shelves] += shift
        self.accounts.fixed_cost[:] = 0
        there = np.asarray(self.keepers.open)
        self.accounts.owners_pay[:] = np.where(there, 0, 10**15)
        kept(model, slice(None), 10**6)
        self.keepers.volume[first:end] = 1000.0 * (np.asarray(self.keepers.open[first:end]) == 1)
        for keeper in (self.one, self.two):
            rows = rows_of(model, keeper)
            self.shelves.price[rows], self.shelves.unit_cost[rows] = 100.0, 80.0
            self.shelves.forecast[rows] = 60.0
            self.shelves.capacity[self.terms.supplier[rows]] = 70
        self.shelves.forecast[state.shop_shelves : self.span(self.one)[0]] = 3.0
        self.accounts.fixed_cost[[self.one, self.two]] = 150
        kept(model, slice(first, end), 200 * there[first:end])

    def span(self, keeper):
        rows = rows_of(self.model, keeper)
        return rows.start, rows.stop

    def links(self):
        return [sum(map(len, buyers_of(self.state, k))) for k in (self.one, self.two, self.three)]

    def capacity(self):
        return [
            int(self.shelves.capacity[self.terms.supplier[rows_of(self.model, k)]].sum())
            for k in (self.one, self.two, self.three)
        ]

    def worth(self):
        shelves, price = self.shelves, self.state.products.maker_price
        return [
            float(
                (shelves.capacity[self.terms.supplier[rows]] * price[shelves.product[rows]]).sum()
            )
            for rows in (rows_of(self.model, k) for k in (self.one, self.two, self.three))
        ]

    def forecast(self):
        return [
            float(self.shelves.forecast[rows_of(self.model, k)].sum())
            for k in (self.one, self.two, self.three)
        ]

    def run(self, **changes):
        run(self.model, adoption, 10, **{"first_of_month": 1, "month": 1} | changes)

    def open(self):
        return [bool(self.keepers.open[k]) for k in (self.one, self.two, self.three)]


@pytest.mark.parametrize(("fixed", "stays"), [(199, True), (201, False)])
def test_a_maker_stays_while_its_margin_pays_its_costs(fixed, stays):
    month = Month()
    month.accounts.fixed_cost[month.one] = fixed
    month.run()
    assert month.open() == [stays, True, False]


def test_who_leaves_hands_over_its_buyers_and_the_lines_that_made_for_them():
    month = Month()
    month.accounts.fixed_cost[month.one] = 10**6
    links, capacity, forecast = month.links(), month.capacity(), month.forecast()
    plants = np.array(month.routes.plant), np.array(month.terms.origin)
    month.run()
    assert month.open() == [False, True, False]
    assert month.links() == [0, sum(links), 0]
    # But for goods that nobody orders just now.
    assert sum(month.forecast()) == pytest.approx(sum(forecast), rel=1e-5)
    assert month.forecast()[1] - forecast[1] >= 0.5 * forecast[0]
    assert sum(month.capacity()) == sum(capacity)
    assert month.capacity()[1] - capacity[1] >= 0.5 * capacity[0]
    # Goods leave from where they left before.
    assert np.array_equal(month.routes.plant, plants[0])
    assert np.array_equal(month.terms.origin, plants[1])
    assert not np.isin(month.terms.supplier, np.arange(*month.span(month.one))).any()


def test_what_lines_cost_goes_with_them():
    """By the value of what they can make."""
    month = Month()
    fixed, worth = month.accounts.fixed_cost, month.worth()
    fixed[month.one] = 10**6
    month.run()
    moved = month.worth()[1] - worth[1]
    assert 0 < moved < worth[0]
    assert fixed[month.two] - 150 == pytest.approx(10**6 * moved / worth[0], abs=1)
    assert fixed[[month.one, month.two]].sum() == 10**6 + 150


def test_the_last_maker_of_a_category_stays():
    month = Month()
    month.accounts.fixed_cost[[month.one, month.two]] = 10**6
    month.run()
    assert sum(month.open()) == 1


@pytest.mark.parametrize(("pay", "comes"), [(0, True), (10**6, False)])
def test_a_maker_comes_where_its_part_of_the_buyers_would_pay_and_builds_for_them(pay, comes):
    """Two sell 2000 and keep 400: a third of that, less costs of 100, is left to it."""
    month = Month()
    month.accounts.usual_cost[month.three], month.accounts.owners_pay[month.three] = 100, pay
    links, capacity, forecast = month.links(), month.capacity(), month.forecast()
    month.run()
    assert month.open() == [True, True, comes]
    assert sum(month.links()) == sum(links)
    assert sum(month.capacity()) == sum(capacity)
    assert sum(month.forecast()) == pytest.approx(sum(forecast), rel=1e-5)
    if not comes:
        return
    assert month.links()[2] == pytest.approx(sum(links) / 3, abs=2)
    assert month.capacity()[2] > 0 and month.forecast()[2] > 0.0
    costs = np.asarray(month.accounts.fixed_cost[[month.one, month.two, month.three]])
    assert costs.sum() == 300  # of two, of whose lines it has its part
    assert costs[2] == pytest.approx(300 * month.worth()[2] / sum(month.worth()), rel=0.05)
    flow = month.state.ledger.money[Flow.OWNERS_CAPITAL, Sector.LABOUR, Sector.MANUFACTURERS]
    assert flow == month.accounts.cash[month.three] > 0
    assert month.keepers.reference[month.three] == month.keepers.volume[month.three] > 0.0


@pytest.mark.parametrize("less", [0, 1])
def test_it_comes_only_if_more_is_left_than_keeps_its_owner(less):
    month = Month()
    links = sum(month.links())
    part = (links // 3) / links
    margin = part * 400.0
    assert margin % 1.0 > 0.01
    month.accounts.usual_cost[month.three] = 100
    month.accounts.owners_pay[month.three] = int(margin) - 100 + 1 - less
    month.run()
    assert month.open()[2] == bool(less)


@pytest.mark.parametrize("changes", [{"first_of_month": 0}, {"counting": 0}])
def test_only_on_the_first_of_a_month_that_counts(changes):
    month = Month()
    month.accounts.fixed_cost[month.one] = 10**6
    month.run(**changes)
    assert month.open() == [True, True, False]
