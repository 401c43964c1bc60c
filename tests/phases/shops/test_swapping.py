"""What was given up makes way for the new product once it has sold out, and that starts afresh."""

import numpy as np
import pytest

from sim.engine.randomness import Stream, normals
from sim.phases import adoption
from tests.phases.alone import rows_of, run, with_rules
from tests.phases.shops.review import EVENING, SHOP, Review, same_category

COUNTED = ("days", "empty", "let_down", "stock_days", "demanded", "served", "sold", "lost")


def sold_out(review, i, new):
    """A shelf is empty, nothing is on its way, and another product is to stand there."""
    shelves = review.shelves
    shelves.next_product[i], shelves.stock[i], shelves.on_order[i] = new, 0, 0


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
    sold_out(review, i, new)
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
    arrives = 0.99  # of what is paid for, after a night on the road
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


@pytest.mark.parametrize("fast", [0, 1])
@pytest.mark.parametrize("by_night", [0, 1])
def test_a_new_product_comes_as_often_and_as_soon_as_its_kind(by_night, fast):
    """Until suppliers are reviewed, too, and whatever stood on the shelf before."""
    rounds = {"review": 7, "produce_review": 2, "fast_review": 3}
    days = {"lead": 4, "lead_spread": 2, "produce_lead": 1, "fast_lead": 3}
    review = Review(**rounds, **days)
    i, new = review.keeping[3], int(review.others[5])
    review.state.keepers.fast_replenishment[SHOP] = fast
    review.products.fetched[new] = by_night
    sold_out(review, i, new)
    run(review.model, adoption, EVENING)
    terms = review.state.terms
    expected = {
        (0, 0): (7, 4, 2), (1, 0): (2, 1, 0), (0, 1): (3, 3, 0), (1, 1): (2, 1, 0),
    }[by_night, fast]  # fmt: skip
    assert (terms.review[i], terms.lead[i], terms.lead_spread[i]) == expected


def test_where_lots_are_given_in_units_a_new_product_has_them_too():
    review = Review(lot_units=30)
    i = review.keeping[3]
    sold_out(review, i, int(review.others[5]))
    run(review.model, adoption, EVENING)
    assert review.state.terms.lot[i] == 30


def test_a_new_product_from_a_wholesaler_abroad_comes_by_the_lane():
    review = Review(lead=2)
    state, shelves, products = review.state, review.shelves, review.products
    keepers, terms, i = state.keepers, state.terms, review.keeping[3]
    new, here = int(review.others[5]), int(keepers.province[SHOP])
    there = int(np.flatnonzero(np.arange(len(state.province_names)) != here)[0])
    keepers.province[keepers.upstream[SHOP]] = there
    sold_out(review, i, new)
    run(review.model, adoption, EVENING)
    freight = float(state.routes.cost[there, here] * products.weight[new])
    assert freight > 0.0
    assert (terms.origin[i], terms.freight[i]) == (there, pytest.approx(freight, rel=1e-6))
    days = int(state.routes.days[there, here])
    assert terms.lead[i] == 2 + days
    lost = 1.0 - (1.0 - float(products.daily_loss[new])) ** days
    assert terms.transit_loss[i] == pytest.approx(lost, rel=1e-6)
    paid = float(shelves.price[terms.supplier[i]]) + freight
    assert shelves.unit_cost[i] == pytest.approx(paid / (1.0 - terms.transit_loss[i]), rel=1e-6)


def test_what_a_new_product_costs_bears_all_losses_and_its_price_what_shops_count():
    """A quarter of what is sent is lost, half of which counts in the price."""
    review = Review(loss_in_cost=0.5)
    shelves, terms, i = review.shelves, review.state.terms, review.keeping[3]
    new = int(review.others[5])
    review.products.daily_loss[new] = 0.25
    sold_out(review, i, new)
    run(review.model, adoption, EVENING)
    paid = float(shelves.price[terms.supplier[i]] + terms.freight[i])
    assert shelves.unit_cost[i] == pytest.approx(paid / 0.75, rel=1e-6)
    price = paid / 0.875 * (1.0 + float(shelves.markup[i]))
    assert shelves.price[i] == pytest.approx(price, rel=1e-6)


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
    sold_out(review, i, plain)
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
    sold_out(review, i, review.others[5])
    run(review.model, adoption, EVENING)
    assert shelves.product[i] == old
    run(review.model, adoption, EVENING + 1)
    assert shelves.product[i] == review.others[5]


@pytest.mark.parametrize("left", ["stock", "on_order"])
def test_the_old_product_is_sold_first(left):
    review = Review()
    shelves, i = review.shelves, review.keeping[3]
    old = shelves.product[i]
    sold_out(review, i, review.others[5])
    getattr(shelves, left)[i] = 1
    run(review.model, adoption, EVENING)
    assert shelves.product[i] == old


def test_a_new_product_that_ages_is_fresh():
    review = Review()
    i, products = review.ageing[0], review.products
    new = review.other_ageing[0]
    row, life = review.shelves.batch[i], int(products.shelf_life[new])
    sold_out(review, i, new)
    run(review.model, adoption, EVENING)
    batches = review.state.batches
    assert batches.shelf_life[row] == batches.fresh_days[row] == life
