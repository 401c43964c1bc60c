"""Who comes and goes, by hand at wholesalers: who serves whom, at what lane, with whose money."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from sim.phases import adoption
from sim.phases.entry.incomes import settings_of
from sim.rules.entry import capital_days
from sim.scenario import read_scenario
from tests.phases.alone import country, rows_of, run, with_rules
from tests.phases.books import at_once, kept

DAYS, INTEREST = 60.0, 0.0002
SHORT = "entry.memory_months=1"


class Month:
    """Two provinces with a few wholesalers of tier 1, and room for as many more."""

    def __init__(self, *sets):
        self.model = country(
            "population.shops_per_wholesaler=2", "entry.room=1", *(sets or (SHORT,))
        )
        at_once(self.model)
        with_rules(self.model, "entry", capital_days=np.array([0.0, *[DAYS] * 4, 0.0]))
        with_rules(self.model, "entry", daily_interest=INTEREST)
        with_rules(self.model, "adoption", maker_cash_days=0.0)  # makers' owners bring nothing
        self.state = self.model.state
        self.shelves, self.keepers, self.accounts = (
            self.state.shelves, self.state.keepers, self.state.accounts,
        )  # fmt: skip
        self.first, self.end = (int(k) for k in self.state.levels.first_keeper[1:3])
        self.tier = slice(self.first, self.end)
        self.keepers.volume[self.tier] = 1000.0 * (self.keepers.open[self.tier] == 1)
        # Of 100 that a firm sold it has paid 80.
        self.kept(self.tier, 200 * (np.asarray(self.keepers.open[self.tier]) == 1))
        for keeper in range(self.first, self.end):
            rows = rows_of(self.model, keeper)
            self.shelves.price[rows], self.shelves.unit_cost[rows] = 100.0, 80.0
        for cost in (self.accounts.fixed_cost, self.accounts.usual_cost):
            cost[:] = 0
            cost[self.tier] = 10
        self.accounts.owners_pay[:] = np.where(np.asarray(self.keepers.open), 10**12, 10**15)
        self.accounts.owners_pay[self.tier] = 0
        others = np.ones(len(self.keepers.level), bool)
        others[self.tier] = False
        self.kept(others, 10**13)

    def run(self, **changes):
        run(self.model, adoption, 10, **{"first_of_month": 1, "month": 1} | changes)

    def open(self):
        return [k for k in range(self.first, self.end) if self.keepers.open[k]]

    def kept(self, rows, money_a_day):
        """What was left of a day's sales when goods were paid."""
        kept(self.model, rows, money_a_day)

    def costs(self, rows, money):
        """Firms cost so much, and so would who came in their place."""
        self.accounts.fixed_cost[rows] = self.accounts.usual_cost[rows] = money

    def together(self):
        """All stand in one province, so that nobody is its last."""
        self.keepers.province[self.tier] = self.keepers.province[self.first]

    def lonely(self):
        """Those who are their province's only one."""
        homes = [int(self.keepers.province[k]) for k in self.open()]
        return [k for k, home in zip(self.open(), homes, strict=True) if homes.count(home) == 1]

    def vacant(self):
        return [k for k in range(self.first, self.end) if not self.keepers.open[k]]

    def customers(self, keeper):
        return np.flatnonzero(self.keepers.upstream == keeper)


def test_there_is_room_for_some():
    month = Month()
    assert len(month.vacant()) >= 1
    assert all(len(month.customers(k)) == 0 for k in month.vacant())


