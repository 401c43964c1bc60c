"""Households that go online by hand: what they reckon, what they pay, and when they give up."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from sim.phases.online.stall_joining import STALLS, Settings, settings_of
from sim.scenario import read_scenario
from tests.phases.acts import perform
from tests.phases.bazaar import FARMER, HOME, PRODUCT, PROVINCE, SELLER, open_bazaar
from tests.phases.compiled import orders_hoped_for, some
from tests.phases.marketplace import DAY, copied, flows, online_rules, whole

BEGINS, MEMORY, PAYBACK, TRUST = 150, 4, 10.0, 0.25
HISTORY = Settings(
    stalls_day=BEGINS, historical=1, months_before=3, stall_innovation=0.02, stall_imitation=0.5,
    stall_gain_response=2.0, trust=TRUST, payback=PAYBACK, memory=MEMORY, news_worth=50.0,
    niche=1.0, variety_weight=0.5,
)  # fmt: skip
TAKE = np.array([0.04, 0.1])
MONTH = DAY._replace(counting_day=BEGINS, first_of_month=1, counting=1)
SELLS = HOME[FARMER]  # province of each seller
SIZES = np.array([1.0, 0.7, 0.5, 1.0, 0.2, 1.5, 0.8])  # of households, against usual ones
SIZE = SIZES[FARMER]


class Village:
    """Five households that may sell online; all that one hears of is 3 orders a day."""

    def __init__(self, settings=HISTORY):
        self.bazaar = bazaar = open_bazaar()
        table, sellers, stalls = bazaar.bazaar, bazaar.sellers, bazaar.stalls
        table.rate[:] = 3.0
        table.shown[:], table.asked[:] = 100.0, 300.0
        bazaar.farmers.size[:] = SIZES
        table.growers[:] = 100.0  # room for all
        table.price[:] = [[200, 90, 300], [180, 250, 60]]
        table.other[:] = table.worth[:] = 80.0
        table.packing[:], table.fixed[:], table.learning[:] = (5, 7), (1500, 900), (20_000, 3000)
        table.income[:], table.begun[:] = 50_000.0, 0.0
        sellers.skill[:] = 0.5, 1.5, 1.0, 0.8, 1.25
        sellers.member[:] = sellers.gave_up[:] = sellers.months[:] = 0
        sellers.result[:], sellers.earned[:] = 0.0, 0
        sellers.inclination[:], sellers.luck[:], sellers.remote[:] = 0.0, 0.999, 0.0
        stalls.days[:], stalls.year[:] = (100, 200, 300, 60, 365, 30, 10, 50), 10**6
        bazaar.farmers.cash[:] = 10**6
        bazaar.offers.take_rate[:] = 0.9
        bazaar.offers.take_rate[0] = TAKE
        bazaar.buyers.access[:] = 0.0
        bazaar.buyers.access[1::3] = 0.6, 0.7  # of rural people
        online = bazaar.state.online
        self.rules = online_rules(stall_joining=settings)
        bazaar.crops.season_first[:], bazaar.crops.season_days[:] = 0, 365
        self.known(3.0)
        farm = some(sellers=sellers, stalls=stalls, bazaar=table, farmers=bazaar.farmers)
        self.state = SimpleNamespace(
            farm=SimpleNamespace(sellers=sellers, bazaar=table, crops=bazaar.crops, tables=farm),
            online=online,
            ledger=bazaar.ledger,
        )

    def margin(self):
        """Of an order, by province and product."""
        table = self.bazaar.bazaar
        kept = np.asarray(table.price) * (1.0 - TAKE[:, None])
        return kept - np.asarray(table.packing)[:, None] - np.asarray(table.worth)

    def known(self, rate):
        """A year at this month's prices, of so many orders a day."""
        table = self.bazaar.bazaar
        table.rate[:], table.fresh[:], table.drawn[:] = rate, 200.0, 200.0 * rate
        table.left[:] = 200.0 * rate * self.margin()

    def run(self, today=MONTH):
        """What households and their money were before."""
        before = copied(self.bazaar.sellers, self.bazaar.farmers)
        perform(STALLS, self.state, self.rules, today)
        return before

    def reckoned(self, rate=3.0):
        """What each household would gain a month, stall by stall; no stall is kept at a loss.

        rate  orders a day at skill 1, of each province and product
        """
        table = self.bazaar.bazaar
        place = PROVINCE, PRODUCT
        margin = self.margin()[place]
        skill = np.asarray(self.bazaar.sellers.skill)[SELLER]
        days = np.asarray(self.bazaar.stalls.days)
        most = np.asarray(self.bazaar.stalls.year) / np.asarray(table.order)[PRODUCT]
        orders = np.minimum(np.broadcast_to(rate, (2, 3))[place] * skill * days, most)
        gains = np.bincount(SELLER, np.maximum(orders * margin, 0.0) / 12.0, 5)
        assert (margin < 0).any()
        return gains - np.asarray(table.fixed)[SELLS] * SIZE

    def learning(self):
        skill = np.asarray(self.bazaar.sellers.skill) / SIZE  # of a usual household
        cost = np.asarray(self.bazaar.bazaar.learning)[SELLS] * SIZE / skill
        cost *= 1.0 - np.asarray(self.bazaar.bazaar.begun)[SELLS]
        return np.array([whole(each) for each in cost])

    def members(self):
        return np.flatnonzero(self.bazaar.sellers.member).tolist()

    def paid(self, before):
        """By seller; the books of the country say the same."""
        cost = before.cash - np.asarray(self.bazaar.farmers.cash)
        going = {(Flow.GOING_ONLINE, Sector.FARMERS, Sector.OTHER_SELLERS): cost.sum()}
        assert flows(self.bazaar) == {at: money for at, money in going.items() if money}
        outside = self.bazaar.ledger.outside
        assert outside[Sector.OTHER_SELLERS] == outside.sum() == cost.sum()
        assert not np.delete(cost, FARMER).any()
        return cost[FARMER]


