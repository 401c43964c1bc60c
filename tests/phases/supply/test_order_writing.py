"""A shop's order for one shelf, by hand: how much it wants, and how much it can pay for."""

import math

import numpy as np
import pytest

from sim.phases import ordering
from sim.scenario import LevelRule, Policy
from tests.phases.alone import country, rows_of, run, with_rules

SHOP, EVENING, REVIEW = 1, 14, 7


class Shelf:
    """A shelf whose goods keep, in the only shop with money, on its evening; 10 a day are sold.

    A week's round, two days on the way: 8 days are to be covered. Nothing is on hand. Another's
    shelf, where a level is given; goods that age, where it is said how fresh they were.
    """

    def __init__(self, fresh=None, level=0, **levels):
        self.model = country()
        rules = self.model.rules.ordering.levels._replace(by_profit=0, spread_share=0.5)
        with_rules(self.model, "ordering", platform_fee=0.1, attention=1.0, levels=rules)
        state = self.model.state
        self.state, self.shelves, self.terms = state, state.shelves, state.terms
        self.accounts = state.accounts
        rows = rows_of(self.model, SHOP)
        self.i = next(
            i
            for i in range(rows.start, rows.stop)
            if (self.shelves.batch[i] >= 0) == (fresh is not None)
            and self.shelves.product[i] not in state.farm.grown
        )
        self.supplier = int(self.terms.supplier[self.i])
        self.terms.review[rows] = REVIEW + 1  # not tonight
        state.keepers.offset[SHOP] = 0
        chosen = {"policy": int(Policy.ORDER_UP_TO), "order_delay": 0, "credit_days": 30}
        chosen |= {"level_rule": int(LevelRule.FORECAST)}
        chosen |= {"safety_factor": 0.0, "minimum_facing": 0.0, "order_days": 0.0}
        for name, value in (chosen | levels).items():
            getattr(state.levels, name)[level] = value
        state.keepers.level[SHOP] = level
        if fresh is not None:
            state.batches.fresh_days[self.shelves.batch[self.i]] = fresh
        self.set(
            "shelves", stock=0, on_order=0, backlog=0, next_product=-1, forecast=10, variance=16
        )
        self.set("terms", review=REVIEW, lead=2, lead_spread=0, lot=1, moq=0, direct=0, freight=0)
        self.set("terms", transit_loss=0.0)
        self.shelves.price[self.supplier] = 4.0
        self.money(credit=10**6)

    def set(self, table, **values):
        for name, value in values.items():
            getattr(getattr(self.state, table), name)[self.i] = value

    def money(self, cash=0, overdraft=0, credit=0, owed=0, arrears=0):
        accounts = self.accounts
        accounts.cash[SHOP], accounts.overdraft[SHOP] = cash, overdraft
        accounts.credit_limit[SHOP], accounts.payable[SHOP] = credit, owed
        accounts.arrears[SHOP] = arrears

    def order(self, number=EVENING):
        before = int(self.shelves.on_order[self.i])
        run(self.model, ordering, number)
        found = int(self.shelves.ordered[self.i])
        assert self.shelves.on_order[self.i] - before == found
        return found


def test_an_order_allows_for_what_is_lost_on_the_way():
    """Half: to have 80 takes 160; of 50 that are on the way 25 will arrive, and 55 take 110."""
    shelf = Shelf()
    shelf.set("terms", transit_loss=0.5)
    assert shelf.order() == 160
    shelf = Shelf()
    shelf.set("terms", transit_loss=0.5)
    shelf.set("shelves", on_order=50)
    assert shelf.order() == 110


def test_the_position_is_raised_to_the_level():
    shelf = Shelf()
    assert shelf.order() == 80
    shelf = Shelf()
    shelf.set("shelves", stock=11, on_order=5, backlog=2)
    assert shelf.order() == 66


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ({"safety_factor": 1.5}, 97),  # 80 + 1.5 x 4 x root of 8 = 96.97
        ({"order_delay": 3}, 110),
        ({"minimum_facing": 90.0}, 90),
        ({"policy": int(Policy.MIN_MAX), "order_days": 2.0}, 100),
        ({"policy": int(Policy.REORDER_POINT), "order_days": 2.0}, 81),
    ],
)
def test_what_the_level_s_rules_ask(levels, expected):
    assert Shelf(**levels).order() == expected


