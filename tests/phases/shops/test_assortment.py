"""A shop gives up what earns it least for the best that it does not carry, and starts it afresh."""

import numpy as np
import pytest

from sim.engine.randomness import Stream, normals
from sim.phases import adoption
from tests.phases.alone import country, rows_of, run, with_rules

SHOP, EVENING = 1, 15  # its turn: every seventh day for swaps, every fourteenth for reviews
GAIN = 0.25


class Review:
    """A shop with its goods, all selling 10 a day, that believes to sell nothing else.

    All goods cost and earn the same, and it does not know of customers whom it could lose.
    """

    def __init__(self, shop=SHOP, **settings):
        self.shop = shop
        self.model = country()
        with_rules(self.model, "adoption", supplier_days=1000, switch_gain=GAIN, **settings)
        self.state = self.model.state
        self.shelves, self.products = self.state.shelves, self.state.products
        self.rows = rows_of(self.model, shop)
        self.shelves.forecast[:] = 0.1  # other shops' sales do not matter
        self.shelves.forecast[self.rows] = 10.0
        self.products.retail_price[:], self.products.shop_markup[:] = 1.0, 0.25
        self.wholesaler = rows_of(self.model, int(self.state.keepers.upstream[shop]))
        self.shelves.price[self.wholesaler] = 2.0
        carried = np.asarray(self.shelves.product[self.rows])
        self.shelves.elasticity[self.rows] = self.products.shop_elasticity[carried]
        self.memory = self.state.routes.memory
        self.memory[shop] = 0.0
        place = np.asarray(self.state.keepers.place[shop])
        goods = np.asarray(self.products.produce) == 0
        ages = np.asarray(self.products.ages) == 1
        self.others = np.flatnonzero(goods & ~ages & (place < 0))
        self.keeping = [i for i in self.shelf_rows() if self.kind(i) == (0, False)]
        self.ageing = [i for i in self.shelf_rows() if self.kind(i) == (0, True)]
        self.fresh = [i for i in self.shelf_rows() if self.kind(i)[0] == 1]

    def shelf_rows(self):
        return range(self.rows.start, self.rows.stop)

    def kind(self, i):
        return int(self.products.produce[self.shelves.product[i]]), bool(self.shelves.batch[i] >= 0)

    def next_products(self):
        run(self.model, adoption, EVENING - SHOP + self.shop)
        found = np.asarray(self.shelves.next_product[self.rows])
        return {int(i) + self.rows.start: int(found[i]) for i in np.flatnonzero(found >= 0)}


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


def same_category(review):
    """Two goods of a shop's category that keep, one of it that it does not carry, and another."""
    category = np.asarray(review.products.category)
    for other in review.others.tolist():
        alike = [
            i for i in review.keeping if category[review.shelves.product[i]] == category[other]
        ]
        if len(alike) > 1:
            plain = next(each for each in review.others if category[each] != category[other])
            return alike, other, plain
    raise AssertionError("no shop has two of a category")


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


COUNTED = ("days", "empty", "let_down", "stock_days", "demanded", "served", "sold", "lost")


@pytest.mark.parametrize("fast", [0, 1])
def test_a_new_product_starts_afresh(fast):
    review = Review(lot_cases=0.5, fast_lot_cases=0.2, lead=2, fast_lead=1, moq=2)
    state, shelves, products = review.state, review.shelves, review.products
    keepers, terms, totals = state.keepers, state.terms, state.totals
    keepers.fast_replenishment[SHOP] = fast
    here, i, new = int(keepers.province[SHOP]), review.keeping[3], int(review.others[5])
    old = int(shelves.product[i])
    review.memory[SHOP, new] = 4.0
    products.daily_loss[new] = 0.01
    shelves.next_product[i], shelves.stock[i], shelves.on_order[i] = new, 0, 0
    shelves.variance[i] = 3.0 * shelves.forecast[i]  # so it is thought of the new one, too
    keepers.rethinks[SHOP] = 0
    for number, name in enumerate((*COUNTED, "short")):
        getattr(totals, name)[i] = 10 + number
    before = {name: getattr(state.history, name)[here, old] for name in COUNTED}
    shelves.waiting[i], shelves.demanded[i], shelves.unserved[i], shelves.sold[i] = 1, 5, 3, 2
    terms.direct[i], terms.freight[i] = 1, 0.5
    run(review.model, adoption, EVENING)

    for number, name in enumerate(COUNTED):
        gone = getattr(state.history, name)[here, old] - before[name]
        assert gone == 10 + number + (name == "lost"), name  # who waits in vain is lost
        assert getattr(totals, name)[i] == 0
    for column in (totals.short, shelves.waiting, shelves.demanded, shelves.unserved, shelves.sold):
        assert column[i] == 0
    assert (shelves.product[i], shelves.next_product[i], shelves.listed[i]) == (new, -1, 0)
    assert keepers.place[SHOP, old] == -1
    assert keepers.place[SHOP, new] == i - review.rows.start
    assert (shelves.forecast[i], shelves.variance[i]) == (4.0, 12.0)
    assert keepers.rethinks[SHOP] == 1

    wholesaler = rows_of(review.model, int(keepers.upstream[SHOP])).start
    supplier = wholesaler + int(state.routes.wholesale_rank[new])
    lead, cases = (1, 0.2) if fast else (2, 0.5)
    assert (terms.supplier[i], terms.direct[i], terms.freight[i]) == (supplier, 0, 0.0)
    assert terms.origin[i] == here
    assert (terms.lead[i], terms.moq[i]) == (lead, 2)
    assert terms.lot[i] == max(int(cases * int(products.case[new]) + 0.5), 1)
    arrives = 0.99**lead  # of what is paid for
    assert terms.transit_loss[i] == pytest.approx(1.0 - arrives)
    landed, markup = shelves.price[supplier] / arrives, products.shop_markup[new]
    at_opening = shelves.opening_cost[supplier] * (1 + shelves.markup[supplier]) / arrives
    assert shelves.opening_cost[i] == pytest.approx(at_opening, rel=1e-6)
    assert shelves.unit_cost[i] == pytest.approx(landed, rel=1e-6)
    assert shelves.markup[i] == markup
    assert shelves.price[i] == pytest.approx(landed * (1 + markup), rel=1e-6)
    assert shelves.elasticity[i] == pytest.approx(1 + 1 / markup, rel=1e-6)
    spread, seed = review.model.rules.neighbours.taste_spread, review.model.run_seed
    luck = normals(seed, Stream.TASTE, 0, np.array([SHOP]), np.array([new]))[0]
    assert shelves.taste[i] == pytest.approx(spread * luck - 0.5 * spread**2, rel=1e-5)


