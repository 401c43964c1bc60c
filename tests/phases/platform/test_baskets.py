"""What a shop orders directly, where a delivery costs the same whatever it brings: by hand."""

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pytest

from sim.phases.platform.offers import Offers
from tests.phases.compiled import plan_baskets

ROUNDS = (7, 2)  # days of a round, for goods and for produce


class Terms(NamedTuple):
    """What the reckoning takes from the settings of adoption."""

    grain: int
    platform_fee: float
    daily_interest: float
    minimum_order: float
    supplier_days: int


class Shop:
    """Shelves of one shop: what each sells a day, and asks of it; a unit sold is a grain.

    saved  by a grain ordered directly, before the delivery; 10 is the producer's price
    """

    def __init__(self, sells, saved, charge=0.0, least=0.0, fresh=None, senders=None, **terms):
        rows = len(sells)
        zeros = np.zeros(rows, np.int64)
        fresh = zeros if fresh is None else np.array(fresh)
        self.offers = Offers(
            usual=zeros, other=zeros, offered=np.ones(rows, np.uint8),
            cheap=10.0 + np.array(saved, float), price=np.full(rows, 10.0),
            freight=np.zeros(rows), lost=np.zeros(rows), charge=np.full(rows, float(charge)),
            sender=zeros - 1 if senders is None else np.array(senders, np.int64),
            lot=np.ones(rows, np.int64), sells=np.array(sells, float),
            variance=np.array(sells, float), fresh=fresh.astype(np.uint8), life=zeros,
            saved=np.zeros(rows), on_plan=np.zeros(rows),
        )  # fmt: skip
        self.settings = Terms(1, 0.0, 0.0, float(least), 30)._replace(**terms)
        self.share = np.full(rows, -1.0)

    def plan(self):
        """Which shelves are ordered directly, and the gain a day."""
        chosen = np.full(len(self.share), 9, np.uint8)
        gain = plan_baskets(self.offers, self.settings, ROUNDS, chosen, self.share, 0, len(chosen))
        return chosen.tolist(), gain


def test_one_product_pays_a_delivery_a_round():
    """2 a day, a gain of 3 each: 6 a day, and 42 a round."""
    assert Shop([2], [3], charge=41).plan() == ([1], pytest.approx(1 / 7))
    assert Shop([2], [3], charge=43).plan() == ([0], 0.0)


def test_a_case_that_gets_too_old_saves_less():
    """One of Poisson mean 1 while two keep: 1 - 1 / e + 1 - 2 / e sell, so 0.813 are lost each."""
    spoils = 2 / (2 - 3 / np.e) - 1
    for saved, chosen in ((10 * spoils + 0.1, [1]), (10 * spoils - 0.1, [0])):
        shop = Shop([0.1], [saved])
        shop.offers.life[:], shop.offers.lot[:] = 10, 2
        assert shop.plan()[0] == chosen


def test_what_travels_together_shares_the_charge():
    """No product of three saves 28 a week by itself; together they save 42, but one that loses."""
    shop = Shop([1, 1, 1, 5], [2, 2, 2, -1], charge=28)
    assert shop.plan() == ([1, 1, 1, 0], pytest.approx(2.0))
    assert shop.share == pytest.approx([4 / 30, 4 / 30, 4 / 30, 0])  # 28 of the 210 of a week
    assert Shop([1, 1, 1, 5], [2, 2, 2, -1], charge=43).plan() == ([0] * 4, 0.0)


def test_without_a_warehouse_each_maker_s_parcel_has_to_pay():
    shop = Shop([1, 1, 4], [2, 2, 2], charge=30, senders=[5, 6, 5])
    assert shop.plan() == ([1, 0, 1], pytest.approx(10 - 30 / 7))
    assert shop.share == pytest.approx([30 / 350, 0, 30 / 350])


def test_a_delivery_below_the_smallest_order_is_filled_up_and_lasts_longer():
    """10 a day are worth 200 in 20 days; in more than 30 they would not be."""
    assert Shop([1], [2], charge=20, least=200).plan() == ([1], pytest.approx(2 - 20 / 20))
    assert Shop([1], [2], charge=0, least=300).plan() == ([1], pytest.approx(2))
    assert Shop([1], [2], charge=0, least=301).plan() == ([0], 0.0)