def test_a_level_brings_all_whom_it_reaches_on_its_eve():
    village = Village(HISTORY._replace(historical=0))
    village.bazaar.farmers.cash[:] = 0
    _, before = village.run(MONTH._replace(counting_day=BEGINS - 1, counting=0))
    assert village.members() == [0, 1, 2, 3, 4]
    assert (np.asarray(village.bazaar.sellers.inclination) == 1.0).all()
    assert np.array_equal(village.paid(before), village.learning())
    assert np.array_equal(village.bazaar.farmers.costs, before.costs)


@pytest.mark.parametrize("counting", [0, 1])
def test_at_the_opening_those_are_there_whom_it_has_reached_among_who_would_gain(counting):
    """By orders as they are: who sold before knows them, whatever is told."""
    village = Village()
    village.bazaar.bazaar.asked[:] = 0.0
    village.known(12.0)
    sellers = village.bazaar.sellers
    share = 0.0
    for _ in range(3):  # months, of Bass
        share += (0.02 + 0.5 * share) * (1.0 - share)
    village.bazaar.bazaar.begun[:] = share  # of whom the others learn
    gains = village.reckoned(12.0) > village.learning() / PAYBACK
    assert 2 < gains.sum() < 5
    village.bazaar.bazaar.begun[:] = 0.0
    sellers.luck[:] = share - 1e-6
    lucky, unlucky, remote = np.flatnonzero(gains)[:3]
    sellers.remote[remote] = 0.75
    gains[remote] = False
    sellers.luck[unlucky] = share + 1e-6
    eve = MONTH._replace(counting_day=BEGINS - 1, first_of_month=0, counting=counting)
    _, before = village.run(eve)
    assert sellers.inclination == pytest.approx(np.where(gains, share, 0.0))
    there = gains.copy()
    there[unlucky] = False
    assert there[lucky] and village.members() == np.flatnonzero(there).tolist()
    assert village.bazaar.bazaar.begun == pytest.approx(share)
    sold = np.zeros((2, 3))  # skill of the stalls of whom word goes round
    np.add.at(sold, (PROVINCE, PRODUCT), np.where(there, sellers.skill, 0.0)[SELLER])
    assert village.bazaar.bazaar.shown == pytest.approx(100.0 + 200.0 * sold)
    assert village.bazaar.bazaar.asked == pytest.approx(200.0 * 12.0 * sold)
    paid = village.learning() * there
    assert np.array_equal(village.paid(before), paid)
    costs = np.asarray(village.bazaar.farmers.costs) - before.costs
    assert np.array_equal(costs[FARMER], counting * paid)


