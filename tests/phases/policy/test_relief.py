"""New Year's Eves and firsts of months of relief, by hand: who pays what, and what help does."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from sim.engine.randomness import Stream
from sim.engine.tables.columns import as_this_process_runs
from sim.engine.tables.farm import Farmers, Plots
from sim.engine.tables.ledger import Flow, Sector, open_ledger
from sim.engine.tables.relief import Registry
from sim.engine.tables.stalls import Sellers, Stalls
from sim.phases.policy.relief import RELIEF_OFFICE, Settings, settings_of
from sim.phases.policy.relief_evidence import Office
from sim.phases.policy.relief_records import Recording, households_of, luck_of
from sim.scenario import read_scenario
from sim.scenario.groups import ReliefChoice
from tests.phases.marketplace import DAY, copied, filled, flows

COUNT, ROWS = 8, (3, 17)
HOME = np.array([0, 0, 0, 0, 0, 1, 1, 1])
SELLS = np.array([1, 2, 4, 6])  # households that may sell online
INCOME = np.array([100, 400, 300, 200, 900, 600, 500, 2000])  # of the year
BEGIN = date(2016, 1, 1)
OFFICE = Office(int(ReliefChoice.AT_RANDOM), line=1000.0, training_yield=0.1)
TERMS = Settings(
    office=OFFICE, recording=Recording(0.0, 0.0, 0.0, 0.0), begin=BEGIN,
    end=date(2017, 12, 31), relief_day=date(2017, 1, 1), level=1.0,
    where=("a", "b"), budget=1000.0, training=300.0, training_skill=0.3, connection=50.0,
    freight_share=0.5, freight_ceiling=40.0, household=4.0,
)  # fmt: skip
EVE = DAY._replace(day_of_year=364, counting_day=365, first_of_month=0, counting=1)  # of 2016


class County:
    """Eight households; what they have earned before this year is in `registry.earned`."""

    def __init__(self, **changes):
        luck = np.random.default_rng(3)

        def table(kind, rows, **shapes):
            columns = filled(kind, luck, **dict.fromkeys(kind._fields, (rows,)) | shapes)
            return as_this_process_runs(columns)

        self.registry, self.farmers = table(Registry, COUNT), table(Farmers, COUNT)
        self.plots = table(Plots, 10)
        self.plots.farmer[:] = 0, 0, 1, 2, 3, 4, 4, 5, 6, 7
        self.sellers = table(Sellers, 4, first=(5,))
        self.sellers.farmer[:] = SELLS
        self.stalls = table(Stalls, 5, lines=(1,), of_plot=(10,))
        self.stalls.plot[:] = 2, 3, 5, 6, 8
        self.farmers.province[:] = HOME
        self.farmers.sales[:], self.farmers.costs[:], self.farmers.other[:] = 700, 30, INCOME
        self.registry.persons[:] = 4.0, 2.0, 4.0, 8.0, 4.0, 4.0, 4.0, 4.0
        self.registry.helped[:] = self.registry.spent[:] = self.registry.allowance[:] = 0
        self.registry.hauled[:] = 0
        self.registry.earned[:] = 670
        self.ledger = open_ledger(1)
        self.rules = SimpleNamespace(relief=TERMS._replace(**changes))
        self.state = SimpleNamespace(
            farm=self, online=SimpleNamespace(),
            ledger=self.ledger, province_names=("a", "b"), province_rows=ROWS,
        )  # fmt: skip

    def run(self, today=EVE):
        before = copied(self.registry, self.farmers, self.plots, self.sellers, self.stalls)
        if RELIEF_OFFICE.when(self.state, self.rules, today):
            RELIEF_OFFICE.do(self.state, self.rules, today)
        return before

    def helped(self):
        return np.flatnonzero(self.registry.helped).tolist()


def test_help_is_paid_at_once_and_haulage_is_set_aside():
    """A course by the household's size, a connection for who may sell online; all are poor."""
    county = County()
    registry = county.registry
    was, money, plots, sellers, stalls = county.run()
    assert registry.record == pytest.approx(INCOME / was.persons)
    assert np.array_equal(registry.data, registry.record)
    assert (registry.record < 1000.0).all() and registry.poor.all()
    assert county.helped() == list(range(COUNT))
    assert (np.asarray(registry.helped) == 2017).all()
    size = was.persons / 4.0
    may_sell = np.isin(np.arange(COUNT), SELLS)
    paid = size * (300 + 50 * may_sell)
    assert np.array_equal(registry.spent, paid)
    assert np.array_equal(registry.allowance, 40 * size)
    assert np.array_equal(registry.earned, 670 + INCOME)
    outside = county.ledger.outside
    assert outside[Sector.GOVERNMENT] == -paid.sum() == -outside[Sector.OTHER_SELLERS]
    assert flows(county) == {(Flow.RELIEF, Sector.GOVERNMENT, Sector.OTHER_SELLERS): paid.sum()}
    assert np.array_equal(county.farmers.cash, money.cash)
    assert county.plots.lot == pytest.approx(1.1 * plots.lot)
    assert county.stalls.year == pytest.approx(1.1 * stalls.year)
    assert county.sellers.skill == pytest.approx(1.3 * sellers.skill)
    assert not np.asarray(county.sellers.remote).any()


