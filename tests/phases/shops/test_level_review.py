"""Owners who choose what they hold: one price of room a shop, found from the room that it has."""

import numpy as np
import pytest

from sim.phases import ordering
from sim.scenario import LevelRule
from tests.phases.alone import country, rows_of, run, with_rules

SHOP, ROUND = 2, 7
UNTIL_IT_FITS = 12


class Shop:
    """A shop on the evening of its review, all of whose shelves but `kinds` are being given up.

    A shelf sells 4 a day, is reviewed each week, overnight; a unit costs 5 and is sold for 6. Half
    of the customers who find nothing take their money with them. A case holds ten.
    """

    def __init__(self, kinds=2, room=0.0, price=0.0):
        self.model = country()
        state = self.state = self.model.state
        rules = self.model.rules.ordering.levels
        with_rules(
            self.model, "ordering", attention=1.0,
            levels=rules._replace(
                wait=0.5, other_product=0.0, leaving_cost=0.0, daily_interest=0.0
            ),
        )  # fmt: skip
        rows = rows_of(self.model, SHOP)
        goods = [i for i in range(rows.start, rows.stop) if state.shelves.batch[i] < 0]
        self.kept = np.array(goods[:kinds])
        state.shelves.next_product[rows] = 0
        state.shelves.stock[rows] = 0  # sold out, so that nothing of it takes room
        state.shelves.next_product[self.kept] = -1
        state.levels.level_rule[0] = int(LevelRule.PROFIT)
        state.levels.minimum_facing[0] = 0.0
        state.keepers.rethinks[: state.shops] = 0
        state.keepers.rethinks[SHOP] = 1
        state.keepers.room[SHOP], state.keepers.room_price[SHOP] = room, price
        self.set("shelves", forecast=4.0, variance=8.0, price=600.0, unit_cost=500.0)
        self.set("terms", review=ROUND, lead=1, lead_spread=0, lot=1)
        state.products.case[state.shelves.product[self.kept]] = 10

    def set(self, table, **values):
        for name, value in values.items():
            getattr(getattr(self.state, table), name)[self.kept] = value

    def levels(self, reviews=1):
        """What it holds when it has thought so often, with the same room and prices."""
        for _ in range(reviews):
            self.state.keepers.rethinks[SHOP] = 1
            run(self.model, ordering, 5)
        covered = self.state.shelves.forecast[self.kept] * ROUND
        return np.round(covered + self.state.shelves.safety[self.kept] + 0.5).astype(int)

    @property
    def price(self):
        return float(self.state.keepers.room_price[SHOP])


def test_levels_at_a_given_price_of_room():
    # Room is worth a fen a unit and day: 7 of 50 fen in a round, so that 14 % of rounds run short.
    levels = Shop(price=10.0).levels()
    assert levels.tolist() == [36, 36]  # P(D > 35) = 0.162, P(D > 36) = 0.138 of mean 28, twice it


def test_a_shop_keeps_what_fits_where_it_earns_most():
    prices = []
    for cases in (6.0, 9.0):
        shop = Shop(room=cases, price=10.0)
        assert shop.levels(UNTIL_IT_FITS).sum() == pytest.approx(10 * cases, abs=2)
        prices.append(shop.price)
    assert prices[0] > prices[1]


def test_a_shop_rents_at_the_opening_what_its_levels_take_at_the_rent():
    shop = Shop(price=10.0)
    levels = shop.levels()
    assert shop.price == 10.0
    assert float(shop.state.keepers.room[SHOP]) == pytest.approx(levels.sum() / 10, abs=0.2)