def test_the_more_are_there_the_fewer_it_pays():
    """Where stalls take orders from each other, rooms and gains fit together in the end."""
    village = Village(HISTORY._replace(niche=0.00003))
    sellers = village.bazaar.sellers
    sellers.luck[:] = 0.0
    village.known(30.0)
    alone = Village()
    alone.known(30.0)
    alone.bazaar.sellers.luck[:] = 0.0
    eve = MONTH._replace(counting_day=BEGINS - 1, first_of_month=0)
    for each in (village, alone):
        each.run(eve)
    assert 0 < len(village.members()) < len(alone.members())
    online = np.asarray(sellers.inclination) * sellers.skill
    skill = np.zeros((2, 3))
    np.add.at(skill, (PROVINCE, PRODUCT), online[SELLER])
    orders = 30.0 * np.maximum(skill / 0.003, 1.0) ** -0.5  # of 100 growers
    gains = village.reckoned(orders) > village.learning() / PAYBACK
    assert np.array_equal(np.asarray(sellers.inclination) > 0.0, gains)


def test_who_gains_just_what_learning_takes_is_not_there():
    village = Village()
    village.bazaar.bazaar.learning[:] = 0
    village.bazaar.bazaar.fixed[:] = 0
    village.known(0.0)
    village.bazaar.sellers.luck[:] = 0.0
    village.run(MONTH._replace(counting_day=BEGINS - 1))
    assert village.members() == []


@pytest.mark.parametrize(
    "changes", [{"first_of_month": 0}, {"counting_day": BEGINS - 2}, {"counting_day": BEGINS + 1}]
)
def test_nothing_happens_on_other_days(changes):
    village = Village()
    village.bazaar.sellers.member[:], village.bazaar.sellers.luck[:] = 1, 0.0
    if changes.get("counting_day") == BEGINS + 1:
        changes = {"counting_day": BEGINS + 1, "first_of_month": 0}
    _, before = village.run(MONTH._replace(**changes))
    assert not village.paid(before).any()


@pytest.mark.parametrize("counting", [0, 1])
def test_members_pay_their_month_and_remember_the_last_few(counting):
    """In the first months a mean of all; then a month counts for a fourth."""
    village = Village(HISTORY._replace(historical=0))
    sellers = village.bazaar.sellers
    sellers.member[:] = 1
    sellers.member[3] = 0
    sellers.earned[:] = 5000, 700, -20, 999, 900
    sellers.months[:], sellers.result[:] = (0, 1, 2, 5, 30), (0.0, 400.0, 100.0, 77.0, -1000.0)
    was, before = village.run(MONTH._replace(counting=counting))
    fixed = np.array([1500, 750, 1500, 0, 720])
    assert np.array_equal(village.paid(before), fixed)
    costs = np.asarray(village.bazaar.farmers.costs) - before.costs
    assert np.array_equal(costs[FARMER], counting * fixed)
    expected = [3500.0, (400 - 50) / 2, (2 * 100 - 1520) / 3, 77.0, 0.75 * -1000 + 0.25 * 180]
    assert sellers.result == pytest.approx(expected)
    assert sellers.months.tolist() == [1, 2, 3, 5, 31]
    assert sellers.earned.tolist() == [0, 0, 0, 999, 0]
    assert village.members() == [0, 1, 2, 4]  # a level's households stay, whatever they lose
    assert np.array_equal(sellers.inclination, was.inclination)


def test_members_are_listed_and_who_has_left_stays_while_something_is_left():
    village = Village()
    stalls, sellers = village.bazaar.stalls, village.bazaar.sellers
    sellers.member[[0, 2, 3]] = 1
    stalls.stock[:] = [0, 5, 0, 1, 0, 0, 0, 3]
    stalls.listed[:], stalls.lines[0] = 1, 0
    village.run()
    assert np.flatnonzero(stalls.listed).tolist() == [0, 1, 4, 5]
    assert not np.isin(SELLER[[0, 1, 4, 5]], [1, 4]).any()
    assert np.asarray(stalls.open)[: int(stalls.lines[0])].tolist() == [0, 1, 3, 4, 5, 7]


