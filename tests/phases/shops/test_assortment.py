"""A shop gives up what earns it least for the best that it does not carry."""

import numpy as np
import pytest

from sim.phases import adoption
from tests.phases.alone import rows_of, run
from tests.phases.shops.review import EVENING, GAIN, SHOP, Review, same_category


def test_what_earns_least_makes_way_for_what_earns_most():
    """At the wholesaler's price of today and the usual markup, and not what sells most."""
    review = Review()
    dear, slow = review.keeping[3], review.keeping[5]
    rank, carried = review.state.routes.wholesale_rank, review.shelves.product
    review.shelves.forecast[slow] = 5.0
    review.shelves.price[review.wholesaler.start + int(rank[carried[dear]])] = 0.8
    popular, good = review.others[4], review.others[2]
    review.memory[SHOP, [popular, good]] = 9.0, 7.0
    review.products.shop_markup[good] = 0.4
    assert review.next_products() == {dear: good}


def test_customers_whom_a_shop_would_keep_count_for_little():
    """Alone in a category, it loses nothing by giving up one of two goods of equal margin."""
    review = Review()
    alike, _, plain = same_category(review)
    slow = next(i for i in review.keeping if i not in alike)
    review.shelves.forecast[slow] = 4.0
    product = int(review.shelves.product[alike[0]])
    review.shelves.elasticity[alike] = -review.products.elasticity[product]  # all of them are its
    review.memory[SHOP, plain] = 6.0
    assert next(iter(review.next_products())) in alike


def test_a_shop_s_own_customers_are_no_gain():
    """Alone in a category, it gains nothing by a third good of the same margin."""
    for alone, chosen in ((False, 0), (True, 1)):
        review = Review()
        alike, other, plain = same_category(review)
        review.shelves.forecast[review.ageing] = 99.0  # of which hardly anything gets too old
        if alone:
            product = int(review.shelves.product[alike[0]])
            review.shelves.elasticity[alike] = -review.products.elasticity[product]
        review.memory[SHOP, [other, plain]] = 18.0, 15.0
        assert list(review.next_products().values()) == [(other, plain)[chosen]]


def test_the_slowest_makes_way_for_the_best():
    review = Review()
    slow, good, best = review.keeping[3], review.others[4], review.others[2]
    review.shelves.forecast[slow] = 2.0
    review.memory[SHOP, [good, best]] = 5.0, 6.0
    assert review.next_products() == {slow: best}
    carried = np.asarray(review.shelves.product[review.rows])
    assert np.array_equal(review.memory[SHOP, carried], review.shelves.forecast[review.rows])
    assert review.memory[SHOP, best] == 6.0


def test_the_very_first_shelf_may_be_the_slowest():
    review = Review(shop=0)
    review.shelves.forecast[0] = 2.0
    review.memory[0, review.others[0]] = 9.0
    assert review.next_products() == {0: review.others[0]}


def test_only_for_the_asked_gain():
    for sells, changes in ((2.49, False), (2.51, True)):
        review = Review()
        review.shelves.forecast[review.keeping[0]] = 2.0
        review.memory[SHOP, review.others[0]] = sells
        assert bool(review.next_products()) == changes


def test_slow_goods_are_compared_too():
    review = Review()
    review.shelves.forecast[review.keeping[3]] = 0.2
    review.memory[SHOP, review.others[0]] = 0.3
    assert review.next_products() == {review.keeping[3]: review.others[0]}


def test_a_shop_that_is_changing_one_product_changes_no_other():
    review = Review()
    slow, busy = review.keeping[3], review.keeping[0]
    review.shelves.forecast[slow] = 2.0
    review.shelves.next_product[busy] = review.others[1]
    review.shelves.stock[busy] = 1
    review.memory[SHOP, review.others[0]] = 9.0
    assert review.next_products() == {busy: review.others[1]}


def test_but_the_next_shop_does():
    """On an odd evening of rounds of two, the second shop and the fourth and the last."""
    review = Review(assortment_days=2)
    shelves, memory = review.shelves, review.memory
    rows = rows_of(review.model, 3)
    shelves.next_product[review.keeping[0]] = review.others[1]
    shelves.stock[review.keeping[0]] = 1
    shelves.listed[rows] = 0
    slow = rows.start + 4
    shelves.listed[slow], shelves.forecast[slow] = 1, 2.0
    memory[:] = 0.0
    memory[3] = np.where(np.asarray(review.state.keepers.place[3]) < 0, 9.0, 0.0)
    review.next_products()
    assert shelves.next_product[slow] >= 0


def test_the_very_first_product_may_be_the_best():
    review = Review()
    review.shelves.forecast[review.keeping[3]] = 2.0
    review.state.keepers.place[SHOP, 0] = -1
    review.memory[SHOP, 0] = 99.0
    first_is_carried = next(i for i in review.keeping if review.shelves.product[i] == 0)
    review.shelves.product[first_is_carried] = review.others[0]
    assert review.next_products() == {review.keeping[3]: 0}