def test_the_first_in_turn_are_helped_until_the_budget_of_the_provinces_is_spent():
    county = County(where=("a",), budget=50.0)
    county.registry.helped[2] = 2016
    was, _, plots, sellers, stalls = county.run()
    luck = luck_of(households_of(HOME, ROWS), EVE.seed, Stream.RELIEF, 2017)
    turn = [who for who in np.argsort(luck) if who not in (2, 5, 6, 7)]
    left, helped = 50.0 * was.persons[:5].sum(), []
    for who in turn:
        left -= was.persons[who] / 4.0 * (340 + 50 * (who in SELLS))
        if left < 0:
            break
        helped.append(int(who))
    assert 0 < len(helped) < len(turn)
    registry = county.registry
    assert sorted([*helped, 2]) == county.helped() and registry.helped[2] == 2016
    others = np.setdiff1d(np.arange(COUNT), helped)
    assert not np.asarray(registry.allowance)[others].any()
    assert not np.asarray(registry.spent)[others].any()
    trained = np.isin(np.asarray(plots.farmer), helped)
    assert county.plots.lot == pytest.approx(np.where(trained, 1.1, 1.0) * plots.lot)
    of_stall = trained[np.asarray(stalls.plot)]
    assert county.stalls.year == pytest.approx(np.where(of_stall, 1.1, 1.0) * stalls.year)
    online = np.isin(SELLS, helped)
    assert county.sellers.skill == pytest.approx(np.where(online, 1.3, 1.0) * sellers.skill)
    assert county.sellers.remote == pytest.approx(np.where(online, 0.0, sellers.remote))


def test_a_budget_is_spent_to_the_last_yuan():
    for budget, helped in ((340 / 32, [0]), (339 / 32, [])):
        by_data = OFFICE._replace(choice=int(ReliefChoice.BY_DATA))
        county = County(budget=budget, office=by_data)
        county.farmers.other[1:] = 10**6  # only the first is poor: 300 and 40 for it
        county.registry.persons[:] = 4.0
        county.run()
        assert county.helped() == helped


def test_a_level_reaches_the_same_and_others():
    luck = luck_of(households_of(HOME, ROWS), EVE.seed, Stream.RELIEF, 0)
    for level in (0.2, 0.6):
        county = County(level=level)
        county.run()
        assert county.helped() == np.flatnonzero(luck < level).tolist()