def test_who_begins_is_listed_that_evening_and_pays_a_month_later():
    village = Village(HISTORY._replace(historical=0))
    stalls = village.bazaar.stalls
    stalls.listed[:] = stalls.stock[:] = stalls.lines[0] = 0
    village.run(MONTH._replace(counting_day=BEGINS - 1))
    assert stalls.listed.all() and stalls.lines[0] == len(SELLER)
    assert not village.bazaar.sellers.months.any()
    village = Village()
    village.known(12.0)
    stalls, sellers = village.bazaar.stalls, village.bazaar.sellers
    stalls.listed[:] = stalls.stock[:] = stalls.lines[0] = 0
    sellers.luck[:] = 0.0
    village.run()
    new = village.members()
    assert 0 < len(new) < 5
    at = np.flatnonzero(np.isin(SELLER, new)).tolist()
    assert np.flatnonzero(stalls.listed).tolist() == at
    assert np.asarray(stalls.open)[: int(stalls.lines[0])].tolist() == at
    assert not sellers.months.any()
    sellers.earned[:] = 10**6  # in the month between
    village.run()
    fixed = np.asarray(village.bazaar.bazaar.fixed)[SELLS] * SIZE
    assert np.asarray(sellers.result)[new] == pytest.approx(10**6 - fixed[new])


def test_who_has_lost_for_long_enough_gives_up_and_does_not_come_back():
    village = Village()
    sellers = village.bazaar.sellers
    sellers.member[:4] = 1
    sellers.months[:] = MEMORY - 1, MEMORY - 2, MEMORY - 1, MEMORY, 0
    sellers.earned[:4] = -90_000, -90_000, 1500, 10**6  # the third earns its costs
    village.run()
    assert village.members() == [1, 2, 3]
    assert sellers.gave_up.tolist() == [1, 0, 0, 0, 0]
    sellers.luck[:] = 0.0
    village.run()
    assert 0 not in village.members()
    village.run(MONTH._replace(counting=0))
    village = Village()
    village.bazaar.sellers.member[0], village.bazaar.sellers.months[0] = 1, 9
    village.bazaar.sellers.earned[0] = -(10**6)
    village.run(MONTH._replace(counting=0))  # in the warm-up nobody goes
    assert village.members() == [0]


def test_households_join_by_chance_example_and_gain():
    """The example is of those whom it would pay: who loses by it is no argument against it."""
    village = Village()
    bazaar, sellers = village.bazaar, village.bazaar.sellers
    bazaar.bazaar.learning[:], bazaar.bazaar.fixed[:] = (2000, 3000), (500, 900)
    sellers.member[1], sellers.months[1], sellers.earned[1] = 1, 3, 9500
    sellers.result[1] = 0.0
    sellers.inclination[:] = 0.1
    own, learning = village.reckoned(), village.learning()
    bazaar.bazaar.rate[:] = 0.0  # what would be ordered nobody knows
    told = (9500 - 250) / 4 / SIZE[1]  # the first and the third hear this of a small neighbour
    hoped = own.copy()
    hoped[SELLS == 0] = 0.75 * own[SELLS == 0] + TRUST * told * SIZE[SELLS == 0]
    gain = hoped - learning / PAYBACK
    assert (gain[[0, 2, 4]] > 0).all() and gain[3] < 0
    could = np.array([0, 1, 2])  # all of the first province
    begun = np.array([SIZE[1] / SIZE[could].sum(), 0.0])
    online = begun[SELLS]
    chance = (0.02 + 0.5 * online) * (1.0 + 2.0 * gain / (50_000.0 * SIZE))
    inclined = 0.1 + chance * 0.9
    sellers.luck[:] = inclined + 1e-3
    sellers.luck[2] = inclined[2] - 1e-3
    _, before = village.run()
    expected = np.where(np.isin(np.arange(5), [0, 2, 4]), inclined, 0.1)
    assert sellers.inclination == pytest.approx(expected)
    assert village.members() == [1, 2]
    assert village.bazaar.bazaar.begun == pytest.approx(begun)
    shown = whole(learning[2] * (1.0 - begun[0]))  # by the one who is there
    assert village.paid(before).tolist() == [0, 250, shown, 0, 0]


def test_the_more_of_those_it_would_pay_are_online_the_more_follow():
    """A village of three, by hand: one of two follows sooner than one of three."""
    followed = []
    for third_gains in (True, False):
        village = Village()
        sellers = village.bazaar.sellers
        sellers.member[1], sellers.months[1], sellers.earned[1] = 1, 3, 9500
        village.bazaar.bazaar.learning[:], village.bazaar.bazaar.fixed[:] = 2000, 500
        sellers.remote[0] = 0.65  # offline
        village.bazaar.farmers.cash[FARMER[2]] = 10**6 if third_gains else 0
        village.run()
        followed.append(float(village.bazaar.bazaar.begun[0]))
    assert followed == pytest.approx([SIZE[1] / SIZE[[1, 2]].sum(), 1.0])