def test_where_deliveries_are_filled_up_each_pays_its_part():
    """Of 200, a charge of 30 takes 15 %: who saves 10 % would make deliveries more frequent."""
    shop = Shop([1, 1], [3, 1], charge=30, least=200)
    assert shop.plan() == ([1, 0], pytest.approx(3 - 30 / 20))
    shop = Shop([4, 4], [3, 1], charge=30, least=200)  # one a week, whatever it brings
    assert shop.plan() == ([1, 1], pytest.approx(16 - 30 / 7))


def test_produce_by_itself_is_worth_a_delivery_in_each_of_its_rounds_or_is_left():
    """20 in two days, and it does not keep; goods may fill it up."""
    assert Shop([1], [5], fresh=[1], least=21).plan()[0] == [0]
    assert Shop([1], [5], fresh=[1], least=20).plan()[0] == [1]
    shop = Shop([1, 1], [5, 1], fresh=[1, 0], charge=20, least=100)
    assert shop.plan() == ([1, 1], pytest.approx(6 - 20 * 20 / 100))


def test_goods_and_produce_meet_on_some_evenings():
    """Of 14 days, 2 evenings are for goods, 7 for produce, and one is the same."""
    shop = Shop([1, 1], [9, 9], fresh=[1, 0], charge=14)
    assert shop.plan() == ([1, 1], pytest.approx(18 - 8))
    assert Shop([1, 1], [6, 9], fresh=[1, 0], charge=14).plan() == ([0, 1], pytest.approx(9 - 2))


def net_of(shop, rows):
    """What a shop gains a day with the products `rows`; None where it may not be."""
    fresh, sells, price = shop.offers.fresh, shop.offers.sells, shop.offers.price
    kinds = sorted({int(fresh[i]) for i in rows})
    span = range(14)
    often = sum(any(day % ROUNDS[kind] == 0 for kind in kinds) for day in span) / 14
    worth = sum(sells[i] * price[i] for i in rows)
    least = shop.settings.minimum_order
    if worth < often * least:
        often = worth / least
        if kinds == [1] or often * shop.settings.supplier_days < 1:
            return None
    saved = sum(sells[i] * (shop.offers.cheap[i] - price[i]) for i in rows)
    return saved - often * shop.offers.charge[0]


@pytest.mark.parametrize("seed", range(60))
def test_no_other_choice_gains_more(seed):
    """All sets of those of six products that save something, tried one by one.

    Cash costs nothing, goods keep, and may take as long as they like to fill a delivery. (Where
    produce is only taken because goods fill it up, goods that lose by it are not tried one by one.)
    """
    luck = np.random.default_rng(seed)
    least, fresh = ([0], 2) if seed % 2 else ([0, 60, 200, 500], 1)
    shop = Shop(
        luck.uniform(0.2, 3, 6), luck.uniform(-1, 4, 6), charge=luck.choice([0, 5, 15, 40]),
        least=luck.choice(least), fresh=luck.integers(0, fresh, 6), supplier_days=10**6,
    )  # fmt: skip
    saves = np.flatnonzero(shop.offers.cheap > shop.offers.price)
    sets = [rows for size in range(1, 7) for rows in combinations(saves, size)]
    best = max(0.0, 0.0, *(net for rows in sets if (net := net_of(shop, rows)) is not None))
    chosen, gain = shop.plan()
    assert gain == pytest.approx(best, rel=1e-6)
    rows = tuple(i for i in range(6) if chosen[i])
    assert (net_of(shop, rows) if rows else 0.0) == pytest.approx(best, rel=1e-6)


def test_cash_that_lies_in_a_delivery_costs_interest():
    """200 last for 20 days: at 1 % a day, half of them tie up 10 % of 10."""
    shop = Shop([1], [2], charge=0, least=200, daily_interest=0.01)
    assert shop.plan() == ([1], pytest.approx(2 - 1))