@pytest.mark.parametrize("counting", [1, 0])
@pytest.mark.parametrize("when", ["month", "eve"])
def test_haulage_is_shared_up_to_what_was_set_aside(counting, when):
    county = County(end=date(2016, 12, 31))  # nobody is helped for another year
    registry = county.registry
    registry.hauled[:] = 11, 100, 100, 0, 7, 0, 0, 1
    registry.allowance[:] = 40, 50, 49, 40, 0, 0, 0, 9
    today = EVE._replace(counting=counting)
    if when == "month":
        today = today._replace(day_of_year=90, first_of_month=1)
    was, money, *_ = county.run(today)
    if not counting:
        assert np.array_equal(registry.hauled, was.hauled) and not flows(county)
        return
    paid = np.array([5, 50, 49, 0, 0, 0, 0, 0])
    assert np.array_equal(registry.spent, paid)
    assert not np.asarray(registry.hauled).any()
    assert np.array_equal(registry.allowance, (was.allowance - paid) * (when == "month"))
    assert np.array_equal(county.farmers.cash, money.cash + paid)
    assert np.array_equal(county.farmers.other, money.other + paid)
    assert county.ledger.outside[Sector.GOVERNMENT] == -104
    assert flows(county) == {(Flow.RELIEF, Sector.GOVERNMENT, Sector.FARMERS): 104}
    earned = money.sales - money.costs + money.other + paid if when == "eve" else was.earned
    assert np.array_equal(registry.earned, earned)


def test_on_other_days_nothing_happens():
    county = County()
    county.registry.hauled[:], county.registry.allowance[:] = 100, 100
    was, *_ = county.run(EVE._replace(day_of_year=363))
    assert np.array_equal(county.registry.hauled, was.hauled) and county.helped() == []


@pytest.mark.parametrize(
    ("changes", "helped"),
    [
        ({}, True),
        ({"begin": date(2016, 1, 2)}, False),  # no whole year is on record
        ({"relief_day": date(2017, 1, 2)}, False),  # not yet
        ({"end": date(2017, 1, 1)}, True),
        ({"end": date(2016, 12, 31)}, False),  # nobody will see the new year
    ],
)
def test_help_follows_a_whole_year_on_record_and_begins_with_the_lever(changes, helped):
    county = County(**changes)
    county.registry.allowance[:] = 5
    start = changes.get("begin", BEGIN)
    county.run(EVE._replace(counting_day=(date(2016, 12, 31) - start).days))
    assert bool(county.helped()) == helped
    assert np.array_equal(county.registry.earned, 670 + INCOME)
    if not helped:
        assert not np.asarray(county.registry.allowance).any()


@pytest.mark.parametrize("without", ["farm", "online", "registry"])
def test_where_there_is_no_relief_nothing_happens(without):
    county = County()
    if without == "registry":
        county.registry = SimpleNamespace(land=())
    else:
        setattr(county.state, without, None)
    assert not RELIEF_OFFICE.when(county.state, county.rules, EVE)


def test_a_scenario_says_what_the_budget_buys():
    lever = "levers.targeted_relief={level: 0.3, from: 2017-01-01, where: [Gansu]}"
    scenario = read_scenario("base", sets=[lever, "grain.money=100", "relief.choice=by_quota"])
    settings, relief = settings_of(scenario), scenario.relief
    assert settings.office == (
        ReliefChoice.BY_QUOTA, 100 * scenario.farm.poverty_line, relief.training_yield,
    )  # fmt: skip
    assert settings.recording == (
        relief.record_noise, relief.record_missing, relief.data_noise, relief.data_missing,
    )  # fmt: skip
    assert (settings.begin, settings.end) == (scenario.calendar.start, scenario.calendar.end)
    assert (settings.relief_day, settings.level) == (date(2017, 1, 1), 0.3)
    assert settings.where == ("Gansu",)
    in_fen = 100 * np.array(
        [relief.budget, relief.training, relief.connection, relief.freight_ceiling]
    )
    found = settings.budget, settings.training, settings.connection, settings.freight_ceiling
    assert found == pytest.approx(tuple(in_fen))
    assert (settings.training_skill, settings.freight_share) == (
        relief.training_skill, relief.freight_share,
    )  # fmt: skip
    assert settings.household == scenario.population.household_persons