def test_word_goes_by_neighbours_then_other_provinces_then_other_produce():
    """By hand: 50 days elsewhere weigh as much as 50 of neighbours."""
    table = Village().bazaar.bazaar
    table.fresh[:], table.drawn[:] = 10.0, 770.0
    table.shown[:] = [[150.0, 0.0, 50.0], [0.0, 0.0, 0.0]]
    table.asked[:] = [[300.0, 0.0, 500.0], [0.0, 0.0, 0.0]]
    all_produce = 800 / 200
    first = (300 + 50 * all_produce) / 200  # of the first product, in both provinces
    third = (500 + 50 * all_produce) / 100
    hoped = orders_hoped_for(table, 50.0)
    assert hoped[0] == pytest.approx([(300 + 50 * first) / 200, 4.0, (500 + 50 * third) / 100])
    assert hoped[1] == pytest.approx([first, 4.0, third])
    table.shown[:], table.asked[:] = 0.0, 0.0
    assert (orders_hoped_for(table, 50.0) == 77.0).all()  # the first of all: what is promised


@pytest.mark.parametrize("historical", [0, 1])
def test_what_was_sold_a_year_ago_is_talked_of_less(historical):
    village = Village(HISTORY._replace(historical=historical))
    for month in (1, 2):
        village.run()
        part = (1.0 - 1.0 / MEMORY) ** month
        assert village.bazaar.bazaar.shown == pytest.approx(100.0 * part * np.ones((2, 3)))
        assert village.bazaar.bazaar.asked == pytest.approx(300.0 * part * np.ones((2, 3)))
        assert village.bazaar.bazaar.hoped == pytest.approx(3.0)  # as of the months before


def test_who_hears_of_few_orders_does_not_begin_however_many_there_would_be():
    begun = []
    for asked in (300.0, 3.0):
        village = Village()
        village.bazaar.bazaar.rate[:] = 1000.0
        village.bazaar.bazaar.asked[:] = asked
        village.bazaar.sellers.luck[:] = 0.0
        village.run()
        begun.append(len(village.members()))
    assert begun[0] > begun[1] == 0


@pytest.mark.parametrize("why", ["poor", "remote", "gave_up", "no_gain"])
def test_who_cannot_or_would_not_gain_does_not_begin(why):
    village = Village()
    sellers = village.bazaar.sellers
    sellers.luck[:] = 0.0
    cost = village.learning()[4]
    village.bazaar.farmers.cash[FARMER[4]] = cost - (why == "poor")
    sellers.remote[4] = 0.75 if why == "remote" else 0.65
    sellers.gave_up[4] = why == "gave_up"
    if why == "no_gain":
        village.bazaar.bazaar.fixed[1] = 10**6
    village.run()
    assert 4 not in village.members()
    village = Village()
    village.bazaar.sellers.luck[:] = 0.0
    village.bazaar.farmers.cash[FARMER[4]] = cost
    village.bazaar.sellers.remote[4] = 0.65
    village.run()
    assert 4 in village.members()
    assert village.bazaar.farmers.cash[FARMER[4]] == 0


def test_where_nobody_may_sell_online_nothing_happens():
    village = Village()
    state = village.state
    for other in (
        SimpleNamespace(farm=None, online=state.online),
        SimpleNamespace(farm=state.farm, online=None),
        SimpleNamespace(
            farm=SimpleNamespace(sellers=SimpleNamespace(farmer=())), online=state.online
        ),
    ):
        perform(STALLS, other, village.rules, MONTH)
    assert village.members() == []


def test_a_lever_of_before_the_run_begins_with_it():
    lever = "levers.online_selling={{level: 0.4, from: {}}}"
    calendar = ("calendar.start=2016-02-01", "calendar.warmup_days=20")
    for day, first in (("2016-03-01", 29), ("2016-01-20", -12), ("2015-06-01", -20)):
        settings = settings_of(read_scenario("base", sets=[*calendar, lever.format(day)]))
        assert (settings.stalls_day, settings.historical) == (first, 0)
    scenario = read_scenario("base", sets=["levers.online_selling=historical"])
    settings, stalls = settings_of(scenario), scenario.stalls
    assert settings.historical == 1
    assert settings[2:] == (
        round(12 * stalls.years_before), stalls.innovation, stalls.imitation, stalls.gain_response,
        stalls.trust, stalls.payback_months, stalls.memory_months, stalls.news_worth,
        stalls.niche, scenario.online.variety_weight,
    )  # fmt: skip
