"""Brokers who come and go, by hand: who feeds on what his season brings, and whose growers."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from sim.phases import adoption
from tests.phases.alone import country, run, with_rules
from tests.phases.books import DAYS, at_once, kept

LATER = {"first_of_month": 1, "month": 20, "counting_day": 400}
FIXED, ACTIVE = 10, 15  # of a broker a day, on so many days of the month that he looks back on


class Season:
    """A market of a few brokers, who were at work on half of the days, and room for more."""

    def __init__(self):
        self.model = model = country(
            "entry.room=1",
            "entry.memory_months=1",
            "population.minimum_farmers=400",
            "population.farmers_per_broker_fruit=1",
        )
        at_once(model)
        model.state.accounts.days_worked[:] = 0  # there are books of a month alone
        with_rules(model, "entry", daily_interest=0.0, log_income_growth=0.0)
        self.state = state = model.state
        self.keepers, self.shelves, self.accounts = state.keepers, state.shelves, state.accounts
        there = np.asarray(self.keepers.open)
        self.accounts.owners_pay[:] = np.where(there, 0, 10**15)
        kept(model, slice(None), 10**6)
        first, end = (int(k) for k in state.levels.first_keeper[state.n_levels :][:2])
        rows = np.arange(first, end)
        product = np.asarray(self.shelves.product)[np.asarray(self.keepers.first_shelf)[rows]]
        market = np.asarray(self.keepers.province)[rows] * 1000 + product
        names, counts = np.unique(market[there[rows] == 1], return_counts=True)
        self.here = rows[market == names[np.argmax(counts >= 3)]]
        self.alone = rows[market == names[np.argmax(counts == 1)]]
        brokers = slice(first, end)
        self.accounts.fixed_cost[brokers] = self.accounts.usual_cost[brokers] = FIXED
        self.accounts.worked[brokers] = ACTIVE * there[brokers]

    def margin(self, rows, *of_each):
        """What brokers have kept of the month's sales."""
        for row, margin in zip(rows, of_each, strict=True):
            self.accounts.kept[row] = margin

    def open(self, rows):
        return [int(k) for k in rows if self.keepers.open[k]]

    def plots(self, broker):
        shelf = self.keepers.first_shelf[broker]
        return int((np.asarray(self.state.farm.plots.broker) == shelf).sum())

    def run(self, **changes):
        run(self.model, adoption, 10, **LATER | changes)


def test_brokers_whom_the_season_has_not_fed_leave_until_the_others_live():
    """Each cost 150. Together they have kept 30 more than all but one cost."""
    season = Season()
    there = season.open(season.here)
    others = len(there) - 1
    season.margin(there, *[180] * others, 150 * others + 30 - 180 * others)
    growers = sum(map(season.plots, there))
    season.run()
    left = season.open(season.here)
    assert left == there[:-1]
    assert season.plots(there[-1]) == 0 and sum(map(season.plots, left)) == growers
    assert max(map(season.plots, left)) - min(map(season.plots, left)) <= 1
    assert season.accounts.cash[there[-1]] == 0
    margins = np.asarray(season.accounts.margins)[0]
    assert margins[left].sum() == pytest.approx(150 * others + 30)


def test_nobody_leaves_who_has_kept_what_he_costs():
    season = Season()
    there = season.open(season.here)
    season.margin(there, *[FIXED * ACTIVE] * len(there))
    growers = [season.plots(k) for k in there]
    season.run()
    assert season.open(season.here) == there and [season.plots(k) for k in there] == growers


@pytest.mark.parametrize("more", [1, -1])
def test_one_more_comes_where_an_even_share_would_keep_him_and_brings_his_money(more):
    """He would cost 5 a day, half of the days counting, and wants 2 besides."""
    season = Season()
    there = season.open(season.here)
    (place, *_) = [k for k in season.here if not season.keepers.open[k]]
    season.accounts.owners_pay[place] = 2
    season.accounts.working_cash[there] = 5000
    season.accounts.fixed_cost[there] = 0
    wanted = (5 + 2) * DAYS * (len(there) + 1) + more
    season.margin(there, *[0] * (len(there) - 1), wanted)
    season.keepers.volume[there] = 1000.0
    growers = sum(map(season.plots, there))
    season.run()
    assert season.open(season.here) == sorted([*there, *([place] if more > 0 else [])])
    if more < 0:
        return
    assert sum(map(season.plots, season.open(season.here))) == growers
    assert season.plots(place) >= growers // (len(there) + 1)
    assert season.accounts.cash[place] == season.accounts.working_cash[place] == 5000
    brought = season.state.ledger.money[Flow.OWNERS_CAPITAL, Sector.LABOUR, Sector.BROKERS]
    assert brought == 5000
    books = np.asarray(season.accounts.margins)[0]
    assert books[place] == pytest.approx(wanted / (len(there) + 1))
    assert books[season.open(season.here)].sum() == pytest.approx(wanted)


@pytest.mark.parametrize(("margin", "cost"), [(105, 7), (150, 10), (225, 10), (0, 1), (-50, 1)])
def test_the_last_broker_of_a_market_is_as_large_as_his_season_allows(margin, cost):
    season = Season()
    (last,) = season.open(season.alone)
    season.accounts.owners_pay[last] = 4
    season.accounts.elsewhere[last] = 0.0001  # nothing keeps him away, and 4 a day bring others
    season.margin([last], margin)
    season.run()
    assert season.open(season.alone) == [last]
    assert season.accounts.fixed_cost[last] == cost


def test_who_was_not_at_work_is_not_looked_at_as_the_last_of_a_market():
    season = Season()
    (last,) = season.open(season.alone)
    season.accounts.worked[last] = 0
    season.margin([last], 0)
    season.run()
    assert season.open(season.alone) == [last] and season.accounts.fixed_cost[last] == FIXED


@pytest.mark.parametrize("changes", [{"first_of_month": 0}, {"counting": 0}, {"counting_day": 20}])
def test_only_on_the_first_of_a_month_when_all_that_is_remembered_has_counted(changes):
    season = Season()
    there = season.open(season.here)
    season.margin(there, *[-100] * len(there))
    season.run(**changes)
    assert season.open(season.here) == there


def test_what_the_first_season_brings_is_what_brokers_are_used_to():
    """Half of it keeps those no more who could have more elsewhere."""
    season = Season()
    there = season.open(season.here)
    first, end = (int(k) for k in season.state.levels.first_keeper[season.state.n_levels :][:2])
    season.accounts.owners_pay[first:end] = 0
    season.accounts.elsewhere[there] = [0.4, *[0.9] * (len(there) - 1)]
    season.margin(there, *[FIXED * ACTIVE + 100 * DAYS] * len(there))
    season.run()
    assert season.open(season.here) == there
    assert set(np.asarray(season.accounts.owners_pay)[there].tolist()) == {100}
    season.accounts.owners_pay[season.here] = 100
    season.accounts.worked[:] = DAYS
    season.accounts.worked[there] = ACTIVE
    season.margin(there, *[FIXED * ACTIVE + 50 * DAYS] * len(there))
    season.run()
    left = season.open(season.here)
    assert there[0] in left and len(left) < len(there)