def test_who_would_gain_comes_with_his_own_money():
    month = Month()
    row = month.vacant()[0]
    province = month.keepers.province[row]
    sales = month.keepers.volume[month.tier].sum()
    labour = int(month.state.ledger.outside[Sector.LABOUR])
    expected = [
        column[rows_of(month.model, k)].sum()
        for column in (month.shelves.forecast, month.shelves.variance)
        for k in month.open()
    ]
    own = rows_of(month.model, row)  # of who stood there before him
    month.shelves.forecast[own], month.shelves.variance[own] = 50.0, 50.0
    month.keepers.markup_factor[row], month.keepers.volume[row] = 0.3, 0.0
    month.run()
    assert month.keepers.open[row] and month.keepers.markup_factor[row] == 1.0
    found = [
        column[rows_of(month.model, k)].sum()
        for column in (month.shelves.forecast, month.shelves.variance)
        for k in month.open()
    ]
    assert sum(found) == pytest.approx(sum(expected), rel=1e-5)
    mine = len(month.customers(row))
    others = [
        len(month.customers(k)) for k in month.open() if month.keepers.province[k] == province
    ]
    assert mine > 0 and max(others) - mine <= 1
    assert month.keepers.volume[month.tier].sum() == pytest.approx(sales)
    assert month.keepers.reference[row] == month.keepers.volume[row] > 0.0
    brought = -(int(month.state.ledger.outside[Sector.LABOUR]) - labour)
    flow = month.state.ledger.money[Flow.OWNERS_CAPITAL, Sector.LABOUR, Sector.WHOLESALERS_1]
    assert brought == flow > 0
    assert -month.accounts.drawings[month.tier].sum() == brought
    assert not month.shelves.stock[rows_of(month.model, row)].any()
    assert month.shelves.listed[rows_of(month.model, row)].all()


def test_he_buys_what_his_customers_owe_at_its_value():
    month = Month()
    row, vacant = month.vacant()[0], month.vacant()
    for shop in range(month.state.shops):
        month.accounts.payable[shop] += 100
        month.accounts.receivable[month.keepers.upstream[shop]] += 100
    before = month.accounts.cash[month.tier].sum() + month.accounts.receivable[month.tier].sum()
    month.run()
    owed = 100 * sum(len(month.customers(k)) for k in vacant)
    assert month.accounts.receivable[row] == month.accounts.payable[month.customers(row)].sum()
    sector = Sector.WHOLESALERS_1
    assert month.state.ledger.money[Flow.CLAIMS_SOLD, sector, sector] == owed > 0
    brought = -month.accounts.drawings[month.tier].sum()
    after = month.accounts.cash[month.tier].sum() + month.accounts.receivable[month.tier].sum()
    assert after == before + brought


@pytest.mark.parametrize(("column", "value"), [("usual_cost", 10**6), ("owners_pay", 10**6)])
def test_nobody_comes_where_he_would_lose(column, value):
    month = Month()
    for row in month.vacant():
        getattr(month.accounts, column)[row] = value
    vacant = month.vacant()
    month.run()
    assert month.vacant() == vacant


@pytest.mark.parametrize("changes", [{"first_of_month": 0}, {"counting": 0}])
def test_only_on_the_first_of_a_month_that_counts(changes):
    month = Month()
    vacant = month.vacant()
    month.costs(month.open()[0], 10**6)
    month.run(**changes)
    assert month.vacant() == vacant


def test_who_sells_nothing_leaves_and_the_last_of_a_province_too():
    month = Month()
    month.accounts.owners_pay[month.vacant()] = 10**9
    home = int(month.keepers.province[month.open()[0]])
    here = [k for k in month.open() if month.keepers.province[k] == home]
    away = [k for k in month.open() if month.keepers.province[k] != home]
    month.keepers.volume[here] = 0.0
    month.kept(here, 0)
    month.costs(here, 10**6)
    shops = np.concatenate([month.customers(k) for k in here])
    month.run()
    assert month.open() == away
    assert np.isin(month.keepers.upstream[shops], away).all()
    assert month.keepers.volume[month.tier].sum() == pytest.approx(1000.0 * len(away))
    counts = [len(month.customers(k)) for k in away]
    assert max(counts) - min(counts) <= len(shops)