def test_a_spread_of_lead_times_counts_with_its_share():
    shelf = Shelf()
    shelf.set("terms", lead_spread=4)
    assert shelf.order() == 100


@pytest.mark.parametrize(("fresh", "expected"), [(5, 50), (50, 80)])
def test_no_more_is_ordered_than_sells_before_it_is_too_old(fresh, expected):
    assert Shelf(fresh=fresh).order() == expected


@pytest.mark.parametrize(
    ("level", "hands", "fresh", "facing", "expected"),
    [
        (0, 1, 13, 0.0, 99),  # 80 for 8 days and 1.6 x 4 x root of 8 for safety
        (1, 2, 13, 0.0, 75),  # 15 days from the supplier: half of them are the shops'
        (2, 3, 13, 0.0, 50),
        (4, 3, 13, 0.0, 50),  # whoever stands between
        (4, 5, 13, 0.0, 30),
        (2, 3, 13, 60.0, 60),
        (1, 2, 50, 0.0, 99),
    ],
)
def test_who_sells_to_others_leaves_them_as_many_days(level, hands, fresh, facing, expected):
    shelf = Shelf(fresh, level, safety_factor=1.6, minimum_facing=facing)
    shelf.set("shelves", hands=hands)
    assert shelf.order() == expected


@pytest.mark.parametrize(
    ("level", "a_round", "factor", "expected"),
    [
        (1, 77, 0.0, 88),  # lines for 11 a day: 8 are to be made on average, 16 / 2 (11 - 10)
        (1, 77, 1.0, 102),  # 88 and the root of 8 x 16 + 8 x 8
        (1, 70, 0.0, 98),  # nothing to spare: the root of 2 x 16 x 30.4 / pi, 17.6
        (1, 2**31 - 1, 1.0, 92),  # 80 and the root of 8 x 16
        (0, 77, 1.0, 92),
    ],
)
def test_who_waits_for_lines_keeps_what_is_still_to_be_made(level, a_round, factor, expected):
    shelf = Shelf(level=level, safety_factor=factor)
    shelf.shelves.capacity[shelf.supplier] = a_round
    assert shelf.order() == expected


def test_orders_are_whole_lots_and_not_below_the_smallest():
    shelf = Shelf()
    shelf.set("terms", lot=12)
    assert shelf.order() == 84
    shelf = Shelf()
    shelf.set("terms", lot=12, moq=90)
    assert shelf.order() == 96


@pytest.mark.parametrize(
    ("fresh", "lot", "credit_days", "direct", "expected"),
    [
        (None, 250, 30, 0, 250),
        (None, 500, 30, 0, 300),  # what sells before it is to be paid
        (None, 500, 0, 0, 80),  # what sells until the next order can be there
        (None, 500, 30, 1, 500),  # nobody near has a share in a direct order
        (5, 40, 30, 0, 80),
        (5, 60, 30, 0, 50),  # what sells before it is too old
    ],
)
def test_neighbours_share_a_lot_that_one_shop_does_not_sell(
    fresh, lot, credit_days, direct, expected
):
    shelf = Shelf(fresh, credit_days=credit_days)
    shelf.set("terms", lot=lot, direct=direct)
    shelf.money(cash=10**6, credit=10**6)
    assert shelf.order() == expected


@pytest.mark.parametrize("why", ["round", "closed", "changing", "changing to the first", "orphan"])
def test_when_nothing_is_ordered(why):
    shelf = Shelf()
    if why == "round":
        assert shelf.order(EVENING + 1) == 0
        shelf.state.keepers.offset[SHOP] = REVIEW - 1
        assert shelf.order(EVENING + 1) == 80
        return
    if why == "closed":
        shelf.state.keepers.open[SHOP] = 0
    elif why == "orphan":
        shelf.set("terms", supplier=-1)
    else:
        shelf.set("shelves", next_product=0 if why == "changing to the first" else 3)
    assert shelf.order() == 0


@pytest.mark.parametrize(
    ("money", "expected"),
    [
        ({"credit": 320}, 80),
        ({"credit": 319}, 79),
        ({"credit": 400, "owed": 201}, 49),
        ({"credit": 400, "owed": 500}, 0),
        ({"credit": 10**6, "arrears": 1}, 0),
        ({"cash": 40}, 10),  # there is credit, but none is left
        ({"cash": 30, "overdraft": 10, "credit": 400, "owed": 500}, 10),
        ({"cash": 40, "credit": 10**6, "arrears": 1}, 10),
        ({"cash": 40, "credit": 120}, 40),
        ({"cash": 200, "credit": 120}, 80),
    ],
)
def test_a_wholesaler_s_goods_are_bought_on_credit_then_in_cash(money, expected):
    shelf = Shelf()
    shelf.money(**money)
    assert shelf.order() == expected


