"""A shop gives up what earns it least for the best that it does not carry."""

import numpy as np
import pytest

from sim.phases import adoption
from tests.phases.alone import rows_of, run
from tests.phases.shops.review import EVENING, SHOP, Review, same_category


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
    place = np.asarray(review.state.keepers.place[SHOP])
    goods = np.asarray(review.products.produce) == 0
    alike = np.flatnonzero(goods & (np.asarray(review.products.ages) == 1) & (place < 0))
    review.memory[SHOP, alike[0]] = 8.0
    assert review.next_products() == {review.ageing[0]: alike[0]}


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