def test_room_follows_what_it_earns_and_rent_follows_room():
    """A tenth of the gap is closed in its turn; who rethinks in between moves no walls."""
    shop = Shop(room=6.0, price=40.0)
    costs = shop.state.accounts.fixed_cost
    rules = shop.model.rules.ordering.levels._replace(rent=20.0, found=0.1)
    with_rules(shop.model, "ordering", levels=rules)
    before, room = int(costs[SHOP]), shop.state.keepers.room
    shop.levels()
    assert (float(room[SHOP]), int(costs[SHOP])) == (6.0, before)
    turn = SHOP + rules.days  # after the day 5 on which it thought again
    run(shop.model, ordering, turn, day=turn)
    found = float(room[SHOP]) - 6.0
    assert 0.0 < found < 1.0
    assert int(costs[SHOP]) - before == round(20.0 * (6.0 + found)) - 120
    with_rules(shop.model, "ordering", levels=rules._replace(rent=1e6))
    run(shop.model, ordering, turn + rules.days, day=turn + rules.days)
    assert float(room[SHOP]) < 6.0 + found


def test_what_is_being_sold_out_takes_room():
    shop = Shop(room=9.0, price=10.0)
    old = rows_of(shop.model, SHOP).stop - 1
    shop.state.shelves.stock[old] = 30
    shop.state.products.case[shop.state.shelves.product[old]] = 10
    assert shop.levels(UNTIL_IT_FITS).sum() == pytest.approx(60, abs=2)


def test_goods_on_the_way_take_no_room():
    """Four nights on the way: what sells in three days is gone from the shelf when they come."""
    for lead in (1, 4):
        shop = Shop(room=6.0, price=10.0)
        shop.set("terms", lead=lead)
        shop.levels(UNTIL_IT_FITS)
        covered = 4.0 * (lead + ROUND - 1)
        levels = covered + shop.state.shelves.safety[shop.kept] + 0.5
        assert levels.sum() == pytest.approx(60 + 2 * 4.0 * (lead - 1), abs=2)


def test_the_better_earner_gets_the_room():
    shop = Shop(room=6.0, price=10.0)
    shop.state.shelves.price[shop.kept[0]] = 800.0  # three times the margin
    levels = shop.levels(UNTIL_IT_FITS)
    assert levels[0] > levels[1]
    assert levels.sum() == pytest.approx(60, abs=2)


def test_bulky_goods_give_way():
    shop = Shop(room=9.0, price=10.0)
    shop.state.products.case[shop.state.shelves.product[shop.kept[0]]] = 5
    levels = shop.levels(UNTIL_IT_FITS)
    assert levels[0] < levels[1]
    assert levels @ [1 / 5, 1 / 10] == pytest.approx(9.0, abs=0.3)


def test_a_lot_that_neighbours_share_takes_only_its_part_of_the_room():
    """Credit of ten days: of lots of 200, with 40 sold by then, the shop takes 40 at a time."""
    levels = []
    for lot in (40, 200):
        shop = Shop(room=20.0, price=10.0)
        shop.state.levels.credit_days[0] = 10
        shop.set("terms", lot=lot)
        levels.append(shop.levels(UNTIL_IT_FITS).tolist())
    assert levels[0] == levels[1]


def test_only_whose_turn_it_is_reviews():
    shop = Shop(price=10.0)
    shop.state.keepers.rethinks[SHOP] = 0
    days = shop.model.rules.ordering.levels.days
    shop.set("shelves", safety=99.0)
    first = (SHOP - 1) % days
    run(shop.model, ordering, first, day=first)
    assert (shop.state.shelves.safety[shop.kept] == 99.0).all()
    run(shop.model, ordering, first + 1, day=first + 1)
    assert (shop.state.shelves.safety[shop.kept] < 99.0).all()


def test_who_has_nothing_else_of_the_kind_loses_all_but_those_who_wait():
    """With another of its category half of the customers stay; without it, a tenth come back."""
    levels = {}
    for alike in (1, 0):
        shop = Shop(kinds=1, price=10.0)
        rules = shop.model.rules.ordering.levels._replace(wait=0.1, other_product=0.4)
        with_rules(shop.model, "ordering", levels=rules)
        product = int(shop.state.shelves.product[shop.kept[0]])
        other = int(shop.state.products.next_alike[product])
        while other != product:
            shop.state.keepers.place[SHOP, other] = alike - 1
            other = int(shop.state.products.next_alike[other])
        (levels[alike],) = shop.levels().tolist()
    assert levels[1] == 36  # as where half of them go: the test above
    assert levels[0] > levels[1]
