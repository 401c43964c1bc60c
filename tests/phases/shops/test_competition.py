"""Where shops that price by what they see settle: the Bertrand equilibrium of their nest.

It is solved by itself: each owner in turn searches for the price that earns him most, with demand
written out anew.
"""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from sim.phases import market
from tests.phases.alone import country, rows_of, run, with_rules

SHOPS, ROUND = 4, 7
MARKUP, OWN, USUAL = 0.25, -0.8, 1.0 / SHOPS
# At this share the markup over cost is best: 5 = within (1 - share) + 0.8 share.
WITHIN = (1.0 + 1.0 / MARKUP + OWN * USUAL) / (1.0 - USUAL)
SAVED, GOING = 0.07, 1.25


def demand(prices, worth):
    """Money at usual prices that each shop is asked for; the category's is 1 at usual prices."""
    pull = worth * (prices / GOING) ** -WITHIN
    index = (pull.sum() / worth.sum()) ** (-1.0 / WITHIN)
    return index**OWN * pull / pull.sum()


def equilibrium(costs, worth):
    """Prices at which no owner earns more by another, none above the going price."""
    prices = np.full(len(costs), GOING)
    for _ in range(200):
        before = prices.copy()
        for shop in range(len(costs)):

            def loss(price, shop=shop):
                at = np.where(np.arange(len(costs)) == shop, price, prices)
                return -(price - costs[shop]) * demand(at, worth)[shop]

            found = minimize_scalar(
                loss, bounds=(costs[shop], GOING), method="bounded", options={"xatol": 1e-9}
            )
            prices[shop] = found.x
        if np.abs(prices - before).max() < 1e-8:
            return prices
    raise AssertionError("no equilibrium found")


class Street:
    """A neighbourhood whose shops carry one good, at costs that the test sets.

    alike  real shops that each stands for
    """

    def __init__(self, costs, worth, alike=1.0):
        sets = (f"demand.notice_days={ROUND}", "population.minimum_shops=12")
        self.model = country(*sets, f"population.shops_per_neighbourhood={SHOPS}")
        with_rules(self.model, "neighbours", variety_growth=0.0, seeing=0.5)
        state = self.model.state
        keepers, shelves, products = state.keepers, state.shelves, state.products
        shops, many = np.arange(state.shops), len(costs)
        first, end = keepers.first_neighbour[shops], keepers.end_neighbour[shops]
        self.first = int(shops[(first == shops) & (end - first >= many) & (shops > 0)][0])
        for shop in range(self.first, int(keepers.end_neighbour[self.first])):
            keepers.alike[shop] = alike
            shelves.listed[rows_of(self.model, shop)] = 0
            keepers.open[shop] = shop < self.first + many
        self.rows = [int(keepers.first_shelf[self.first + k]) for k in range(many)]
        self.shelves, product = shelves, int(shelves.product[self.rows[0]])
        products.elasticity[product], products.shop_elasticity[product] = OWN, WITHIN
        for i, cost, each in zip(self.rows, costs, worth, strict=True):
            shelves.product[i], shelves.listed[i], shelves.taste[i] = product, 1, np.log(each)
            shelves.opening_cost[i], shelves.markup[i] = 1.0, MARKUP
            shelves.price[i], shelves.elasticity[i] = GOING, 1.0 + 1.0 / MARKUP
            above = float(shelves.price[state.terms.supplier[i]])
            state.terms.freight[i], state.terms.direct[i] = cost - above, 0
            state.terms.transit_loss[i] = 0.0
        keepers.traffic[self.first : self.first + many] = 0.0

    def settle(self, rounds=60):
        """Prices after some rounds in which customers notice, and owners see them come and go."""
        for number in range(2, rounds):
            run(self.model, market, self.first + number * ROUND, counting=0)
        return np.asarray(self.shelves.price[self.rows], float)


def settled(costs, worth):
    """Prices where the rule settles, once they are those of the equilibrium."""
    prices = Street(costs, worth).settle()
    assert prices == pytest.approx(equilibrium(costs, worth), rel=2e-3)
    return prices


@pytest.mark.parametrize("adopters", range(SHOPS + 1))
def test_shops_alike_settle_where_no_owner_would_change(adopters):
    costs = np.where(np.arange(SHOPS) < adopters, 1.0 - SAVED, 1.0)
    settled(costs, np.ones(SHOPS))


def test_shops_of_different_sizes_do_too():
    settled(np.array([0.93, 1.0, 0.95, 1.0]), np.array([1.0, 0.5, 2.0, 0.7]))


def test_one_adopter_keeps_most_and_all_together_hand_it_on():
    worth = np.ones(SHOPS)
    usual = (GOING - 1.0) * demand(np.full(SHOPS, GOING), worth)[0]
    one = settled(np.array([1.0 - SAVED, 1.0, 1.0, 1.0]), worth)
    everybody = settled(np.full(SHOPS, 1.0 - SAVED), worth)
    asked = demand(one, worth)
    assert (1.0 - SAVED) * (1.0 + MARKUP) < one[0] < one[1] < GOING  # cuts some, not all
    assert asked[0] > 1.0 / SHOPS > asked[1]  # and wins customers
    gain_of_one = (one[0] - (1.0 - SAVED)) * asked[0] - usual
    gain_of_all = (everybody[0] - (1.0 - SAVED)) * demand(everybody, worth)[0] - usual
    assert everybody == pytest.approx((1.0 - SAVED) * (1.0 + MARKUP), rel=2e-3)
    assert gain_of_one > 0.2 * usual > 0.05 * usual > abs(gain_of_all)


def test_who_is_alone_keeps_it_all():
    assert Street(np.array([1.0 - SAVED]), np.ones(1)).settle(30)[0] == pytest.approx(GOING)


def test_an_agent_asks_what_the_shops_that_it_stands_for_would():
    alone, pair = (
        Street([1.0 - SAVED], [1.0], SHOPS),
        Street([1.0 - SAVED] * 2, [1.0] * 2, SHOPS / 2),
    )
    together = Street([1.0 - SAVED] * SHOPS, [1.0] * SHOPS).settle()
    assert alone.settle() == pytest.approx(together[:1], rel=1e-4)
    assert pair.settle() == pytest.approx(together[:2], rel=1e-4)