def test_the_carrier_wants_cash():
    shelf = Shelf()
    shelf.set("terms", freight=0.5)
    shelf.money(cash=7, overdraft=5, credit=10**6)
    assert shelf.order() == 24
    shelf.money(cash=7, overdraft=5, credit=42)  # ten cost 40 and 5, eleven 44 and 5.5
    assert shelf.order() == 12
    shelf.money(cash=7, overdraft=5, credit=33)  # ten cost 45 in all, and no cent is left
    assert shelf.order() == 10


@pytest.mark.parametrize(("direct", "credit_days"), [(0, 0), (1, 30), (1, 0)])
def test_where_there_is_no_credit_cash_counts_with_fee_and_freight(direct, credit_days):
    """At 4, 10 % of fee when it is direct, and 0.5 of freight."""
    shelf = Shelf(credit_days=credit_days)
    shelf.set("terms", freight=0.5, direct=direct)
    shelf.money(cash=70, overdraft=30, credit=10**6)
    assert shelf.order() == int(100 / (4.9 if direct else 4.5))


def test_less_than_the_smallest_order_is_not_worth_sending():
    shelf = Shelf()
    shelf.set("terms", moq=30)
    shelf.money(credit=119)
    assert shelf.order() == 0
    shelf.money(credit=120)
    assert shelf.order() == 30


@pytest.mark.parametrize(
    ("direct", "freight", "cash", "second"),
    [(0, 0.0, 0, 20), (0, 0.0, 45, 31), (0, 0.5, 45, 10), (0, 0.5, 90, 28), (1, 0.5, 450, 11)],
)
def test_two_shelves_share_the_money(direct, freight, cash, second):
    """The first takes 80, at 4 (4.9 directly); the second what is left of 400, and of the cash."""
    shelf = Shelf()
    rows = rows_of(shelf.model, SHOP)
    shelves, terms = shelf.shelves, shelf.terms
    other = next(
        j
        for j in range(shelf.i + 1, rows.stop)
        if shelves.batch[j] < 0 and shelves.product[j] not in shelf.state.farm.grown
    )
    same = [
        (shelves, ("stock", "on_order", "backlog", "next_product", "forecast", "variance")),
        (terms, ("review", "lead", "lead_spread", "lot", "moq")),
    ]
    for table, names in same:
        for column in (getattr(table, name) for name in names):
            column[other] = column[shelf.i]
    terms.freight[[shelf.i, other]] = freight
    shelves.price[terms.supplier[other]] = 4.0
    terms.direct[[shelf.i, other]] = direct
    shelf.money(credit=400, cash=cash)
    run(shelf.model, ordering, EVENING)
    assert np.asarray(shelves.ordered[[shelf.i, other]]).tolist() == [80, second]


def test_a_level_by_profit_holds_its_safety_stock_above_what_it_covers():
    shelf = Shelf(level_rule=int(LevelRule.PROFIT), safety_factor=9.0)
    shelf.set("shelves", safety=6.5)
    assert shelf.order() == 87  # 80 + 6.5, rounded up


def test_a_shelf_that_its_owner_forgets_is_not_ordered():
    shelf = Shelf()
    for sales, seen in ((0.0, 0.5), (7.0, 1.0 - 0.5 * math.exp(-1.0))):
        shelf.set("shelves", forecast=sales / REVIEW)
        with_rules(shelf.model, "ordering", attention=0.5, reminding=7.0)
        evenings = [EVENING + REVIEW * week for week in range(600)]
        ordered = 0
        for evening in evenings:
            shelf.set("shelves", stock=0, on_order=0)
            shelf.set("shelves", safety=5.0)
            shelf.state.levels.minimum_facing[0] = 5.0
            shelf.state.book.lines[0] = 0
            ordered += shelf.order(evening) > 0
        assert ordered / len(evenings) == pytest.approx(seen, abs=0.06)


def test_an_order_takes_back_that_its_supplier_let_it_down():
    shelf = Shelf()
    shelf.set("shelves", let_down=1)
    shelf.order()
    assert shelf.shelves.let_down[shelf.i] == 0
