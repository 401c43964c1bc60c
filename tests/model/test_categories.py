"""What shops carry divides customers, and hardly makes any: at unchanged prices."""

import numpy as np
import pytest

from sim.model import TradeModel
from sim.phases import market
from sim.scenario import read_scenario
from tests.phases.alone import rows_of, run

ROUND = 7  # days in which all customers have noticed


def country():
    """All shops at a coarse scale, at prices that follow from costs alone."""
    sets = ["scale=20000", "population.minimum_farmers=30", "price.goods=cost_plus"]
    model = TradeModel(read_scenario("base", sets=[*sets, f"demand.notice_days={ROUND}"]), 1)
    model.state.online = None
    return model


def carry(model, shop, swaps, luck):
    """A shop sells other goods from now on, at what they cost at the opening; swaps: by shelf."""
    state = model.state
    shelves, terms, products = state.shelves, state.terms, state.products
    first = rows_of(model, int(state.keepers.upstream[shop])).start
    for i, new in swaps.items():
        supplier = first + int(state.routes.wholesale_rank[new])
        shelves.product[i], terms.supplier[i] = new, supplier
        shelves.opening_cost[i] = shelves.price[supplier]
        shelves.markup[i] = products.shop_markup[new]
        shelves.price[i] = shelves.opening_cost[i] * (1.0 + shelves.markup[i])
        shelves.taste[i] = 0.3 * luck.normal() - 0.045


def random_swap(carried, rows, goods, popularity, luck):
    """Any product makes way for any other."""
    return {luck.choice(rows): luck.choice(np.setdiff1d(goods, carried))}


def for_the_best(carried, rows, goods, popularity, luck):
    """The least popular makes way for the most popular of the others."""
    others = np.setdiff1d(goods, carried)
    return {rows[np.argmin(popularity[carried])]: others[np.argmax(popularity[others])]}


def all_the_best(carried, rows, goods, popularity, luck):
    """All shops carry the same, which is what is most popular."""
    return dict(zip(rows, goods[np.argsort(-popularity[goods])], strict=False))


def asked(model):
    """Money a day of each category at usual prices, and which of them are carried everywhere."""
    for number in range(2 * ROUND, 3 * ROUND):
        run(model, market, number, counting=0)
    state = model.state
    rows = slice(state.shop_shelves)
    product = np.asarray(state.shelves.product[rows])
    units = np.exp(np.asarray(state.shelves.log_mean[rows], float))
    category = np.asarray(state.products.category)[product]
    money = np.bincount(category, units * np.asarray(state.products.retail_price)[product])
    near = np.asarray(state.keepers.first_neighbour)[np.asarray(state.shelves.keeper[rows])]
    seen = np.unique(category * 10**6 + near) // 10**6
    goods = int(np.asarray(state.products.category)[np.asarray(state.products.produce) == 0].max())
    everywhere = np.bincount(seen, minlength=len(money)) == len(np.unique(near))
    return money[: goods + 1], everywhere[: goods + 1]


@pytest.mark.slow
@pytest.mark.parametrize("choose", [random_swap, for_the_best, all_the_best])
def test_all_shops_changing_what_they_carry_moves_no_category(choose):
    """By less than 1 %: each that is carried everywhere, and all packaged goods together.

    One that nobody near carries is not asked for at all, and gone where nobody carries it any more:
    such categories are small.
    """
    model, luck = country(), np.random.default_rng(0)
    products = model.state.products
    goods = np.flatnonzero(np.asarray(products.produce) == 0)
    popularity = np.asarray(products.popularity, float)
    before, had = asked(model)
    for shop in np.flatnonzero(model.state.keepers.open[: model.state.shops]).tolist():
        rows = rows_of(model, shop)
        carried = np.asarray(model.state.shelves.product[rows])
        packaged = np.asarray(products.produce)[carried] == 0
        rows, carried = np.arange(rows.start, rows.stop)[packaged], carried[packaged]
        carry(model, shop, choose(carried, rows, goods, popularity, luck), luck)
    after, has = asked(model)
    assert (had & has).sum() >= 6
    assert after[had & has] == pytest.approx(before[had & has], rel=0.01)
    assert after.sum() == pytest.approx(before.sum(), rel=0.01)
