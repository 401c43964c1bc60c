"""Brokers who come and go at New Year, by hand: who feeds on a year's margin, and whose growers."""

import numpy as np
import pytest

from sim.engine.ledger import Flow, Sector
from sim.phases import adoption
from tests.phases.alone import country, run, with_rules

FIXED, ACTIVE = 10, 100  # of a broker a day, on so many days of the year


class NewYear:
    """A market of a few brokers, each of whom was at work on some days, and room for as many."""

    def __init__(self):
        self.model = model = country(
            "entry.room=1",
            "population.minimum_farmers=400",
            "population.farmers_per_broker_fruit=1",
        )
        with_rules(model, "entry", daily_interest=0.0)
        self.state = state = model.state
        self.keepers, self.shelves, self.accounts = state.keepers, state.shelves, state.accounts
        first, end = (int(k) for k in state.levels.first_keeper[state.n_levels :][:2])
        rows = np.arange(first, end)
        product = np.asarray(self.shelves.product)[np.asarray(self.keepers.first_shelf)[rows]]
        market = np.asarray(self.keepers.province)[rows] * 1000 + product
        there = np.asarray(self.keepers.open)[rows] == 1
        names, counts = np.unique(market[there], return_counts=True)
        self.here = rows[market == names[np.argmax(counts >= 3)]]
        self.alone = rows[market == names[np.argmax(counts == 1)]]
        brokers = slice(first, end)
        for column in (
            self.accounts.sales, self.accounts.goods_sold, self.accounts.expenses,
            self.accounts.written_off, self.accounts.noted, self.accounts.overheads,
        ):  # fmt: skip
            column[brokers] = 0
        self.accounts.fixed_cost[brokers] = self.accounts.usual_cost[brokers] = FIXED
        self.accounts.owners_pay[brokers] = 10**6

    def margin(self, rows, *of_each):
        """Give brokers a margin on the year; of it they have paid their costs."""
        for row, margin in zip(rows, of_each, strict=True):
            self.accounts.sales[row] = 10**6 + margin
            self.accounts.goods_sold[row] = 10**6 - 30
            self.accounts.written_off[row] = 30
            self.accounts.expenses[row] = self.accounts.overheads[row] = FIXED * ACTIVE

    def open(self, rows):
        return [int(k) for k in rows if self.keepers.open[k]]

    def plots(self, broker):
        shelf = self.keepers.first_shelf[broker]
        return int((np.asarray(self.state.farm.plots.broker) == shelf).sum())

    def run(self, **changes):
        new_year = {"first_of_month": 1, "day_of_year": 0, "counting_day": 366}
        run(self.model, adoption, 10, **new_year | changes)


def test_brokers_whom_the_year_has_not_fed_leave_until_the_others_live():
    """Each costs 1000 a year. Together they have kept 100 more than all but one would cost."""
    year = NewYear()
    there = year.open(year.here)
    of_each = [1200] * (len(there) - 1) + [1000 * (len(there) - 1) + 100 - 1200 * (len(there) - 1)]
    year.margin(there, *of_each)
    growers = sum(map(year.plots, there))
    year.run()
    left = year.open(year.here)
    assert left == there[:-1]
    assert year.plots(there[-1]) == 0 and sum(map(year.plots, left)) == growers
    assert max(map(year.plots, left)) - min(map(year.plots, left)) <= 1
    assert year.accounts.cash[there[-1]] == 0


def test_nobody_leaves_who_together_have_kept_what_they_cost():
    year = NewYear()
    there = year.open(year.here)
    year.margin(there, *[1000] * len(there))
    growers = [year.plots(k) for k in there]
    year.run()
    assert year.open(year.here) == there and [year.plots(k) for k in there] == growers


def test_one_more_comes_where_all_would_earn_more_than_in_the_first_year_and_brings_his_money():
    """Each costs 1000 a year; what keeps an owner is what the first year left."""
    year = NewYear()
    there = year.open(year.here)
    (place, *_) = [k for k in year.here if not year.keepers.open[k]]
    year.accounts.working_cash[place] = 5000
    year.margin(there, *[1000 + 2 * 366] * len(there))
    year.run()
    assert year.open(year.here) == there
    assert set(np.asarray(year.accounts.owners_pay)[year.here].tolist()) == {2}  # a day
    growers = sum(map(year.plots, there))
    usual = 1000 + 2 * 365
    for less, comes in ((1, []), (0, [place])):
        more = usual * (len(there) + 1) - less
        for row in there:
            year.accounts.noted[row] = 0
            year.accounts.overheads[row] = 0
        year.margin(there, *[usual] * (len(there) - 1), more - usual * (len(there) - 1))
        year.run(counting_day=366 + 365)
        assert year.open(year.here) == sorted([*there, *comes])
    assert sum(map(year.plots, year.open(year.here))) == growers
    assert year.plots(place) >= growers // (len(there) + 1)
    assert year.accounts.cash[place] == year.accounts.working_cash[place] == 5000
    brought = year.state.ledger.money[Flow.OWNERS_CAPITAL, Sector.LABOUR, Sector.BROKERS]
    assert brought == 5000


@pytest.mark.parametrize(("margin", "cost"), [(700, 7), (1000, 10), (1500, 10), (0, 1), (-50, 1)])
def test_the_last_broker_of_a_market_is_as_large_as_the_year_allows(margin, cost):
    year = NewYear()
    (last,) = year.open(year.alone)
    year.margin([last], margin)
    year.run()
    assert year.open(year.alone) == [last]
    assert year.accounts.fixed_cost[last] == cost


def test_each_year_is_looked_at_by_itself():
    year = NewYear()
    (last,) = year.open(year.alone)
    year.margin([last], 700)
    year.run()
    assert year.accounts.overheads[last] == 0
    year.run(counting_day=731)
    assert year.accounts.fixed_cost[last] == 7  # nobody was at work
    # He was for a hundred days, at 7 a day, and has kept half of it: the totals run on.
    year.accounts.overheads[last] = 700
    year.accounts.expenses[last] += 700
    year.accounts.sales[last] += 350
    year.run(counting_day=1096)
    assert year.accounts.fixed_cost[last] == 4


@pytest.mark.parametrize(
    "changes", [{"day_of_year": 31}, {"counting_day": 200}, {"counting": 0, "counting_day": -5}]
)
def test_only_at_new_year_when_a_year_has_counted(changes):
    year = NewYear()
    there = year.open(year.here)
    year.margin(there, *[-100] * len(there))
    year.run(**changes)
    assert year.open(year.here) == there