def test_what_has_not_arrived_is_not_judged_and_produce_stays():
    review = Review()
    review.shelves.forecast[[review.keeping[3], review.fresh[0]]] = 0.5, 0.1
    review.shelves.listed[review.keeping[3]] = 0
    review.shelves.forecast[review.keeping[5]] = 2.0
    review.memory[SHOP, review.others[0]] = 9.0
    produce = np.flatnonzero(np.asarray(review.products.produce) == 1)
    review.memory[SHOP, produce] = 99.0
    assert review.next_products() == {review.keeping[5]: review.others[0]}


def test_the_chilled_corner_stays():
    """Goods that age make way only for such goods."""
    review = Review()
    review.shelves.forecast[review.ageing[0]] = 2.0
    review.memory[SHOP, review.others[0]] = 9.0
    assert review.next_products() == {}
    alike = review.other_ageing[0]
    review.memory[SHOP, alike] = 8.0
    assert review.next_products() == {review.ageing[0]: alike}


GAIN_TO_SWAP = 1.0 + GAIN
# What spoils a day where one unit is asked for on average in the two days on which a lot keeps.
OF_TWO = 0.5 * 3 / np.e / (2 - 3 / np.e)  # in lots of two units
OF_ONE = 0.5 * 1 / np.e / (1 - 1 / np.e)  # of one, since no more sells while it keeps
LOSS_OR_NOT = pytest.mark.parametrize(
    ("spoils", "how"),
    [
        (OF_TWO, {"lot_units": 2}),
        (OF_TWO, {"lot_units": 4, "grain": 2}),
        (OF_TWO * 0.75, {"lot_units": 2, "salvage": 0.5}),
        (0.0, {"lot_units": 2, "salvage": 3.0}),
        (OF_ONE, {"lot_cases": 1.0}),
    ],
)


def chilled(carried, **how):
    """A review of chilled goods: of the shelf that may make way, and of what may take its place.

    One of the two sells half a unit a day and earns 6 a unit, but keeps for two days only. The
    other earns 0.5 a unit, and keeps for twelve days. carried: 1 where the first is the shop's
    """
    review = Review(**how)
    i, other = review.ageing[0], int(review.other_ageing[0])
    own = int(review.shelves.product[i])
    review.shelves.variance[i] = 0.0  # no more than chance
    soon, later = (own, other) if carried else (other, own)
    review.products.shop_markup[soon] = 3.0
    review.on_sale(soon, 2)
    review.on_sale(later, 12)
    return review, i, own, other


@LOSS_OR_NOT
def test_what_spoils_is_no_profit_of_what_is_carried(spoils, how):
    enough = GAIN_TO_SWAP * (0.5 * 6.0 - 2.0 * spoils) / 0.5
    for sells, changes in ((0.98 * enough, False), (1.02 * enough, True)):
        review, i, _, other = chilled(True, **how)
        grains = how.get("grain", 1)
        review.shelves.forecast[i] = 0.5 * grains
        review.memory[SHOP, other] = sells * grains
        assert review.next_products() == ({i: other} if changes else {})


@LOSS_OR_NOT
def test_nor_of_what_would_be_taken_on(spoils, how):
    enough = (0.5 * 6.0 - 2.0 * spoils) / 0.5 / GAIN_TO_SWAP
    for sells, changes in ((1.02 * enough, False), (0.98 * enough, True)):
        review, i, _, other = chilled(False, **how)
        grains = how.get("grain", 1)
        review.shelves.forecast[review.ageing] = 99.0 * grains
        review.shelves.forecast[i] = sells * grains
        review.memory[SHOP, other] = 0.5 * grains
        assert review.next_products() == ({i: other} if changes else {})


def test_what_the_wholesaler_is_out_of_is_as_old_as_it_came_to_him_last():
    for days, changes in ((12, False), (2, True)):
        review, i, own, other = chilled(True, lot_units=2)
        review.shelves.forecast[i] = 0.5
        review.memory[SHOP, other] = 5.0
        row, left = review.on_sale(own, 12)
        left[:] = 0
        review.state.batches.fresh_days[row] = days + 1  # a night of them on the way
        assert bool(review.next_products()) == changes


def test_with_analytics_a_shop_sees_what_sells_in_its_province():
    review = Review()
    keepers, posted = review.state.keepers, review.state.pool.posted
    keepers.analytics[SHOP], keepers.size[SHOP] = 1, 0.5
    posted[:] = 0.0
    slow, best, believed = review.keeping[3], review.others[0], review.others[1]
    review.shelves.forecast[slow] = 2.0
    posted[keepers.province[SHOP], best] = 4.9
    review.memory[SHOP, believed] = 9.0
    assert review.next_products() == {}
    posted[keepers.province[SHOP], best] = 5.1
    assert review.next_products() == {slow: best}
    assert review.memory[SHOP, best] == pytest.approx(2.55)


def test_shops_take_turns():
    review = Review()
    review.shelves.forecast[review.keeping[3]] = 2.0
    review.memory[:, review.others[0]] = 9.0
    run(review.model, adoption, EVENING + 7)
    assert (review.shelves.next_product[review.rows] < 0).all()
    assert review.next_products()