@pytest.mark.parametrize(
    ("usual", "pay", "fixed", "cost"),
    [
        (250, 0, 250, 200),  # sells 1000, keeps a fifth
        (200, 0, 200, 200),
        (160, 110, 120, 120),  # of 270 a day no more would live, and of 215 they do
        (160, 110, 160, 200 * 160 // 215),
        (160, 20, 120, 200 * 160 // 180),
        (100, 0, 100, 200),
        (80, 0, 80, 160),  # room for as many again, and no more
    ],
)
def test_a_province_s_last_wholesaler_is_as_large_as_its_margin_allows(usual, pay, fixed, cost):
    month = Month()
    with_rules(month.model, "entry", daily_interest=0.0)
    month.accounts.owners_pay[month.vacant()] = 10**9
    last = month.open()[0]
    assert month.lonely() == month.open()
    month.accounts.usual_cost[last], month.accounts.fixed_cost[last] = usual, fixed
    month.accounts.owners_pay[last], month.accounts.elsewhere[last] = pay, 0.5
    month.state.keepers.reference[last] = 600.0  # what it is used to sell
    month.run()
    assert last in month.open()
    assert abs(month.accounts.fixed_cost[last] - cost) <= 1
    part = month.accounts.fixed_cost[last] / fixed
    assert month.state.keepers.reference[last] == pytest.approx(600.0 * part)


@pytest.mark.parametrize(("fixed", "stays"), [(199, True), (201, False), (10**6, False)])
def test_he_stays_while_the_margin_on_his_sales_pays_his_costs(fixed, stays):
    """Sales of 1000 a day, of which a fifth is left when the goods are paid."""
    month = Month()
    month.accounts.owners_pay[month.vacant()] = 10**9
    month.together()
    firm = month.open()[0]
    month.costs(firm, fixed)
    month.run()
    assert bool(month.keepers.open[firm]) == stays


def test_the_one_that_loses_most_leaves_first_and_what_it_sold_may_save_another():
    """Both lose on sales of 1000 a day, of 2000 the one that is left gains."""
    for costs in ((250, 260), (260, 250)):
        month = Month()
        month.accounts.owners_pay[month.vacant()] = 10**9
        month.together()
        pair = month.open()
        assert len(pair) == 2
        month.costs(pair, costs)
        month.run()
        assert month.open() == [pair[int(np.argmin(costs))]]


@pytest.mark.parametrize(("more", "comes"), [(0, True), (1, False)])
def test_he_comes_where_his_share_of_the_sales_pays_all_his_costs(more, comes):
    """One firm sells 1000 a day there: he hopes for half its customers, or the lesser half.

    Of a yuan 0.2 are left, and 60 days' sales are tied up at 0.0002 a day.
    """
    month = Month()
    row = month.vacant()[0]
    home = month.keepers.province[row]
    (firm,) = (k for k in month.open() if month.keepers.province[k] == home)
    customers = month.customers(firm)
    assert (np.asarray(month.keepers.province)[customers] == home).all()
    sales = 1000.0 * (len(customers) // 2) / len(customers)
    profit = sales * (0.2 - DAYS * INTEREST)
    assert len(customers) > 1 and profit % 1.0 > 0.01
    month.accounts.usual_cost[row] = 5
    month.accounts.owners_pay[row] = int(profit) - 5 + more
    month.run()
    assert bool(month.keepers.open[row]) == comes


@pytest.mark.parametrize("why", ["goods", "debts"])
def test_nobody_stands_where_somebody_s_goods_or_debts_are_not_settled(why):
    month = Month()
    row = month.vacant()[0]
    if why == "goods":
        month.shelves.on_order[rows_of(month.model, row).start] = 5
    else:
        month.accounts.payable[row] = 5
    month.run()
    assert not month.keepers.open[row]


def test_interest_is_by_the_day():
    scenario = read_scenario("base", sets=["credit.capital_cost=0.073", "entry.room=0.5"])
    settings = settings_of(scenario)
    assert settings.daily_interest == pytest.approx(0.0002)
    assert settings.firms_move == 1
    assert np.array_equal(settings.capital_days, capital_days(scenario.credit))


def test_shops_of_a_province_without_wholesalers_bear_days_and_freight_of_the_lane():
    month = Month()
    month.accounts.owners_pay[month.vacant()] = 10**9
    home = int(month.keepers.province[month.open()[0]])
    here = [k for k in month.open() if month.keepers.province[k] == home]
    month.costs(here, 10**6)
    month.keepers.volume[here] = 0.0
    month.kept(here, 0)
    shop = int(month.customers(here[0])[0])
    rows, terms = rows_of(month.model, shop), month.state.terms
    goods = month.state.products.produce[month.shelves.product[rows]] == 0
    goods &= np.asarray(terms.direct[rows]) == 0
    lead = terms.lead[rows][goods].copy()
    month.run()
    there = int(month.keepers.province[month.keepers.upstream[shop]])
    assert there != home
    days, cost = month.state.routes.days[there, home], month.state.routes.cost[there, home]
    weight = month.state.products.weight[month.shelves.product[rows]][goods]
    expected = np.minimum(lead + days, len(month.shelves.arriving) - 1)
    for _ in range(2):  # at once, and still when it has reviewed its suppliers
        assert terms.lead[rows][goods].tolist() == expected.tolist()
        assert terms.freight[rows][goods] == pytest.approx((cost * weight).tolist(), rel=1e-5)
        run(month.model, adoption, shop % month.model.rules.adoption.supplier_days)
    # A wholesaler who opens there brings both back to what they were.
    month.accounts.usual_cost[month.tier], month.accounts.owners_pay[month.tier] = 1, 0
    for day in (40, 41):
        month.accounts.worked[:] = 30
        month.kept(month.open(), 200)
        month.run(day=day)
    assert month.keepers.province[month.keepers.upstream[shop]] == home
    assert terms.lead[rows][goods].tolist() == lead.tolist()
    assert terms.freight[rows][goods] == pytest.approx(np.zeros(goods.sum()), abs=1e-4)


def test_nobody_comes_or_goes_where_there_is_no_room():
    month = Month("entry.room=0", SHORT)
    there = month.open()
    month.costs(there[0], 10**6)
    month.run()
    assert month.open() == there and not month.vacant()


def test_who_leaves_sells_off_pays_his_debts_and_takes_the_rest_home():
    month = Month()
    month.accounts.owners_pay[month.vacant()] = 10**9
    month.together()
    leaver = month.open()[0]
    rows, accounts = rows_of(month.model, leaver), month.accounts
    creditor = int(month.keepers.upstream[leaver])
    month.shelves.stock[rows] = 0
    month.shelves.stock[rows.start] = 10
    accounts.cash[[leaver, creditor]] = 0
    accounts.payable[leaver], accounts.receivable[creditor] = 300, 300
    month.costs(leaver, 10**6)
    month.run()
    share = month.model.rules.adoption.liquidation_share
    assert not month.keepers.open[leaver] and not month.shelves.stock[rows].any()
    assert accounts.payable[leaver] == accounts.receivable[creditor] == accounts.cash[leaver] == 0
    assert accounts.cash[creditor] == 300
    assert accounts.drawings[leaver] == int(10 * 80.0 * share) - 300 > 0


@pytest.mark.parametrize(("earns", "stays"), [(51, True), (49, False)])
def test_an_owner_leaves_who_could_earn_more_elsewhere(earns, stays):
    """It earned 100 a day at the opening; half of it is what this owner could have elsewhere."""
    month = Month()
    month.accounts.owners_pay[month.vacant()] = 10**9
    month.together()
    with_rules(month.model, "entry", log_income_growth=0.0)
    firm = month.open()[0]
    month.accounts.owners_pay[firm], month.accounts.elsewhere[firm] = 100, 0.5
    month.costs(firm, 10)
    month.kept(firm, 10 + earns)
    month.run()
    assert bool(month.keepers.open[firm]) == stays


def test_what_can_be_earned_elsewhere_grows():
    """By a tenth a year: what kept the owner two years ago keeps him no more."""
    for years, stays in ((0, True), (2, False)):
        month = Month()
        month.accounts.owners_pay[month.vacant()] = 10**9
        month.together()
        with_rules(month.model, "entry", log_income_growth=np.log(1.1))
        firm = month.open()[0]
        month.accounts.owners_pay[firm] = 100
        month.costs(firm, 10)
        month.kept(firm, 10 + 120)
        month.run(counting_day=365 * years)
        assert bool(month.keepers.open[firm]) == stays


def test_nobody_leaves_for_one_bad_month():
    """Of twelve months that it looks back on, a firm has lost in one what it keeps in four."""
    month = Month("entry.memory_months=12")
    month.accounts.owners_pay[month.vacant()] = 10**9
    firm = month.open()[0]
    month.together()
    month.costs(firm, 100)
    month.accounts.margins[:, firm] = 30 * 200
    month.kept(firm, -800)
    month.run(month=12)
    assert month.keepers.open[firm]
    month.accounts.margins[:, firm] = 30 * 80
    month.accounts.worked[:] = 30
    month.kept(firm, 80)
    month.run(month=13)
    assert not month.keepers.open[firm]


def test_nobody_moves_before_the_books_go_far_enough_back():
    month = Month()
    there = month.open()
    month.together()
    month.costs(there[0], 10**6)
    month.run(month=0)
    assert month.open() == there


def test_who_would_gain_moves_with_a_chance_a_month():
    """Of all months, in one of four."""
    left = 0
    for day in range(60):
        month = Month()
        with_rules(month.model, "entry", moving_speed=0.25)
        month.accounts.owners_pay[month.vacant()] = 10**9
        month.together()
        firm = month.open()[0]
        month.costs(firm, 10**6)
        month.run(day=day)
        left += not month.keepers.open[firm]
    assert abs(left - 15) < 4 * np.sqrt(60 * 0.25 * 0.75)


def test_what_firms_earn_before_counting_is_what_their_owners_are_used_to():
    """Those who might come compare with the mean of the market, less interest."""
    month = Month()
    month.together()
    first, second = month.open()[:2]
    month.costs([first, second], 50)
    month.kept(first, 250)
    month.kept(second, 150)
    month.run(counting=0, counting_day=-20)
    pay = month.accounts.owners_pay
    assert (pay[first], pay[second]) == (200, 100)
    open_ones = len(month.open())
    mean = (200 + 100 + 190 * (open_ones - 2)) / open_ones
    assert pay[month.vacant()[0]] == pytest.approx(mean - DAYS * INTEREST * 1000, abs=1)


def test_customers_bring_their_part_of_the_books():
    month = Month()
    month.accounts.owners_pay[month.vacant()] = 10**9
    month.together()
    leaver = month.open()[0]
    month.costs(leaver, 10**6)
    month.run()
    assert not month.keepers.open[leaver]
    margins = np.asarray(month.accounts.margins)[0]
    assert margins[leaver] == pytest.approx(0.0, abs=0.5)
    assert margins[month.open()].sum() == pytest.approx(30 * 200 * (1 + len(month.open())))


def test_owners_do_not_look_back_beyond_what_has_settled():
    """Of twelve months before counting begins the last three stay in the books."""
    month = Month("entry.memory_months=12")
    with_rules(month.model, "entry", settled_months=3)
    month.accounts.margins[:] = 5.0
    month.run(month=14, counting=0, counting_day=-3)
    margins, worked = (
        np.asarray(books)[:, month.open()[0]].tolist()
        for books in (month.accounts.margins, month.accounts.days_worked)
    )
    assert margins == [30 * 200, 5.0, 5.0, *[0.0] * 9]
    assert worked == [30.0] * 3 + [0.0] * 9


def test_a_province_s_last_wholesaler_shrinks_before_it_goes():
    """Goods that it writes off may cost it more than it keeps of sales for a while."""
    month = Month()
    with_rules(month.model, "entry", moving_speed=0.25)
    month.accounts.owners_pay[month.vacant()] = 10**9
    last = month.lonely()[0]
    month.costs(last, 1000)
    for cost in (750, 563):
        month.accounts.worked[:] = 30
        month.kept(month.open(), 200)
        month.kept(last, -50)
        month.run()
        assert last in month.open()
        assert month.accounts.fixed_cost[last] == cost