def test_a_new_product_from_a_wholesaler_abroad_comes_by_the_lane():
    review = Review(lead=2)
    state, shelves, products = review.state, review.shelves, review.products
    keepers, terms, i = state.keepers, state.terms, review.keeping[3]
    new, here = int(review.others[5]), int(keepers.province[SHOP])
    there = int(np.flatnonzero(np.arange(len(state.province_names)) != here)[0])
    keepers.province[keepers.upstream[SHOP]] = there
    shelves.next_product[i], shelves.stock[i], shelves.on_order[i] = new, 0, 0
    run(review.model, adoption, EVENING)
    freight = float(state.routes.cost[there, here] * products.weight[new])
    assert freight > 0.0
    assert (terms.origin[i], terms.freight[i]) == (there, pytest.approx(freight, rel=1e-6))
    assert terms.lead[i] == 2 + state.routes.days[there, here]
    paid = float(shelves.price[terms.supplier[i]]) + freight
    assert shelves.unit_cost[i] == pytest.approx(paid / (1.0 - terms.transit_loss[i]), rel=1e-6)


def test_customers_of_what_was_given_up_divide_between_the_others_of_its_category():
    review = Review()
    state, shelves, products = review.state, review.shelves, review.products
    shops = range(state.keepers.first_neighbour[SHOP], state.keepers.end_neighbour[SHOP])
    near = rows_of(review.model, shops[0]).start, rows_of(review.model, shops[-1]).stop
    alike, _, plain = same_category(review)
    old = int(shelves.product[alike[0]])
    category = np.asarray(products.category)
    nest = [i for i in range(*near) if category[shelves.product[i]] == category[old]]
    state.cells.purse[:], state.cells.kept[:] = 0.0, 0.0
    with_rules(review.model, "neighbours", variety_growth=0.0)
    shelves.price[nest] = shelves.opening_cost[nest] * (1 + np.asarray(shelves.markup[nest]))

    def asked():
        listed = np.asarray(shelves.listed[nest], float)
        return listed * np.exp(np.asarray(shelves.log_mean[nest], float)) * worth

    worth = np.asarray(products.retail_price[np.asarray(shelves.product[nest])], float)
    people = sum(np.exp(float(state.keepers.traffic[shop])) for shop in shops)
    i = alike[0]
    shelves.next_product[i], shelves.stock[i], shelves.on_order[i] = plain, 0, 0
    before = asked()
    run(review.model, adoption, EVENING)
    after = asked()
    others = np.array(nest) != i
    assert after[~others] == 0.0
    assert (after[others] > before[others]).all()
    assert after.sum() == pytest.approx(float(products.wanted[old]) * people, rel=1e-4)


def test_only_a_shop_whose_turn_it_is_swaps():
    review = Review()
    shelves, i = review.shelves, rows_of(review.model, SHOP + 1).start
    old = shelves.product[i]
    shelves.next_product[i], shelves.stock[i], shelves.on_order[i] = review.others[5], 0, 0
    run(review.model, adoption, EVENING)
    assert shelves.product[i] == old
    run(review.model, adoption, EVENING + 1)
    assert shelves.product[i] == review.others[5]


@pytest.mark.parametrize("left", ["stock", "on_order"])
def test_the_old_product_is_sold_first(left):
    review = Review()
    shelves, i = review.shelves, review.keeping[3]
    old = shelves.product[i]
    shelves.next_product[i], shelves.stock[i], shelves.on_order[i] = review.others[5], 0, 0
    getattr(shelves, left)[i] = 1
    run(review.model, adoption, EVENING)
    assert shelves.product[i] == old


def test_a_new_product_that_ages_is_fresh():
    review = Review()
    i, products = review.ageing[0], review.products
    place = np.asarray(review.state.keepers.place[SHOP])
    goods = np.asarray(products.produce) == 0
    new = np.flatnonzero(goods & (np.asarray(products.ages) == 1) & (place < 0))[0]
    row, life = review.shelves.batch[i], int(products.shelf_life[new])
    review.shelves.next_product[i], review.shelves.stock[i] = new, 0
    review.shelves.on_order[i] = 0
    run(review.model, adoption, EVENING)
    batches = review.state.batches
    assert batches.shelf_life[row] == batches.fresh_days[row] == life
